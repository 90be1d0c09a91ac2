import type { Request, Response } from 'express';

/** Language, theme and type size are kept in cookies and need neither script nor an account. */
export function setPreferences(request: Request, response: Response): void {
  const allowed = { lang: ['zh', 'en'], theme: ['auto', 'light', 'dark'], type: ['normal', 'large'] };
  for (const [name, values] of Object.entries(allowed)) {
    const value = request.query[name];
    if (typeof value === 'string' && values.includes(value))
      response.cookie(name, value, { maxAge: 365 * 24 * 3600 * 1000, sameSite: 'lax', path: '/' });
  }
  const back =
    typeof request.query['back'] === 'string' && /^\/(?![/\\])/.test(request.query['back']) ? request.query['back'] : '/';
  response.redirect(303, back.replace(/([?&])lang=(zh|en)(&|$)/, '$1').replace(/[?&]$/, ''));
}

import type { Request, Response } from 'express';
import { renderPage, type WebContext } from './create-web.ts';
import type { Failure } from './errors.ts';
import { translator } from './i18n.ts';
import { readPreferences } from './request.ts';
import { apiRoot } from './serve-endpoint.ts';

/** API clients get JSON; people get a page that says what happened and what to do; nobody signed in is sent to sign in. */
export async function showFailure(request: Request, response: Response, failure: Failure, context: WebContext): Promise<void> {
  request.preferences ??= readPreferences(request.headers.cookie, request.url);
  request.caller ??= null;
  const t = translator(request.preferences.language);
  const message = t(failure.key, failure.params);
  if (request.path.startsWith(`${apiRoot}/`)) {
    const fields = Object.fromEntries(Object.entries(failure.fields).map(([name, { key, params }]) => [name, t(key, params)]));
    response.json({ code: failure.code, message, fields });
  } else if (failure.code === 'sign-in' && request.method === 'GET') {
    response.redirect(303, `/sign-in?to=${encodeURIComponent(request.originalUrl)}`);
  } else {
    try {
      const model = {
        title: t(`ui:failure.${failure.status}.title`),
        status: failure.status,
        code: failure.code,
        message,
        requestId: request.id as string,
      };
      response.type('html').send(await renderPage(request, context, 'errors/error', model));
    } catch {
      response.type('text').send(message); // the database is away: the shell cannot be drawn, the sentence can be said
    }
  }
}

import type { RequestHandler } from 'express';
import type { Knex } from 'knex';
import type { Caller, Language } from '../features/people/caller.ts';
import { loadCaller } from './session.ts';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- Express offers no other way to say what a request carries.
  namespace Express {
    // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface merges.
    interface Request {
      caller: Caller | null;
      preferences: Preferences;
    }
  }
}

/** How a person wants pages: kept in cookies, so that visitors have them too. */
export type Preferences = { language: Language; theme: 'auto' | 'light' | 'dark'; type: 'normal' | 'large' };

/** Reads the preferences from `lang`, `theme` and `type` cookies; `?lang=` wins so that a link can name its language. */
export function readPreferences(cookies: string | undefined, url: string, fallback: Language = 'zh'): Preferences {
  const asked = /[?&]lang=(zh|en)(&|$)/.exec(url)?.[1] ?? cookie(cookies, 'lang');
  const theme = cookie(cookies, 'theme');
  return {
    language: asked === 'zh' || asked === 'en' ? asked : fallback,
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    type: cookie(cookies, 'type') === 'large' ? 'large' : 'normal',
  };
}

/** Knows who asks, and how they want to read, before any handler runs. */
export function recogniseCaller(db: Knex): RequestHandler {
  return async (request, _response, next) => {
    const accountId = request.session?.accountId;
    request.caller = accountId ? await loadCaller(db, accountId) : null;
    request.preferences = readPreferences(request.headers.cookie, request.url, request.caller?.language);
    next();
  };
}

function cookie(header: string | undefined, name: string): string | undefined {
  if (!header) return undefined;
  for (const part of header.split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name) return value;
  }
  return undefined;
}

import type { Request } from 'express';
import type { Knex } from 'knex';
import { hasRole, type Caller } from '../features/people/caller.ts';
import { createFormats } from './format.ts';
import { translator, type Translate } from './i18n.ts';
import type { ViewRoot } from './view-helpers.ts';

export type Crumb = { href: string; label: string };

/** What the shell of every page shows, beside the page's own model. */
export type Layout = ViewRoot & {
  lang: string;
  theme: string;
  type: string;
  path: string;
  canonical: string;
  nav: { href: string; label: string; current: boolean }[];
  account: { name: string; unread: number; organizer: boolean; admin: boolean } | null;
  flash: { kind: string; text: string } | null;
  scripts: string[];
  breadcrumbs: Crumb[];
  query: string;
};

export type LayoutContext = { db: Knex; timeZone: string; publicUrl: string; csrf: (request: Request) => string };

export async function layoutOf(request: Request, context: LayoutContext): Promise<Layout> {
  const { language, theme, type } = request.preferences;
  const t = translator(language);
  const caller = request.caller;
  return {
    t,
    formats: formatsOf(language, context.timeZone),
    csrf: () => context.csrf(request),
    lang: language === 'zh' ? 'zh-CN' : 'en',
    theme,
    type,
    path: request.originalUrl,
    canonical: context.publicUrl + request.path,
    nav: navigation(caller, request.path, t),
    account: caller && {
      name: caller.name,
      unread: await unread(context.db, caller),
      organizer: hasRole(caller, 'organizer'),
      admin: hasRole(caller, 'admin'),
    },
    flash: takeFlash(request, t),
    scripts: [],
    breadcrumbs: [],
    query: '',
  };
}

const formatsByLanguage = new Map<string, ReturnType<typeof createFormats>>();

/** Intl formatters are slow to make and are made once a language. */
export function formatsOf(language: 'zh' | 'en', timeZone: string): ReturnType<typeof createFormats> {
  const key = `${language} ${timeZone}`;
  const known = formatsByLanguage.get(key);
  if (known) return known;
  const formats = createFormats(language, timeZone);
  formatsByLanguage.set(key, formats);
  return formats;
}

/** Needs first, then what answers them; a signed-in person's own work before both. */
function navigation(caller: Caller | null, path: string, t: Translate): Layout['nav'] {
  const entries: [string, string][] = [
    ...(caller
      ? ([
          ['/today', 'ui:nav.today'],
          ['/matches', 'ui:nav.matches'],
          ['/my/listings', 'ui:nav.my-listings'],
        ] as [string, string][])
      : []),
    ['/needs', 'ui:nav.needs'],
    ['/technologies', 'ui:nav.technologies'],
    ['/events', 'ui:nav.events'],
    ...(caller && (hasRole(caller, 'organizer') || hasRole(caller, 'admin'))
      ? ([['/organizer', 'ui:nav.organizer']] as [string, string][])
      : []),
    ...(caller && !hasRole(caller, 'organizer') && (hasRole(caller, 'broker') || hasRole(caller, 'information-officer'))
      ? ([['/organizer/clinic', 'clinic:backlog.title']] as [string, string][])
      : []),
    ...(caller && hasRole(caller, 'admin') ? ([['/admin', 'ui:nav.admin']] as [string, string][]) : []),
  ];
  return entries.map(([href, key]) => ({ href, label: t(key), current: path === href || path.startsWith(`${href}/`) }));
}

async function unread(db: Knex, caller: Caller): Promise<number> {
  const [row] = await db('notifications')
    .where({ account_id: caller.accountId })
    .whereNull('read_at')
    .count<{ count: number }[]>('* as count');
  return row?.count ?? 0;
}

function takeFlash(request: Request, t: Translate): Layout['flash'] {
  const flash = request.session?.flash;
  if (!flash) return null;
  delete request.session.flash;
  return { kind: flash.kind, text: t(flash.key, flash.params) };
}

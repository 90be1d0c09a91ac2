import type { Web } from '../../web/web.ts';
import { consentText } from '../people/register-account.ts';
import { blocksOf } from './article.ts';

type Article = { path: string; name: string; sections: readonly string[]; actions: readonly { href: string; name: string }[] };

const articles: readonly Article[] = [
  {
    path: '/how-it-works',
    name: 'how',
    sections: ['say', 'match', 'answer', 'meet', 'after', 'who'],
    actions: [
      { href: '/needs/new', name: 'post-need' },
      { href: '/technologies/new', name: 'post-technology' },
      { href: '/events', name: 'see-events' },
    ],
  },
  {
    path: '/help',
    name: 'help',
    sections: ['sign-in', 'need', 'technology', 'match', 'event-day', 'reading', 'wrong', 'person'],
    actions: [
      { href: '/how-it-works', name: 'how' },
      { href: '/privacy', name: 'privacy' },
    ],
  },
  {
    path: '/privacy',
    name: 'privacy',
    sections: ['short', 'kept', 'seen', 'contact', 'long', 'rights', 'never', 'cookies', 'changes'],
    actions: [
      { href: '/settings', name: 'settings' },
      { href: '/help', name: 'help' },
    ],
  },
];

/** Pages of plain text. The privacy page names the version that a new account agrees to. */
export function articlePages(web: Web): void {
  for (const { path, name, sections, actions } of articles) {
    web.page(path, { access: 'anyone', view: 'home/article', cacheSeconds: 60 }, ({ t }) =>
      Promise.resolve({
        title: t(`articles:${name}.title`),
        lead: t(`articles:${name}.lead`, { version: consentText }),
        sections: sections.map((id) => ({
          id,
          title: t(`articles:${name}.${id}.title`),
          blocks: blocksOf(t(`articles:${name}.${id}.text`, { version: consentText })),
        })),
        actions: actions.map(({ href, name: label }) => ({ href, label: t(`articles:action.${label}`) })),
      }),
    );
  }
}

import type { App } from '../../compose.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Web } from '../../web/web.ts';
import { listingCard } from '../search/listing-card.ts';
import { dayWords } from './day-words.ts';
import { homeReads, type Figure } from './reads.ts';
import type { Translate } from '../../web/i18n.ts';
import type { Formats } from '../../web/format.ts';

/** The front page: one search box, three doors, what is new, and figures that were counted. */
export function homePages(web: Web, app: App, { db, now, config }: Platform): void {
  const reads = homeReads(db);

  web.page('/', { access: 'anyone', view: 'home/index', cacheSeconds: 15 }, async ({ t, formats, language }) => {
    const at = now();
    const [event, needs, technologies, figures] = await Promise.all([
      reads.nextEvent(at),
      app.newestListings('need', 6, language),
      app.newestListings('technology', 6, language),
      reads.figures(),
    ]);
    return {
      title: t('home:title'),
      event: event ? { ...event, href: `/events/${event.id}`, words: dayWords(t, formats, event.when, at) } : null,
      needs: needs.map((listing) => listingCard(listing, t, formats)),
      technologies: technologies.map((listing) => listingCard(listing, t, formats)),
      figures: figures.map(({ name, value }) => ({ value, label: t(`home:figure.${name}`) })),
      invented: inventedNote(figures, t, formats),
    };
  });

  web.raw('get', '/robots.txt', { access: 'anyone' }, (_visit, response) => {
    response.type('text/plain').set('Cache-Control', 'public, max-age=3600').send(robots(config.PUBLIC_URL));
    return Promise.resolve();
  });
}

/** Says how much of the figures is the demonstration's; empty when nothing is. */
function inventedNote(figures: readonly Figure[], t: Translate, formats: Formats): string {
  const parts = figures
    .filter(({ invented }) => invented > 0)
    .map(({ name, invented }) => t('home:figures-part', { count: formats.number(invented), what: t(`home:figure.${name}`) }));
  return parts.length > 0 ? t('home:figures-invented', { parts: parts.join(t('home:figures-join')) }) : '';
}

/** Whoever lists pages reads what is public, and leaves alone what is somebody's own or has no end. */
function robots(publicUrl: string | undefined): string {
  const closed = ['/api/', '/admin', '/organizer', '/my/', '/matches', '/notifications', '/settings', '/today', '/search', '/preferences', '/sign-in', '/register']; // prettier-ignore
  return ['User-agent: *', ...closed.map((path) => `Disallow: ${path}`), ...(publicUrl ? [`Host: ${publicUrl}`] : []), ''].join(
    '\n',
  );
}

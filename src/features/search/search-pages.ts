import type { App } from '../../compose.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Visit } from '../../web/visit.ts';
import type { Web } from '../../web/web.ts';
import { excerpt, highlight } from './highlight.ts';
import { listingCard, type ListingSummary } from './listing-card.ts';
import { mostPages } from './contract.ts';
import { SearchLink, searchPath, Tab } from './search-link.ts';
import type { Side } from './search-engine.ts';
import { summaryReads, type Choice } from './summary-reads.ts';

const pageSize = 20;
/** How many of each kind the first view shows. */
const sample = 4;

type Asked = Pick<Visit<'anyone', unknown, SearchLink>, 't' | 'formats' | 'language' | 'query'>;

/** One box; what it finds stands under technologies, needs, organizations and events, each a link away. */
export function searchPages(web: Web, app: App, { db, config }: Platform): void {
  const reads = summaryReads(db);

  web.page('/search', { access: 'anyone', query: SearchLink, view: 'search/results' }, async (visit) => {
    const { t, query, language } = visit;
    const shell = { title: t(query.q ? 'search:title-of' : 'search:title', { text: query.q }), query: query.q };
    if (!query.q) return { ...shell, asked: null };

    const [counties, industries, groups] = await Promise.all([
      reads.counties(config.CITY_CODE, language),
      reads.industries(language),
      Promise.all([listings(visit, 'technology'), listings(visit, 'need'), organizations(visit), events(visit)]),
    ]);
    const shown = groups.filter(({ name, total }) => (query.in === 'all' ? total > 0 : query.in === name));
    const total = groups.reduce((sum, group) => sum + group.total, 0);
    return {
      ...shell,
      asked: {
        total,
        loose: shown.some(({ loose, total: some }) => loose && some > 0),
        tabs: Tab.options.map((name) => ({
          href: searchPath(query, { in: name }),
          label: t(`search:tab.${name}`, {
            count: name === 'all' ? total : (groups.find((one) => one.name === name)?.total ?? 0),
          }),
          current: query.in === name,
        })),
        filters: [
          filter(visit, 'region', t('search:county'), counties),
          filter(visit, 'industry', t('search:industry'), industries),
        ],
        narrowed: query.region !== undefined || query.industry !== undefined,
        wide: searchPath(query, { region: '', industry: '' }),
        groups: shown.map((group) => ({
          ...group,
          label: t(`search:group.${group.name}`),
          all: query.in === 'all' && group.total > group.hits.length ? searchPath(query, { in: group.name }) : '',
          allLabel: t('search:all', { count: group.total }),
        })),
        ...pages(query, shown),
      },
    };
  });

  const span = ({ query }: Asked, name: Tab) =>
    query.in === 'all'
      ? { skip: 0, take: sample }
      : { skip: query.in === name ? (query.page - 1) * pageSize : 0, take: pageSize };

  async function listings(visit: Asked, side: Side) {
    const { query, t, formats, language } = visit;
    const name = side === 'need' ? ('needs' as const) : ('technologies' as const);
    const { q: text, region, industry } = query;
    const { ids, total, loose } = await app.findListings({ text, side, region, industry, ...span(visit, name) });
    const rows = query.in === 'all' || query.in === name ? await reads.listings(ids, language) : [];
    const marks = app.searchMarks(text);
    const hit = (row: ListingSummary) => {
      const { title, text: about, ...card } = { ...listingCard(row, t, formats), text: row.text };
      return { ...card, title: highlight(title, marks), text: highlight(excerpt(about, marks), marks) };
    };
    return { name, total, loose, hits: rows.map(hit) };
  }

  async function organizations(visit: Asked) {
    const { skip, take } = span(visit, 'organizations');
    const { rows, total } = await reads.organizations(visit.query.q, skip, take, visit.language);
    const marks = app.searchMarks(visit.query.q);
    const hits = rows.map(({ id, name, place }) => ({
      href: `/organizations/${id}`,
      title: highlight(name, marks),
      text: [],
      chips: [],
      meta: place ? [{ icon: 'place', label: place }] : [],
    }));
    return { name: 'organizations' as const, total, loose: false, hits };
  }

  async function events(visit: Asked) {
    const { skip, take } = span(visit, 'events');
    const { rows, total } = await reads.events(visit.query.q, skip, take);
    const marks = app.searchMarks(visit.query.q);
    const hits = rows.map(({ id, title, at, venue, status }) => ({
      href: `/events/${id}`,
      title: highlight(title, marks),
      text: [],
      chips: status === 'live' ? [{ kind: 'success', label: visit.t('home:doors.event-live'), icon: 'screen' }] : [],
      meta: [{ icon: 'calendar', label: visit.formats.dateTime(at) }, ...(venue ? [{ icon: 'place', label: venue }] : [])],
    }));
    return { name: 'events' as const, total, loose: false, hits };
  }
}

function filter({ query, t }: Asked, name: 'region' | 'industry', label: string, choices: readonly Choice[]) {
  const chosen = query[name];
  return {
    label,
    open: chosen !== undefined,
    options: [{ value: '', label: t('search:any') }, ...choices].map((choice) => ({
      href: searchPath(query, { [name]: choice.value }),
      label: choice.label,
      current: (chosen ?? '') === choice.value,
    })),
  };
}

function pages(query: SearchLink, shown: readonly { total: number }[]) {
  const total = query.in === 'all' ? 0 : (shown[0]?.total ?? 0);
  const last = Math.min(mostPages, Math.ceil(total / pageSize));
  return {
    previous: query.page > 1 ? searchPath(query, { page: String(query.page - 1) }) : '',
    next: query.page < last ? searchPath(query, { page: String(query.page + 1) }) : '',
    page: query.page,
    last,
  };
}

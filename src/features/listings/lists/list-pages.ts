import type { Language } from '../../people/caller.ts';
import type { Platform } from '../../../platform/platform.ts';
import { formatsOf } from '../../../web/layout.ts';
import { translator } from '../../../web/i18n.ts';
import { keep, keepOne } from '../../../web/keep.ts';
import { joinPieces, type Piece } from '../../../web/pieces.ts';
import type { Model, Web } from '../../../web/web.ts';
import { dayIn } from '../../../kernel/local-day.ts';
import type { Side } from '../basics.ts';
import { listedRows } from './card-reads.ts';
import { choiceReads } from './choice-reads.ts';
import { filterPanel, chosen, type Choices } from './filter-panel.ts';
import { filtersOf, isNarrowed, listPath, NeedLink, pagePath, Sort, TechnologyLink, type Filters } from './filters.ts';
import { listingCard } from './listing-card.ts';
import { countUpTo, listPage, type ListedId, type Place } from './list-reads.ts';

const mostCounted = 1000;

/**
 * The lists of technologies and of needs. A page is put together from pieces that are kept: cards by the version of their
 * listing, the head and the filters by what the list is narrowed to. They may name a place or an organization as it was a minute ago.
 */
export function listPages(web: Web, { db, config, now }: Platform): void {
  const reads = choiceReads(db);
  const day = dayIn(config.TIME_ZONE);
  const today = (): string => day(now());
  const cards = keep<Piece>({ most: 4000, seconds: 60 });
  const heads = keep<Frame>({ most: 500, seconds: 60 });
  const choices = keepOne(60, async (): Promise<Choices> => {
    const [industries, counties] = await Promise.all([reads.industriesInUse(), reads.counties(config.CITY_CODE)]);
    return { industries, counties };
  });

  web.page(
    '/technologies',
    { access: 'anyone', query: TechnologyLink, view: 'listings/list', cacheSeconds: 5 },
    ({ query, language }) => listModel(filtersOf('technology', query), query, language),
  );
  web.page('/needs', { access: 'anyone', query: NeedLink, view: 'listings/list', cacheSeconds: 5 }, ({ query, language }) =>
    listModel(filtersOf('need', query), query, language),
  );

  async function listModel(filters: Filters, place: Place, language: Language): Promise<Model> {
    const page = await listPage(db, filters, place, today());
    const { title, ...frame } = await frameOf(filters, language);
    return {
      ...frame,
      title,
      cards: await cardsOf(page.rows, language),
      newer: pagePath(filters, 'after', page.newer),
      older: pagePath(filters, 'before', page.older),
      first: place.before || place.after ? listPath(filters) : '',
      sorted: filters.sort,
      empty: page.rows.length === 0 ? emptyState(filters, language, place) : null,
    };
  }

  async function cardsOf(rows: ListedId[], language: Language): Promise<Piece> {
    const keyOf = ({ id, version }: ListedId): string => `${id} ${version} ${language}`;
    const ready = rows.map((row) => cards.get(keyOf(row)));
    const missing = rows.filter((_, index) => ready[index] === undefined).map(({ id }) => id);

    const reader = { t: translator(language), formats: formatsOf(language, config.TIME_ZONE), language };
    const made = new Map<string, Piece>();
    for (const row of await listedRows(db, missing, 160)) {
      const html = web.fragment('partials/listing-card', language, { card: listingCard(row, reader) });
      cards.set(keyOf(row), html);
      made.set(row.id, html);
    }
    return joinPieces(rows.flatMap(({ id }, index) => ready[index] ?? made.get(id) ?? []));
  }

  async function frameOf(filters: Filters, language: Language): Promise<Frame> {
    const key = `${language} ${listPath(filters)}`;
    const kept = heads.get(key);
    if (kept) return kept;

    const reader = { t: translator(language), language };
    const offered = await choices();
    const count = await countUpTo(db, filters, mostCounted, today());
    const names = {
      industry: filters.industry ? await reads.industry(filters.industry) : undefined,
      region: filters.region ? await reads.region(filters.region) : undefined,
    };
    const head = {
      side: filters.side,
      filters,
      count: Math.min(count, mostCounted),
      more: count >= mostCounted,
      chosen: chosen(filters, offered, names, reader),
      sorts: filters.side === 'need' ? sortLinks(filters, language) : [],
      hidden: Object.entries(filters)
        .filter(([name]) => name !== 'side' && name !== 'q')
        .map(([name, value]) => ({ name, value })),
      q: filters.q ?? '',
      action: listPath({ side: filters.side, sort: 'newest' }),
      excel: listPath(filters, {}, '.xlsx'),
    };
    const frame = {
      title: reader.t(`listings-pages:${filters.side}.title`),
      head: web.fragment('listings/list-head', language, head),
      panel: web.fragment('partials/filter-panel', language, { groups: filterPanel(filters, offered, reader) }),
    };
    heads.set(key, frame);
    return frame;
  }
}

/** What stays the same while somebody pages through a list. */
type Frame = { title: string; head: Piece; panel: Piece };

function sortLinks(filters: Filters, language: Language) {
  const t = translator(language);
  return Sort.options.map((sort) => ({
    href: listPath(filters, { sort }),
    label: t(`listings-pages:sort.${sort}`),
    current: filters.sort === sort,
  }));
}

/** Nothing here: the way on, or the first step. */
function emptyState(filters: Filters, language: Language, place: Place) {
  const t = translator(language);
  const { side, sort } = filters;
  if (place.before || place.after) {
    return { icon: side, text: t('listings-pages:empty.page'), href: listPath(filters), label: t('listings-pages:first-page') };
  }
  const { q, ...others } = filters;
  if (q && !isNarrowed(others)) {
    return {
      icon: 'search',
      text: t('listings-pages:empty.words', { words: q }),
      href: `/search?q=${encodeURIComponent(q)}`,
      label: t('listings-pages:empty.search', { words: q }),
    };
  }
  if (isNarrowed(filters)) {
    return {
      icon: 'search',
      text: t('listings-pages:empty.narrowed'),
      href: listPath({ side, sort }),
      label: t('listings-pages:clear'),
    };
  }
  return {
    icon: side,
    text: t(`listings-pages:${side satisfies Side}.none`),
    href: `${listPath({ side, sort: 'newest' })}/new`,
    label: t(`listings-pages:${side}.post`),
  };
}

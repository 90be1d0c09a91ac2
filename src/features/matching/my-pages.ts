import type { Knex } from 'knex';
import { z } from 'zod';
import { refuse } from '../../kernel/error.ts';
import { Id } from '../../kernel/id.ts';
import type { Visit } from '../../web/visit.ts';
import type { Model, Web } from '../../web/web.ts';
import { Tab } from './contract.ts';
import { groupReads } from './group-reads.ts';
import { cardModel } from './match-models.ts';
import type { MyMatch } from './match-view-reads.ts';
import { matchingReads } from './reads.ts';

const id = Id.optional().catch(undefined);
const query = z.object({ tab: Tab.optional().catch(undefined), listing: id, after: id });
type Asked = Visit<'signed-in', unknown, z.infer<typeof query>>;

/** The matches of one's own listings: the best few of each, so that no need is buried under another, and all of one on demand. */
export function myMatchPages(web: Web, db: Knex): void {
  const reads = { ...matchingReads(db), ...groupReads(db) };

  web.page('/matches', { access: 'signed-in', query, view: 'matching/index' }, async (visit) => {
    const { caller, query, t } = visit;
    const counts = await reads.counts(caller.accountId);
    const tab = query.tab ?? (query.listing ? 'answer' : (Tab.options.find((one) => counts[one] > 0) ?? 'answer'));
    const shared = {
      scripts: ['js/matches.js'],
      lead: t(`matching:lead.${query.listing && tab === 'answer' ? 'answer-one' : tab}`),
      empty: t(`matching:empty.${tab}`),
      hasNone: Object.values(counts).every((count) => count === 0),
    };
    return query.listing
      ? { ...shared, ...(await ofListing(query.listing, tab, visit)) }
      : { ...shared, ...(await ofAll(tab, counts, visit)) };
  });

  async function ofAll(tab: Tab, counts: Record<Tab, number>, visit: Asked): Promise<Model> {
    const { caller, query, t } = visit;
    const { groups, next } = await reads.groups(caller.accountId, tab, query.after);
    const cards = await cardsOf(
      groups.flatMap(({ matches }) => matches),
      visit,
    );
    return {
      title: t('matching:list.title'),
      mine: '',
      tabs: Tab.options.map((one) => ({
        href: `/matches?tab=${one}`,
        label: t(`matching:tab.${one}`, { count: counts[one] }),
        current: one === tab,
      })),
      groups: groups.map(({ listingId, side, title, count, matches }) => ({
        id: listingId,
        title: t(`matching:list.mine.${side}`, { title }),
        icon: side,
        matches: matches.flatMap(({ matchId }) => cards.get(matchId) ?? []),
        all: count > matches.length ? `/matches?tab=${tab}&listing=${listingId}` : '',
        allLabel: t('matching:list.all-of', { count }),
      })),
      first: query.after ? `/matches?tab=${tab}` : '',
      older: next ? `/matches?tab=${tab}&after=${next}` : '',
    };
  }

  async function ofListing(listing: Id, tab: Tab, visit: Asked): Promise<Model> {
    const { caller, query, t } = visit;
    const own = (await reads.own(caller.accountId, listing)) ?? refuse('not-found', 'web:errors.not-found');
    const { rows, next } = await reads.mine(caller.accountId, tab, { listing, after: query.after });
    const cards = await cardsOf(rows, visit);
    const path = (one: Tab) => `/matches?tab=${one}&listing=${listing}`;
    return {
      title: own.title,
      mine: t(`matching:list.one.${own.side}`),
      breadcrumbs: [{ href: `/matches?tab=${tab}`, label: t('matching:list.title') }],
      tabs: Tab.options.map((one) => ({ href: path(one), label: t(`matching:list.tab.${one}`), current: one === tab })),
      groups:
        rows.length > 0 ? [{ id: listing, title: '', icon: own.side, matches: [...cards.values()], all: '', allLabel: '' }] : [],
      first: query.after ? path(tab) : '',
      older: next ? `${path(tab)}&after=${next}` : '',
    };
  }

  async function cardsOf(matches: MyMatch[], { t, formats, language }: Asked) {
    const names = await reads.names(
      matches.flatMap(({ reasons }) => reasons),
      language,
    );
    return new Map(matches.map((match) => [match.matchId, cardModel(match, { t, formats, names })]));
  }
}

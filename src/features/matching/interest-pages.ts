import { z } from 'zod';
import type { App } from '../../compose.ts';
import { refuse } from '../../kernel/error.ts';
import { Id } from '../../kernel/id.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Attempt } from '../../web/input.ts';
import type { Visit } from '../../web/visit.ts';
import type { Web } from '../../web/web.ts';
import { listPaths } from '../listings/listing-path.ts';
import { mayOrganize } from '../people/caller.ts';
import { interestReads } from './interest-reads.ts';
import { otherSide as other, type Side } from './match.ts';
import { matchmakerOf } from './may-see.ts';

const Chosen = z.object({ mine: z.uuid('matching:errors.choose') });
const Pair = z.object({ technologyId: z.uuid('matching:errors.choose'), needId: z.uuid('matching:errors.choose') });

type Mine = Pick<Visit<'signed-in'>, 'caller' | 't'>;

/** From a listing that somebody likes to a match: with one of their own, or by an organizer's or a broker's hand with another's. */
export function interestPages(web: Web, app: App, { db }: Platform): void {
  const reads = interestReads(db);

  web.page(
    '/matches/new',
    {
      access: 'signed-in',
      query: z.object({ technology: Id.optional().catch(undefined), need: Id.optional().catch(undefined) }),
      view: 'matching/new',
    },
    async ({ query, caller, t }) => {
      if (query.technology) return chooseModel(query.technology, 'technology', { caller, t }, null);
      return query.need ? chooseModel(query.need, 'need', { caller, t }, null) : { redirect: '/matches' };
    },
  );

  for (const side of ['technology', 'need'] as const) {
    web.form(
      `${listPaths[side]}/:id/interest`,
      {
        access: 'signed-in',
        params: z.object({ id: Id }),
        body: Chosen,
        again: async ({ params, caller, t }, attempt) => ({
          view: 'matching/new',
          ...(await chooseModel(params.id, side, { caller, t }, attempt)),
        }),
      },
      async ({ caller, params, body, command }) => {
        const matchId = await app.showInterest(caller, { mineId: body.mine, otherId: params.id }, command);
        return { to: `/matches/${matchId}`, flash: 'matching:flash.interest' };
      },
    );
  }

  web.form('/matches', { access: ['organizer', 'broker', 'admin'], body: Pair }, async ({ caller, body, command }) => ({
    to: `/matches/${await app.proposeMatch(caller, body.technologyId, body.needId, command)}`,
    flash: 'matching:flash.proposed',
  }));

  async function chooseModel(id: Id, side: Side, { caller, t }: Mine, attempt: Attempt | null) {
    const wanted = (await reads.wanted(id, side)) ?? refuse('not-found', 'web:errors.not-found');
    const isMine = wanted.accountId === caller.accountId;
    const mine = isMine ? [] : await reads.mine(caller.accountId, other[side], id);
    const mayPropose = matchmakerOf(caller, [wanted.regionCode]) !== undefined;
    const free = mine.filter(({ matchId }) => matchId === null);
    const likely = mayPropose ? await reads.likely(wanted) : [];
    return {
      title: t(likely.length > 0 && free.length === 0 ? 'matching:propose.title' : `matching:new.title.${side}`),
      breadcrumbs: [
        { href: listPaths[side], label: t(`ui:nav.${side === 'need' ? 'needs' : 'technologies'}`) },
        { href: `${listPaths[side]}/${id}`, label: wanted.title },
      ],
      ...{ side, isMine, wanted, action: `${listPaths[side]}/${id}/interest` },
      options: free.map(({ id: value, title: label }) => ({ value, label })),
      chosen: String(attempt?.typed['mine'] ?? (free.length === 1 ? free[0]?.id : '')),
      matched: mine.flatMap(({ title, matchId }) => (matchId ? [{ title, href: `/matches/${matchId}` }] : [])),
      first: `${listPaths[other[side]]}/new`,
      fixedName: `${side}Id`,
      openName: `${other[side]}Id`,
      candidates: mayOrganize(caller, wanted.regionCode) ? `${listPaths[side]}/${id}/candidates` : '',
      likely: likely.map((one) => ({ value: one.id, label: one.title })),
      attempt,
      error: attempt?.errors['mine'] ?? '',
    };
  }
}

import type { Knex } from 'knex';
import { readConfig } from '../src/config.ts';
import { composeMatching } from '../src/features/matching/compose.ts';
import type { Id } from '../src/kernel/id.ts';
import { coming, past, type DemoPair, type Said } from './demo-pairs.ts';
import { callerOf, guestsOf, listingId, organizer } from './demo-world.ts';

/** Pairs made by hand and answered as far as the demonstration goes; the engine finds the others after the start. */
export async function seed(knex: Knex): Promise<void> {
  const pairs = [...past, ...coming];
  if (await isThere(knex, pairs)) return;

  const matching = composeMatching({ db: knex, config: readConfig({}), now: () => new Date() });
  const guests = await guestsOf(knex, pairs);
  const ownerOf = new Map([...guests].flatMap(([owner, listings]) => listings.map((id) => [id, owner] as const)));

  const by = await organizer(knex);
  for (const { technology, need, said } of pairs) {
    const sides = [listingId(technology), listingId(need)] as const;
    const matchId = await matching.proposeMatch(by, ...sides);
    for (const [index, answer] of said.entries()) {
      const owner = ownerOf.get(sides[index === 0 ? 0 : 1]);
      if (owner && answer) await matching.answerMatch(await callerOf(knex, owner), matchId, answerOf(answer));
    }
  }
}

function answerOf(said: Exclude<Said, null>) {
  if (said === 'yes') return { answer: 'yes' as const, reason: null, note: '' };
  return { answer: 'no' as const, reason: said.no, note: said.note };
}

async function isThere(knex: Knex, [first]: readonly DemoPair[]): Promise<boolean> {
  if (!first) return true;
  const pair: { technology_id: Id; need_id: Id } = { technology_id: listingId(first.technology), need_id: listingId(first.need) };
  return (await knex('match_answers as a').join('matches as m', 'm.id', 'a.match_id').where(pair).first('a.side')) !== undefined;
}

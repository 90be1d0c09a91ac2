import type { Id } from '../../kernel/id.ts';
import type { Transact } from '../../kernel/transact.ts';
import type { Outbox } from '../../platform/postgres/outbox.ts';
import type { MatchStore } from './match-store.ts';
import { planMatches } from './plan-matches.ts';
import type { ProfileStore } from './profile-store.ts';

export type MatchingStores = { profiles: ProfileStore; matches: MatchStore; outbox: Outbox };
type Ports = {
  transact: Transact<MatchingStores>;
  writeWords: (listingId: Id) => Promise<void>;
  today: () => string;
};

/** Listings rarely change while one of them is scored; when they do so this often, the job is tried again later. */
const attempts = 5;

/**
 * Brings the matches of one listing up to date, for both sides. Its words are committed first: of two listings published at
 * one moment, whichever run comes second finds the other. `quiet` tells nobody of what is found.
 */
export function matchListing({ transact, writeWords, today }: Ports) {
  return async (listingId: Id, { quiet }: { quiet: boolean }): Promise<void> => {
    await writeWords(listingId);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (await transact((stores) => rescore(stores, listingId, today(), quiet))) return;
    }
    throw new Error(`The listing ${listingId} kept changing while it was matched.`);
  };
}

/** False when a listing changed between being read and being stored: such a score would be stale. */
async function rescore(
  { profiles, matches, outbox }: MatchingStores,
  listingId: Id,
  today: string,
  quiet: boolean,
): Promise<boolean> {
  const [mine] = await profiles.get([listingId]);
  if (!mine) return true;
  const rarity = await profiles.rarity(mine.words.keys());
  const candidates = await profiles.candidates(mine, rarity);
  const known = await matches.known(mine);
  const found = new Set(candidates.map(({ id }) => id));
  const others = [...candidates, ...(await profiles.get(known.map(({ otherId }) => otherId).filter((id) => !found.has(id))))];

  const plans = planMatches(mine, others, known, { today, rarity });
  const planned = new Set(plans.flatMap(({ technologyId, needId }) => [technologyId, needId]));
  if (!(await profiles.holdUnchanged([mine, ...others.filter(({ id }) => planned.has(id))]))) return false;

  const fresh = await matches.store(plans);
  if (!quiet) await outbox.record(fresh.map((matchId) => ({ name: 'match.found', body: { matchId } })));
  return true;
}

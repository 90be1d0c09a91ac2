import { setImmediate as breathe } from 'node:timers/promises';
import { newId } from '../../../kernel/id.ts';
import { hourIn, dayIn } from '../../../kernel/local-day.ts';
import type { Platform } from '../../../platform/platform.ts';
import { outboxStore } from '../../../platform/postgres/outbox.ts';
import { besides, createThreads } from '../../../platform/threads/pool.ts';
import { createTransact } from '../../../platform/postgres/transact.ts';
import { createEngine } from '../engine/engine.ts';
import type { Market } from '../engine/market.ts';
import type { Ranks, RankSlots } from '../engine/rank-slots.ts';
import { settingsStore } from '../fairness/settings-store.ts';
import { weightsStore } from '../learning/weights-store.ts';
import { matchStore } from '../match-store.ts';
import type { Segment } from '../text/segment.ts';
import type { Cut } from '../text/terms.ts';
import { wordsStore } from '../words-store.ts';
import { checkEngine } from './check-engine.ts';
import { enforceScale, proposeShard } from './enforce-scale.ts';
import { entryStore } from './entry-store.ts';
import { factsStore } from './facts-store.ts';
import { createKeeper } from './keeper.ts';
import { matchListing, settleAll } from './match-listing.ts';
import { countRematch, rankShard } from './rank-shard.ts';
import { rankingStore } from './ranking-store.ts';
import { rematchStore } from './rematch-store.ts';
import { scaleStore } from './scale-store.ts';
import { settleListings } from './settle-listings.ts';
import { cancelRematch, orderRematch, startRematch } from './start-rematch.ts';
import { tendRankings } from './tend-rankings.ts';
import { rankAll } from './rank-all.ts';
import { workerStore } from './worker-store.ts';
import { writeEntries } from './write-entries.ts';

type Ports = Pick<Platform, 'db' | 'config' | 'now'> & { log?: Platform['log']; segment: Segment; cut: Cut };

/** Rankings and what keeps them up to date; an engine is opened in a process when its first job needs one. */
export function composeRanking({ db, config, now, log, segment, cut }: Ports) {
  const transact = createTransact(db, (trx) => ({
    words: wordsStore(trx),
    facts: factsStore(trx),
    entries: entryStore(trx),
    scales: scaleStore(trx),
    rankings: rankingStore(trx),
    rematches: rematchStore(trx),
    matches: matchStore(trx),
    weights: weightsStore(trx),
    settings: settingsStore(trx),
    workers: workerStore(trx),
    outbox: outboxStore(trx),
  }));
  const reads = { entries: entryStore(db), rankings: rankingStore(db), scales: scaleStore(db) };
  const keeper = createKeeper({ reads, openEngine: createEngine, now, breathe: () => breathe() });
  const day = dayIn(config.TIME_ZONE);
  const ports = { transact, keeper, now, today: () => day(now()), breathe: () => breathe() };
  const threads = createThreads<Market, RankSlots, Ranks>(besides(import.meta.url, '../engine/rank-slots'));
  const write = writeEntries({ transact, segment, cut, breathe: ports.breathe });
  const start = startRematch(ports);
  const warn = (about: object, message: string) => log?.warn(about, message);
  const settling = {
    reads,
    writeEntries: write,
    keeper,
    settleListings: settleListings(ports),
    startRematch: start,
    checkEngine: checkEngine({ transact, keeper, now, workerId: newId(), warn }),
  };
  return {
    /** Reads what the first job would otherwise wait for, and says how it stands, so that admins see the workers of now. */
    async openRankings(): Promise<void> {
      const current = await reads.scales.current();
      if (!current) return;
      await keeper.open(current.id);
      await settling.checkEngine(current.id);
    },
    matchListing: matchListing(settling),
    tendRankings: tendRankings({
      ...ports,
      writeEntries: write,
      settleAll: settleAll(settling),
      startRematch: start,
      hour: hourIn(config.TIME_ZONE),
    }),
    startRematch: start,
    orderRematch: orderRematch(ports),
    cancelRematch: cancelRematch(ports),
    countRematch: countRematch(ports),
    rankShard: rankShard({ ...ports, rankAll: rankAll(threads, ports.breathe) }),
    enforceScale: enforceScale(ports),
    proposeShard: proposeShard(ports),
  };
}

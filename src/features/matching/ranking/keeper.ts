import type { Engine } from '../engine/engine.ts';
import type { EntryStore } from './entry-store.ts';
import type { RankingStore } from './ranking-store.ts';
import type { KeptScale, ScaleStore } from './scale-store.ts';
import { beyond, createStanding, takeIn, takeInRankings, type Standing } from './standing.ts';

type Reads = { entries: EntryStore; rankings: RankingStore; scales: ScaleStore };
type Ports = {
  reads: Reads;
  openEngine: (scale: KeptScale, day: string) => Engine;
  now: () => Date;
  /** Lets whatever else waits in this process have its turn. */
  breathe: () => Promise<void>;
};
export type Keeper = ReturnType<typeof createKeeper>;

const part = { entries: 500, rankings: 2_000 };

/**
 * Holds what a process knows of the market: for the scale in force, and during a rematch for the coming one. It is read from the
 * database when it is first needed and then kept up to date; whoever fails in between lets go of it, and it is read again.
 */
export function createKeeper({ reads, openEngine, now, breathe }: Ports) {
  const held = new Map<number, Promise<Standing>>();
  const ready = new Map<number, Standing>();
  let rebuilt = 0;
  let bare: number | undefined;

  async function read(scaleId: number, withRankings: boolean): Promise<Standing> {
    const scale = await reads.scales.load(scaleId);
    if (!scale) throw new Error(`There is no scale ${scaleId}.`);
    const standing = createStanding(scale, openEngine(scale, scale.day), await reads.entries.horizon(), now());
    for (let after = -1; ;) {
      const entries = await reads.entries.publicAfter(after, part.entries);
      takeIn(standing, entries);
      await breathe();
      if (entries.length < part.entries) break;
      after = entries.at(-1)?.number ?? after;
    }
    if (withRankings) await readRankings(standing);
    return standing;
  }

  async function readRankings(standing: Standing): Promise<void> {
    standing.ranked = { from: await reads.entries.horizon(), young: new Map() };
    for (let after = -1; ;) {
      const rankings = await reads.rankings.after(standing.scale.id, after, part.rankings);
      takeInRankings(standing, rankings);
      await breathe();
      if (rankings.length < part.rankings) break;
      after = rankings.at(-1)?.number ?? after;
    }
  }

  function open(scaleId: number, withRankings: boolean): Promise<Standing> {
    const known = held.get(scaleId);
    if (known) return known;
    const opening = read(scaleId, withRankings);
    held.set(scaleId, opening);
    opening.then(
      (standing) => {
        if (held.get(scaleId) === opening) ready.set(scaleId, standing);
      },
      () => held.delete(scaleId),
    );
    return opening;
  }

  return {
    /** What is held of a scale; undefined when it has to be opened first. */
    get: (scaleId: number): Standing | undefined => ready.get(scaleId),
    open: (scaleId: number): Promise<Standing> => open(scaleId, true),
    /** For a scale whose rankings are being made: the engine alone. */
    openBare(scaleId: number): Promise<Standing> {
      // One that was called off before is of no use any more.
      if (bare !== undefined && bare !== scaleId) drop(bare);
      bare = scaleId;
      return open(scaleId, false);
    },
    /** Reads the rankings of a scale that was opened bare, now that they are there. */
    async complete(scaleId: number): Promise<Standing> {
      const standing = await open(scaleId, true);
      if (standing.rankings.size() === 0) await readRankings(standing);
      bare = undefined;
      return standing;
    },
    /** Only this scale, and what comes after it, is of use from now on. */
    keepFrom(scaleId: number): void {
      for (const id of held.keys()) if (id < scaleId) drop(id);
    },
    drop,
    /** After a difference was found: it is read anew when it is next needed. */
    rebuild(scaleId: number): void {
      drop(scaleId);
      rebuilt += 1;
    },
    timesRebuilt: () => rebuilt,
    scales: () => [...ready.keys()],
  };

  function drop(scaleId: number): void {
    held.delete(scaleId);
    ready.delete(scaleId);
  }
}

/** Brings what is held up to what is committed; to be done under the lock. Answers the entries that have yet to take effect. */
export async function catchUp(standing: Standing, { entries, rankings }: Pick<Reads, 'entries' | 'rankings'>) {
  const read = await entries.since(standing.entries);
  const ranked = await rankings.since(standing.scale.id, standing.ranked);
  takeIn(standing, read.entries);
  takeInRankings(standing, ranked);
  standing.ranked = beyond(standing.ranked, read.from, ranked);
  standing.entries = beyond(standing.entries, read.from, read.entries);
  return read.entries.filter(({ settled }) => !settled);
}

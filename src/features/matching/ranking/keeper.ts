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
  /** Engines without rankings, and with them; and of the latter those that have been read to the end. */
  const bare = new Map<number, Promise<Standing>>();
  const whole = new Map<number, Promise<Standing>>();
  const ready = new Map<number, Standing>();
  let turn: Promise<unknown> = Promise.resolve();
  let rebuilt = 0;

  async function readEntries(scaleId: number): Promise<Standing> {
    const scale = await reads.scales.load(scaleId);
    if (!scale) throw new Error(`There is no scale ${scaleId}.`);
    const standing = createStanding(scale, openEngine(scale, scale.day), await reads.entries.horizon(), now());
    for (let after = -1; ;) {
      const entries = await reads.entries.publicAfter(after, part.entries);
      takeIn(standing, entries);
      await breathe();
      if (entries.length < part.entries) return standing;
      after = entries.at(-1)?.number ?? after;
    }
  }

  async function readRankings(standing: Standing): Promise<Standing> {
    standing.ranked = { from: await reads.entries.horizon(), young: new Map() };
    for (let after = -1; ;) {
      const rankings = await reads.rankings.after(standing.scale.id, after, part.rankings);
      takeInRankings(standing, rankings);
      await breathe();
      if (rankings.length < part.rankings) return standing;
      after = rankings.at(-1)?.number ?? after;
    }
  }

  function drop(scaleId: number): void {
    for (const held of [bare, whole, ready]) held.delete(scaleId);
  }

  /** For a scale whose rankings are being made: the engine alone. One that was called off before is of no use any more. */
  function openBare(scaleId: number): Promise<Standing> {
    for (const id of bare.keys()) if (id < scaleId && !whole.has(id)) drop(id);
    return once(bare, scaleId, () => readEntries(scaleId));
  }

  return {
    openBare,
    open: (scaleId: number): Promise<Standing> =>
      once(whole, scaleId, async () => {
        const opening = whole.get(scaleId);
        const standing = await readRankings(await openBare(scaleId));
        if (whole.get(scaleId) === opening) ready.set(scaleId, standing);
        return standing;
      }),
    /**
     * One run at a time in this process works on what is held, and the next begins when it is committed. `use` answers what is
     * held of a scale, undefined when it has to be opened first. A run that fails lets go of what it used, for that may be ahead
     * of what was undone.
     */
    inTurn<T>(run: (use: (scaleId: number) => Standing | undefined) => Promise<T>): Promise<T> {
      const used = new Set<number>();
      const use = (scaleId: number) => {
        used.add(scaleId);
        return ready.get(scaleId);
      };
      const mine = turn
        .then(() => run(use))
        .catch((error: unknown) => {
          for (const scaleId of used) drop(scaleId);
          throw error;
        });
      turn = mine.catch(() => undefined);
      return mine;
    },
    /** Only this scale, and what comes after it, is of use from now on. */
    keepFrom(scaleId: number): void {
      for (const id of bare.keys()) if (id < scaleId) drop(id);
    },
    /** After a difference was found: it is read anew when it is next needed. */
    rebuild(scaleId: number): void {
      drop(scaleId);
      rebuilt += 1;
    },
    timesRebuilt: () => rebuilt,
  };
}

/** Whoever asks while it is being read waits for the same reading; one that fails is forgotten. */
function once(held: Map<number, Promise<Standing>>, scaleId: number, read: () => Promise<Standing>): Promise<Standing> {
  const known = held.get(scaleId);
  if (known) return known;
  const reading = Promise.resolve().then(read);
  held.set(scaleId, reading);
  reading.catch(() => held.get(scaleId) === reading && held.delete(scaleId));
  return reading;
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

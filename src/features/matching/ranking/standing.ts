import type { Engine } from '../engine/engine.ts';
import type { Entry, EntryContent } from './entry.ts';
import type { Horizon } from './entry-store.ts';
import type { ReadRanking } from './ranking-store.ts';
import { createRankings, type Rankings } from './rankings.ts';
import type { KeptScale } from './scale-store.ts';

/** What a process holds of the market by one scale: the engine with all public listings, and all rankings. */
export type Standing = {
  scale: KeptScale;
  engine: Engine;
  rankings: Rankings;
  /** The needs of poor villages. */
  poor: Set<number>;
  /** Up to where entries and rankings have been read. */
  entries: Horizon;
  ranked: Horizon;
  since: Date;
};

export function createStanding(scale: KeptScale, engine: Engine, from: string, since: Date): Standing {
  const horizon = { from, young: new Map<number, string>() };
  return { scale, engine, rankings: createRankings(), poor: new Set(), entries: horizon, ranked: horizon, since };
}

/** Takes in entries as they are now. What the engine has of an older version goes. */
export function takeIn({ scale, engine, rankings, poor }: Standing, entries: readonly Entry[]): void {
  for (const entry of entries) {
    engine.remove(entry.number);
    if (isPoor(entry, scale)) poor.add(entry.number);
    else poor.delete(entry.number);
  }
  const open = entries.filter(({ isPublic }) => isPublic);
  engine.put(open);
  for (const { number } of open) engine.setLeast(number, rankings.leastOf(number));
}

export function takeInRankings({ engine, rankings }: Standing, read: readonly ReadRanking[]): void {
  for (const { number, others, scores, version } of read) {
    rankings.set(number, others, scores, version);
    engine.setLeast(number, rankings.leastOf(number));
  }
}

/** The next horizon: what was read beyond it is remembered, so that it is not read again. */
export function beyond({ young }: Horizon, from: string, read: readonly { number: number; stamp: string }[]): Horizon {
  const all = [...young, ...read.map(({ number, stamp }) => [number, stamp] as const)];
  return { from, young: new Map(all.filter(([, stamp]) => BigInt(stamp) >= BigInt(from))) };
}

function isPoor({ side, facts }: EntryContent, { surroundings }: KeptScale): boolean {
  return side === 'need' && facts.regionCode !== null && surroundings.place(facts.regionCode)?.isPoor === true;
}

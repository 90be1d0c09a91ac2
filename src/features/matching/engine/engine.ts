import { todayOf } from '../score/day.ts';
import type { Facts } from '../score/facts.ts';
import type { Scale } from '../score/scale.ts';
import { weightVector } from '../score/weights.ts';
import type { Side } from '../match.ts';
import { impactOf, type Terms } from '../text/terms.ts';
import { createBest } from './best.ts';
import { addToSum, takeFromSum, type CheckSum } from './check-sum.ts';
import { createFactorKeys } from './factors.ts';
import type { Market } from './market.ts';
import { merged } from './merge.ts';
import { createEnter } from './enter.ts';
import { createRank } from './rank.ts';
import { append, createSideTable } from './side-table.ts';
import { createVocabulary } from './vocabulary.ts';
import type { Vector } from './vectors.ts';

/** A public listing as the engine holds it. */
export type Entry = { number: number; side: Side; version: number; terms: Terms; facts: Facts };
/** A listing of the other side, with the score of the pair from 0 to 10000. */
export type Ranked = { number: number; score: number };

export type Engine = ReturnType<typeof createEngine>;

let engines = 0;

/** Merged in when it passes this share of the postings, or so many. */
const delta = { share: 0.05, least: 4096, most: 60_000 };

/**
 * All public listings of both sides in memory, and for each the best of the other side. What it answers depends on the entries, the
 * scale and the day alone: not on the order in which they came, nor on how much of it is merged.
 */
export function createEngine(scale: Scale, day: string) {
  const vocabulary = createVocabulary(scale.statistics);
  const [rank, enter] = [createRank(), createEnter()];
  const of = (engines += 1);
  const [vector, today] = [weightVector(scale.weights), todayOf(day)];
  const tables = { technology: createSideTable('technology'), need: createSideTable('need') };
  const keys = { technology: createFactorKeys(), need: createFactorKeys() };
  const places = new Map<number, { side: Side; slot: number }>();
  const checks: Record<Side, CheckSum> = { technology: { count: 0, sum: 0 }, need: { count: 0, sum: 0 } };
  const best = createBest(50);

  function market(): Market {
    const { bias, half } = scale.weights;
    return { of, tables, rarities: vocabulary.rarities(), vector, bias, half, today };
  }

  /** Takes one out; a listing's place is its own, whichever side it is on. */
  function remove(number: number): void {
    const place = places.get(number);
    if (!place) return;
    const [table, check] = [tables[place.side], checks[place.side]];
    table.gone[place.slot] = 1;
    places.delete(number);
    check.count -= 1;
    check.sum = takeFromSum(check.sum, number, table.versions[place.slot]!);
  }

  function merge(side: Side): void {
    tables[side] = merged(tables[side], vocabulary.size());
    const { slots, numbers } = tables[side];
    for (let slot = 0; slot < slots; slot += 1) places.set(numbers[slot]!, { side, slot });
  }

  function mergeWhenDue(side: Side, atOnce: boolean): void {
    const { slots, postings } = tables[side];
    const waiting = slots - postings.slots;
    if (waiting >= delta.most || (atOnce && waiting > Math.max(delta.least, delta.share * postings.slots))) merge(side);
  }

  /** Nothing changes when the same or a newer version is there already. */
  function putOne({ number, side, version, terms, facts }: Entry): void {
    const known = places.get(number);
    if (known && known.side === side && tables[side].versions[known.slot]! >= version) return;
    remove(number);
    const [rare, common] = vectorsOf(terms, side);
    const slot = append(
      tables[side],
      { number, version, facts, rare, common },
      scale.surroundings,
      keys[side],
      vocabulary.size(),
    );
    places.set(number, { side, slot });
    checks[side].count += 1;
    checks[side].sum = addToSum(checks[side].sum, number, version);
    mergeWhenDue(side, false);
  }

  function vectorsOf({ frequencies, length }: Terms, side: Side): [Vector, Vector] {
    const average = scale.statistics.averageLength[side];
    const [rare, common]: [[number, number][], [number, number][]] = [[], []];
    for (const [term, frequency] of frequencies) {
      const [id, impact] = [vocabulary.idOf(term), impactOf(term, frequency, length, average)];
      if (impact === 0 || id === undefined) continue;
      if (id >= 0) rare.push([id, impact]);
      else common.push([-1 - id, impact]);
    }
    const inOrder = (pairs: [number, number][]): Vector => {
      pairs.sort((a, b) => a[0] - b[0]);
      return { terms: pairs.map(([id]) => id), impacts: pairs.map(([, impact]) => impact) };
    };
    return [inOrder(rare), inOrder(common)];
  }

  return {
    scaleId: scale.id,
    day,
    put(entries: Iterable<Entry>): void {
      for (const entry of entries) putOne(entry);
      mergeWhenDue('technology', true);
      mergeWhenDue('need', true);
    },
    remove,
    has: (number: number) => places.has(number),
    size: (side: Side) => checks[side].count,
    checkSum: (side: Side): CheckSum => ({ ...checks[side] }),
    market,
    /** The listings of a side whose numbers are from `from` up to, not including, `to`, by number. */
    range(side: Side, from: number, to: number): { numbers: Int32Array; versions: Int32Array; slots: Int32Array } {
      const { numbers, versions, gone, slots } = tables[side];
      const found: number[] = [];
      for (let slot = 0; slot < slots; slot += 1) {
        if (gone[slot] === 0 && numbers[slot]! >= from && numbers[slot]! < to) found.push(slot);
      }
      found.sort((a, b) => numbers[a]! - numbers[b]!);
      return {
        numbers: Int32Array.from(found, (slot) => numbers[slot]!),
        versions: Int32Array.from(found, (slot) => versions[slot]!),
        slots: Int32Array.from(found),
      };
    },
    /** Brings all into the postings, before very many are ranked. */
    settle(): void {
      for (const side of ['technology', 'need'] as const) if (tables[side].slots > tables[side].postings.slots) merge(side);
    },
    /** The best of the other side for a listing, best first; nothing for one that is not there. */
    rank(number: number, count = 50): Ranked[] {
      const place = places.get(number);
      if (!place) return [];
      const list = count === best.most ? best : createBest(count);
      rank(market(), place.side, place.slot, list);
      return Array.from({ length: list.size }, (_, at) => ({ number: list.numbers[at]!, score: list.scores[at]! }));
    },
    /** What a pair must reach to enter this listing's ranking: the score of the last one in it, once it is full. */
    setLeast(number: number, score: number): void {
      const place = places.get(number);
      if (place) tables[place.side].least[place.slot] = score;
    },
    /** The listings of the other side whose rankings this one may enter, with the scores, by number. */
    entered(number: number): Ranked[] {
      const place = places.get(number);
      const found: Ranked[] = [];
      if (place) enter(market(), place.side, place.slot, (one, score) => found.push({ number: one, score }));
      return found.sort((a, b) => a.number - b.number);
    },
  };
}

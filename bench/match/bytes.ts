import type { Market } from '../../src/features/matching/engine/market.ts';
import { round } from './figures.ts';

/** Bytes that a listing takes up in the arrays of the engine, with the room that is kept for growth. */
export function bytesOf({ tables, rarities }: Market): object {
  const vocabulary = sizeOf(rarities);
  const sides = (['technology', 'need'] as const).map((side) => {
    const { slots, postings, vectors, facts, factors, delta, numbers, versions, gone, least } = tables[side];
    const parts = {
      postings: sizeOf(postings),
      vectors: sizeOf(vectors),
      facts: sizeOf(facts) + sizeOf(factors),
      delta: sizeOf(delta),
      rest: sizeOf({ numbers, versions, gone, least }),
    };
    const each = Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, Math.round(bytes / slots)]));
    const all = Object.values(parts).reduce((sum, bytes) => sum + bytes, vocabulary / 2);
    return { side, slots, all, each };
  });
  const mean = sides.reduce((sum, { all }) => sum + all, 0) / sides.reduce((sum, { slots }) => sum + slots, 0);
  return {
    mean: round(mean, 0),
    ...Object.fromEntries(sides.map(({ side, each, all, slots }) => [side, { ...each, all: Math.round(all / slots) }])),
  };
}

function sizeOf(parts: object): number {
  return Object.values(parts).reduce<number>((sum, part: unknown) => {
    if (ArrayBuffer.isView(part)) return sum + part.byteLength;
    return sum + (Array.isArray(part) ? sizeOf(part) : 0);
  }, 0);
}

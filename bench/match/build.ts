import { createEngine, type Engine } from '../../src/features/matching/engine/engine.ts';
import type { Scale } from '../../src/features/matching/score/scale.ts';
import { bytesOf } from './bytes.ts';
import { round, spread, tell, time } from './figures.ts';
import { countScale, makeMarket, numberOf, type Market } from './make-market.ts';

export const day = '2026-11-25';
const sides = ['technology', 'need'] as const;
export type Built = { size: number; market: Market; scale: Scale; engine: Engine; build: object };

/** An engine with so many listings on each side; they are made one by one, so that none but the engine's own memory is held. */
export async function build(size: number): Promise<Built> {
  const market = await makeMarket(size);
  const scale = countScale(market, size);
  const engine = createEngine(scale, day);
  const terms = { technology: 0, need: 0 };
  let inEngine = 0;
  for (let at = 0; at < size; at += 500) {
    const part = sides.flatMap((side) =>
      Array.from({ length: Math.min(500, size - at) }, (_, k) => market.make(side, numberOf(side, at + k))),
    );
    for (const entry of part) terms[entry.side] += entry.terms.frequencies.size;
    inEngine += time(() => engine.put(part)).milliseconds;
  }
  inEngine += time(() => engine.settle()).milliseconds;
  const build = {
    milliseconds: Math.round(inEngine),
    meanTerms: { technology: round(terms.technology / size, 1), need: round(terms.need / size, 1) },
    bytesPerListing: bytesOf(engine.market()),
    madeOf: market.vocabulary,
    ...skewOf(engine),
    ...gatesOf(engine),
  };
  tell({ size, ...build });
  return { size, market, scale, engine, build };
}

/** New listings, one by one: each is put in, ranked and taken out again. */
export function rankNew({ engine, market, size }: Built, count: number): object {
  const figures = sides.map((side) => {
    const times: number[] = [];
    for (let at = 0; at < count + 50; at += 1) {
      const entry = market.make(side, numberOf(side, size + at));
      const { milliseconds } = time(() => {
        engine.put([entry]);
        engine.rank(entry.number);
      });
      engine.remove(entry.number);
      if (at >= 50) times.push(milliseconds); // the first warm up
    }
    return [side, spread(times)] as const;
  });
  engine.settle();
  return Object.fromEntries(figures);
}

/** How much of the best fifty of an exhaustive scorer, all terms, facts and gates of all pairs, is found. */
export function recall({ engine, size }: Built, count: number): object {
  const figures = sides.map((side) => {
    let [found, all] = [0, 0];
    for (let at = 0; at < count; at += 1) {
      const number = numberOf(side, Math.floor((at * size) / count));
      const best = engine.entered(number).sort((a, b) => b.score - a.score || a.number - b.number);
      const ranked = new Set(engine.rank(number).map((one) => one.number));
      const exact = best.slice(0, 50);
      found += exact.filter((one) => ranked.has(one.number)).length;
      all += exact.length;
    }
    return [side, round(found / all, 4)] as const;
  });
  return { queries: count * 2, ...Object.fromEntries(figures) };
}

function skewOf(engine: Engine): object {
  const { postings } = engine.market().tables.technology;
  const lengths = Array.from({ length: postings.terms }, (_, term) => postings.starts[term + 1]! - postings.starts[term]!).sort(
    (a, b) => b - a,
  );
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const share = (count: number) => round(lengths.slice(0, count).reduce((sum, length) => sum + length, 0) / total);
  return { skew: { rareTerms: postings.terms, shareOfTop100: share(100), shareOfTop1000: share(1000) } };
}

function gatesOf(engine: Engine): object {
  let open = 0;
  const { slots } = engine.market().tables.need;
  for (let at = 0; at < 40; at += 1) open += engine.entered(numberOf('technology', Math.floor((at * slots) / 40))).length;
  return { shareOfPairsGated: round(1 - open / 40 / slots) };
}

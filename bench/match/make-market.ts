import { readRows } from '../../seeds/read-rows.ts';
import type { Entry } from '../../src/features/matching/engine/engine.ts';
import type { Scale } from '../../src/features/matching/score/scale.ts';
import { priors } from '../../src/features/matching/score/weights.ts';
import { ownWords } from '../../src/features/matching/text/segment.ts';
import type { Statistics } from '../../src/features/matching/text/terms.ts';
import type { Texts } from '../../src/features/matching/text/words-of.ts';
import { cutterWith } from '../../src/platform/jieba/cutter.ts';
import { chanceFrom, type Chance } from './chance.ts';
import {
  inventClauses,
  joinTerms,
  joinTexts,
  readClause,
  splitText,
  wordsByFrequency,
  type Clause,
  type Field,
  type Topic,
} from './clauses.ts';
import { needFacts, surroundingsFor, technologyFacts, type World } from './make-facts.ts';

type Side = Entry['side'];
/** A real listing as a mould: its branch, and how many clauses stand in each of its fields. */
type Mould = {
  topic: string;
  industries: string[];
  kind: 'variety' | 'technology' | 'product';
  sizes: Record<Field, number>;
  texts: Record<Field, string[]>;
};
export type Market = { make: (side: Side, number: number) => Entry & { texts: Texts }; world: World; vocabulary: string };

const cut = cutterWith(ownWords);

/**
 * Listings in the manner of the real ones, the same for the same seed and size: the n-th takes a real listing for its mould
 * and fills its fields with clauses of the same branch, the first of them rather often. Words follow Zipf's law. The larger the market, the more clauses there are.
 */
export async function makeMarket(size: number, seed = 20_261_125): Promise<Market> {
  const moulds = { technology: await readMoulds('technologies.csv'), need: await readMoulds('needs.csv') };
  const chance = chanceFrom(seed);
  const topics = makeTopics([...moulds.technology, ...moulds.need], size, chance);
  const regions = (await readRows<'code'>('regions.csv')).map(({ code }) => code).filter((code) => !code.endsWith('00000000'));
  const world = { regions, accounts: Math.ceil(size / 10), surroundings: surroundingsFor(chance, regions) };

  return {
    world,
    vocabulary: `${topics.size} branches, ${[...topics.values()].reduce((sum, topic) => sum + topic.clauses.length, 0)} clauses`,
    make(side, number) {
      const own = chanceFrom(seed + number * 7919 + (side === 'need' ? 1 : 0));
      const mould = own.pick(moulds[side]);
      const topic = topics.get(mould.topic)!;
      const draw = (from: Clause[], count: number) => Array.from({ length: count }, () => from[own.early(from.length)]!);
      const { title, problem, body, rest } = mould.sizes;
      const parts = {
        title: draw(topic.titles, Math.max(1, title)),
        ...{ problem: draw(topic.clauses, problem), body: draw(topic.clauses, body), rest: draw(topic.clauses, rest) },
      };
      const facts =
        side === 'need' ? needFacts(own, world, mould.industries) : technologyFacts(own, world, mould.industries, mould.kind);
      return { number, side, version: 1, terms: joinTerms(parts), facts, texts: joinTexts(parts) };
    },
  };
}

/** As the product counts: at most so many listings are read, and some more are supposed to be there without any of the words. */
const [mostCounted, unseen] = [30_000, 300];

/** Counts terms over the listings of both sides, as a recount of the product does. */
export function countScale({ make, world }: Market, size: number): Scale {
  const counts = new Map<string, number>();
  const lengths = { technology: 0, need: 0 };
  const step = Math.max(1, Math.ceil((2 * size) / mostCounted));
  let read = 0;
  for (let at = 0; at < size; at += step, read += 1) {
    for (const side of ['technology', 'need'] as const) {
      const { terms } = make(side, numberOf(side, at));
      lengths[side] += terms.length;
      for (const term of terms.frequencies.keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
    }
  }
  for (const [term, count] of counts) if (count === 1) counts.delete(term);
  const statistics: Statistics = {
    listings: 2 * read + unseen,
    averageLength: { technology: lengths.technology / read, need: lengths.need / read },
    count: (term) => counts.get(term) ?? 1,
  };
  return { id: 1, weights: priors, statistics, surroundings: world.surroundings };
}

/** The numbers of both sides in turn, from 1. */
export function numberOf(side: Side, at: number): number {
  return 2 * at + (side === 'need' ? 2 : 1);
}

async function readMoulds(file: string): Promise<Mould[]> {
  const rows = await readRows<string>(file);
  return rows.map((row) => {
    // Imported rows repeat sentences from field to field; a mould takes each once.
    const seen = new Set<string>();
    const isNew = (piece: string) => !seen.has(piece) && seen.add(piece);
    const said = (...names: string[]) => names.flatMap((name) => splitText(row[name] ?? '')).filter(isNew);
    const texts = {
      title: [row['title'] ?? ''],
      problem: said('problem', 'expert_problem'),
      body: said('how_it_works', 'advantage', 'tried', 'hoped'),
      rest: said('proof', 'suits_note'),
    };
    // A real text comes back to its words; drawn clauses do not, so fewer of them make as many different terms.
    const sizeOf = (pieces: string[]) => Math.ceil(pieces.length * 0.6);
    const sizes = { title: 1, problem: sizeOf(texts.problem), body: sizeOf(texts.body), rest: sizeOf(texts.rest) };
    const industries = (row['industries'] ?? '').split(';').filter((code) => code !== '');
    return {
      topic: (industries[0] ?? 'A01').slice(0, 3),
      industries,
      kind: (row['kind'] || 'technology') as Mould['kind'],
      sizes,
      texts,
    };
  });
}

function makeTopics(moulds: Mould[], size: number, chance: Chance): Map<string, Topic> {
  const all = wordsByFrequency(
    cut,
    moulds.flatMap(({ texts }) => Object.values(texts).flat()),
  );
  const byTopic = new Map<string, Mould[]>();
  for (const mould of moulds) byTopic.set(mould.topic, [...(byTopic.get(mould.topic) ?? []), mould]);
  const topics = new Map<string, Topic>();
  for (const [name, of] of byTopic) {
    const titles = of.flatMap(({ texts }) => texts.title);
    const clauses = of.flatMap(({ texts }) => [...texts.problem, ...texts.body, ...texts.rest]);
    const words = { own: wordsByFrequency(cut, [...titles, ...clauses]), all };
    const share = of.length / moulds.length;
    const make = (real: string[], count: number) => [
      ...real.map((text) => readClause(cut, text)),
      ...inventClauses(cut, real, words, Math.ceil(share * count), chance),
    ];
    topics.set(name, { titles: make(titles, size / 4), clauses: make(clauses.length > 0 ? clauses : titles, size / 2) });
  }
  return topics;
}

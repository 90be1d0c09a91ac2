import { postingsOf, sumUp } from './postings.ts';

/** Scores every document for one text, into the array given. */
export type Score = (text: string, scores: Float64Array) => void;

const k1 = 1.2;
const b = 0.75;
const runs = /\p{Script=Han}+|[\p{Script=Latin}\p{N}]+/gu;

/** What the engine is measured against: BM25 with Lucene's idf on pairs of characters; Latin words and numbers whole. */
export function bigramScore(docs: readonly string[]): Score {
  const cut = docs.map(bigramsOf);
  const lengths = cut.map((terms) => terms.length);
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, docs.length);
  const postings = postingsOf(cut.map(counted));
  const idf = (term: string) => {
    const count = postings.get(term)?.documents.length ?? 0;
    return Math.log(1 + (docs.length - count + 0.5) / (count + 0.5));
  };
  return (text, scores) =>
    sumUp(
      postings,
      [...counted(bigramsOf(text))].map(([term, times]) => [term, times * idf(term)] as const),
      scores,
      (own, times, document) => (own * times * (k1 + 1)) / (times + k1 * (1 - b + (b * (lengths[document] ?? 0)) / average)),
    );
}

function bigramsOf(text: string): string[] {
  const level = text.normalize('NFKC').toLowerCase();
  return [...level.matchAll(runs)].flatMap(([run]) => {
    const characters = [...run];
    if (!/\p{Script=Han}/u.test(run) || characters.length === 1) return [run];
    return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
  });
}

function counted(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

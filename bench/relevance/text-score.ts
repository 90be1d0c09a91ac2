import { impactOf, rarityOf, termsOf, type Cut, type Statistics, type Terms } from '../../src/features/matching/text/terms.ts';
import { evenCount } from '../../src/features/matching/text/even-count.ts';
import type { Score } from './bigram-score.ts';
import { postingsOf, sumUp } from './postings.ts';

/** The text score of the engine as if documents were technologies and queries needs, all of them on one market. */
export function textScore(cut: Cut, docs: readonly string[], queries: readonly string[]): Score {
  const read = (text: string) => termsOf(cut, { title: '', problem: [], body: [text], rest: [] });
  const technologies = docs.map(read);
  const needs = queries.map(read);
  const statistics = statisticsOf(technologies, needs);
  const impacts = ({ frequencies, length }: Terms, average: number) =>
    [...frequencies].map(([term, frequency]) => [term, impactOf(term, frequency, length, average)] as const);
  const postings = postingsOf(technologies.map((terms) => impacts(terms, statistics.averageLength.technology)));
  return (text, scores) =>
    sumUp(
      postings,
      impacts(read(text), statistics.averageLength.need).map(([term, impact]) => [term, rarityOf(term, statistics) * impact]),
      scores,
    );
}

export function statisticsOf(technologies: readonly Terms[], needs: readonly Terms[]): Statistics {
  const counts = { technology: countsOf(technologies), need: countsOf(needs) };
  const listings = { technology: technologies.length, need: needs.length };
  const count = (term: string) =>
    evenCount({ technology: counts.technology.get(term) ?? 0, need: counts.need.get(term) ?? 0 }, listings);
  const average = (all: readonly Terms[]) => all.reduce((sum, { length }) => sum + length, 0) / Math.max(1, all.length);
  return {
    listings: technologies.length + needs.length,
    averageLength: { technology: average(technologies), need: average(needs) },
    count,
  };
}

function countsOf(all: readonly Terms[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { frequencies } of all) for (const term of frequencies.keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

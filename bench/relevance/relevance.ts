import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ownWords } from '../../src/features/matching/text/segment.ts';
import { cutterWith } from '../../src/platform/jieba/cutter.ts';
import { bigramScore, type Score } from './bigram-score.ts';
import { figuresOf, meanOf, type Figures } from './figures.ts';
import { readSet, type JudgedSet } from './read-set.ts';
import { textScore } from './text-score.ts';

export type Relevance = { set: string; engine: Figures; baseline: Figures };

/** How well the engine's text score orders a judged set of documents, beside BM25 on pairs of characters. */
export function benchRelevance(argv: string[]): Promise<Relevance> {
  const { values } = parseArgs({ args: argv, options: { set: { type: 'string' } } });
  if (values.set === undefined) {
    throw new Error('Say which set: npm run bench -- relevance --set DIR (with docs.tsv, queries.tsv and qrels.tsv).');
  }
  const set = readSet(values.set);
  const docs = set.docs.map(({ text }) => text);
  const queries = set.queries.map(({ text }) => text);
  return Promise.resolve({
    set: basename(resolve(values.set)),
    engine: measure(set, textScore(cutterWith(ownWords), docs, queries)),
    baseline: measure(set, bigramScore(docs)),
  });
}

/** Queries that no document fits are left out. */
export function measure({ docs, queries, judged }: JudgedSet, score: Score): Figures {
  const numbers = new Map(docs.map(({ id }, at) => [id, at]));
  const scores = new Float64Array(docs.length);
  return meanOf(
    queries.flatMap(({ id, text }) => {
      const fitting = judged.get(id);
      if (!fitting) return [];
      score(text, scores);
      const grades = new Map([...fitting].map(([doc, grade]) => [numbers.get(doc) ?? -1, grade]));
      return [figuresOf(scores, grades, [...fitting.values()])];
    }),
  );
}

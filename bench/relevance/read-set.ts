import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Line = { id: string; text: string };
/** Texts to find, texts to find them by, and how well each fits by human judgement: query -> document -> grade above 0. */
export type JudgedSet = { docs: Line[]; queries: Line[]; judged: ReadonlyMap<string, ReadonlyMap<string, number>> };

/** docs.tsv (docid, text), queries.tsv (qid, text), qrels.tsv (qid, docid, rel), each with a header; further columns are let be. */
export function readSet(dir: string): JudgedSet {
  const rows = (name: string) =>
    readFileSync(join(dir, name), 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.replace(/\r$/, '').split('\t'))
      .filter(([id]) => id);
  const lines = (name: string): Line[] => rows(name).map(([id = '', text = '']) => ({ id, text }));
  const judged = new Map<string, Map<string, number>>();
  for (const [query = '', doc = '', grade = '1'] of rows('qrels.tsv')) {
    if (!(Number(grade) > 0)) continue;
    const docs = judged.get(query) ?? new Map<string, number>();
    judged.set(query, docs.set(doc, Number(grade)));
  }
  return { docs: lines('docs.tsv'), queries: lines('queries.tsv'), judged };
}

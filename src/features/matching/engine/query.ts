import type { Rarities } from './vocabulary.ts';
import type { SideTable } from './side-table.ts';
import { readRare } from './vectors.ts';

/** What one listing asks of the other side: its terms, each by rarity times impact, common ones in a table by their number. */
export type Query = {
  terms: Int32Array;
  weights: Int32Array;
  count: number;
  common: Int32Array;
};

export function createQuery(): Query {
  return { terms: new Int32Array(4096), weights: new Int32Array(4096), count: 0, common: new Int32Array(0) };
}

let impacts = new Uint8Array(4096);

export function fillQuery(query: Query, { rare, common }: Rarities, table: SideTable, slot: number): void {
  const { vectors } = table;
  const longest = (vectors.rareEnds[slot]! - (slot === 0 ? 0 : vectors.rareEnds[slot - 1]!)) >> 1;
  if (longest > query.terms.length) {
    query.terms = new Int32Array(longest * 2);
    query.weights = new Int32Array(longest * 2);
  }
  if (longest > impacts.length) impacts = new Uint8Array(longest * 2);
  query.count = readRare(vectors, slot, query.terms, impacts);
  for (let at = 0; at < query.count; at += 1) {
    query.weights[at] = rare[query.terms[at]!]! * impacts[at]!;
  }
  if (query.common.length < common.length) query.common = new Int32Array(common.length);
  query.common.fill(0);
  for (let at = slot === 0 ? 0 : vectors.commonEnds[slot - 1]!; at < vectors.commonEnds[slot]!; at += 1) {
    const term = vectors.commonTerms[at]!;
    query.common[term] = common[term]! * vectors.commonImpacts[at]!;
  }
}

/** What the common terms of a slot add for this query: whole numbers below 2^31, which no text reaches with terms so common. */
export function commonSum({ common }: Query, { vectors }: SideTable, slot: number): number {
  const { commonTerms, commonImpacts, commonEnds } = vectors;
  const end = commonEnds[slot]!;
  let sum = 0;
  for (let at = slot === 0 ? 0 : commonEnds[slot - 1]!; at < end; at += 1) {
    sum = (sum + Math.imul(common[commonTerms[at]!]!, commonImpacts[at]!)) | 0;
  }
  return sum;
}

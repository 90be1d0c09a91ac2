/** For each term the documents that have it, each with a number. */
export type Postings = ReadonlyMap<string, { documents: number[]; values: number[] }>;

export function postingsOf(documents: readonly Iterable<readonly [string, number]>[]): Postings {
  const postings = new Map<string, { documents: number[]; values: number[] }>();
  documents.forEach((terms, at) => {
    for (const [term, value] of terms) {
      const list = postings.get(term) ?? { documents: [], values: [] };
      list.documents.push(at);
      list.values.push(value);
      postings.set(term, list);
    }
  });
  return postings;
}

/** Adds to each document's score what each of the terms is worth there. */
export function sumUp(
  postings: Postings,
  terms: Iterable<readonly [string, number]>,
  scores: Float64Array,
  worth: (own: number, value: number, document: number) => number = (own, value) => own * value,
): void {
  scores.fill(0);
  for (const [term, own] of terms) {
    const list = postings.get(term);
    list?.documents.forEach((document, at) => {
      scores[document] = (scores[document] ?? 0) + worth(own, list.values[at] ?? 0, document);
    });
  }
}

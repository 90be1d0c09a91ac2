/** How good an order of documents is, for one query or on average over many. */
export type Figures = { ndcg10: number; mrr10: number; recall10: number; recall100: number };
const top = 10;
const far = 100;

/**
 * The figures of one query from the scores of all documents (0: not found) and the grades of the fitting ones. Documents of
 * equal score stand in no order: every order of them is as likely, and the figures are what is to be expected over all.
 */
export function figuresOf(scores: ArrayLike<number>, grades: ReadonlyMap<number, number>, ideal: readonly number[]): Figures {
  const order = found(scores);
  let [dcg, mrr, near, distant, missed, position] = [0, 0, 0, 0, 1, 0];
  while (position < Math.min(far, order.length)) {
    const score = scores[order[position] ?? 0];
    let end = position + 1;
    while (end < order.length && scores[order[end] ?? 0] === score) end += 1;
    const fitting = order.slice(position, end).flatMap((document) => grades.get(document) ?? []);
    const size = end - position;
    dcg += (fitting.reduce((sum, grade) => sum + gain(grade), 0) * discounts(position, Math.min(end, top))) / size;
    near += (fitting.length * Math.max(0, Math.min(end, top) - position)) / size;
    distant += (fitting.length * (Math.min(end, far) - position)) / size;
    // The first fitting one of the group is at each place with the chance that none before it fits.
    let none = fitting.length > 0 ? 1 : 0;
    for (let at = 0; at < size && none > 0 && missed > 0 && position + at < top; at += 1) {
      const chance = Math.min(1, fitting.length / (size - at));
      mrr += (missed * none * chance) / (position + at + 1);
      none *= 1 - chance;
    }
    if (fitting.length > 0) missed = 0;
    position = end;
  }
  const best = ideal.toSorted((a, b) => b - a).slice(0, top);
  const most = best.reduce((sum, grade, at) => sum + gain(grade) * discounts(at, at + 1), 0);
  return { ndcg10: dcg / most, mrr10: mrr, recall10: near / ideal.length, recall100: distant / ideal.length };
}

/** The means, to four places. */
export function meanOf(figures: readonly Figures[]): Figures {
  const mean = (name: keyof Figures) =>
    Number((figures.reduce((sum, one) => sum + one[name], 0) / Math.max(1, figures.length)).toFixed(4));
  return { ndcg10: mean('ndcg10'), mrr10: mean('mrr10'), recall10: mean('recall10'), recall100: mean('recall100') };
}

function found(scores: ArrayLike<number>): number[] {
  const order: number[] = [];
  for (let at = 0; at < scores.length; at += 1) if ((scores[at] ?? 0) > 0) order.push(at);
  return order.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
}

const gain = (grade: number) => 2 ** grade - 1;

function discounts(from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) sum += 1 / Math.log2(at + 2);
  return sum;
}

/** The best so many of what is offered: by score, and among equals the smaller number first. */
export type Best = { size: number; most: number; numbers: Int32Array; scores: Int32Array };

export function createBest(most: number): Best {
  return { size: 0, most, numbers: new Int32Array(most), scores: new Int32Array(most) };
}

/** The score below which nothing is taken any more. */
export function leastOf({ size, most, scores }: Best): number {
  return size < most ? 0 : scores[size - 1]!;
}

export function offer(best: Best, number: number, score: number): void {
  const { numbers, scores, most } = best;
  let at = best.size;
  if (at === most) {
    const last = at - 1;
    if (score < scores[last]! || (score === scores[last]! && number > numbers[last]!)) return;
    at = last;
  } else best.size += 1;
  while (at > 0 && (scores[at - 1]! < score || (scores[at - 1]! === score && numbers[at - 1]! > number))) {
    scores[at] = scores[at - 1]!;
    numbers[at] = numbers[at - 1]!;
    at -= 1;
  }
  scores[at] = score;
  numbers[at] = number;
}

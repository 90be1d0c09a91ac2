/** The best of the other side for one listing, best first: numbers, with scores from 0 to 10,000 beside them. */
export type Ranking = { number: number; others: Int32Array; scores: Uint16Array };
export type Rankings = ReturnType<typeof createRankings>;

/** How many a ranking holds. */
export const longest = 50;

/** All rankings of one scale, as the tables hold them, in two arrays: to be looked through in a few milliseconds. */
export function createRankings() {
  const slots = new Map<number, number>();
  let numbers = new Int32Array(1024);
  let counts = new Uint8Array(1024);
  let versions = new Int32Array(1024);
  let others = new Int32Array(1024 * longest);
  let scores = new Uint16Array(1024 * longest);

  function slotOf(number: number): number {
    const known = slots.get(number);
    if (known !== undefined) return known;
    const slot = slots.size;
    if (slot === numbers.length) {
      numbers = grown(numbers);
      counts = grown(counts);
      versions = grown(versions);
      others = grown(others);
      scores = grown(scores);
    }
    slots.set(number, slot);
    numbers[slot] = number;
    return slot;
  }

  return {
    size: () => slots.size,
    get(number: number): Ranking | undefined {
      const slot = slots.get(number);
      if (slot === undefined) return undefined;
      const [from, to] = [slot * longest, slot * longest + (counts[slot] ?? 0)];
      return { number, others: others.subarray(from, to), scores: scores.subarray(from, to) };
    },
    set(number: number, best: ArrayLike<number>, scored: ArrayLike<number>, version: number): void {
      const slot = slotOf(number);
      versions[slot] = version;
      counts[slot] = best.length;
      others.set(best, slot * longest);
      scores.set(scored, slot * longest);
    },
    /** The version of the listing that its ranking rests on; 0 when it has none. */
    versionOf(number: number): number {
      const slot = slots.get(number);
      return slot === undefined ? 0 : (versions[slot] as number);
    },
    /** Whose rankings hold one of these. */
    holdersOf(sought: ReadonlySet<number>): number[] {
      if (sought.size === 0) return [];
      const found: number[] = [];
      const [only] = sought;
      for (let slot = 0; slot < slots.size; slot += 1) {
        const to = slot * longest + (counts[slot] ?? 0);
        for (let at = slot * longest; at < to; at += 1) {
          const other = others[at] as number;
          if (sought.size === 1 ? other !== only : !sought.has(other)) continue;
          found.push(numbers[slot] as number);
          break;
        }
      }
      return found;
    },
    /** What the last of a full ranking scores: less does not enter it. -1 while there is room. */
    leastOf(number: number): number {
      const slot = slots.get(number);
      if (slot === undefined || (counts[slot] ?? 0) < longest) return -1;
      return scores[slot * longest + longest - 1] as number;
    },
    numbers: () => [...slots.keys()],
  };
}

/** Puts one more into a ranking where it belongs: by score, and among equals by number. */
export function withOne(
  { others, scores }: Pick<Ranking, 'others' | 'scores'>,
  number: number,
  score: number,
): { others: number[]; scores: number[] } {
  let at = 0;
  while (at < others.length && isBefore(scores[at] as number, others[at] as number, score, number)) at += 1;
  const into = (list: Int32Array | Uint16Array, one: number) =>
    [...list.subarray(0, at), one, ...list.subarray(at)].slice(0, longest);
  return { others: into(others, number), scores: into(scores, score) };
}

function isBefore(score: number, number: number, otherScore: number, other: number): boolean {
  return score > otherScore || (score === otherScore && number < other);
}

function grown<A extends Int32Array | Uint16Array | Uint8Array>(array: A): A {
  const longer = new (array.constructor as new (length: number) => A)(array.length * 2);
  longer.set(array);
  return longer;
}

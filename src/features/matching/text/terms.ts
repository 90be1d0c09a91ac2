import type { Side } from '../match.ts';
import { commonName } from './aliases.ts';
import { quantitiesIn } from './quantities.ts';
import { stopWords, tellingCharacters } from './stop-words.ts';
import { once, rarityFrom } from './term-weights.ts';
import { varietiesIn } from './varieties.ts';
import type { Texts } from './words-of.ts';

export { impactOf } from './term-weights.ts';

/** Cuts Chinese text into words, long words together with the shorter ones inside them. */
export type Cut = (text: string) => string[];

/**
 * The terms of a listing, each with its kind's letter: `w` words and names, `b` pairs of neighbouring characters, `c`
 * single characters. `frequencies` are weighted by the field and whole; `length` measures how long the text is.
 */
export type Terms = { frequencies: ReadonlyMap<string, number>; length: number };
export type Statistics = {
  /** Public listings of both sides. */
  listings: number;
  averageLength: Readonly<Record<Side, number>>;
  /** In how many of them a term stands. */
  count: (term: string) => number;
};

/** How often a word counts by where it stands; in the opening of a text, which names what it is about, half as much again. */
const fieldWeight = { title: 2 * once, problem: 1.5 * once, body: once, rest: once / 2 } as const;
/** Longer texts say little more, and one listing must not fill the index. */
const longestText = 20_000;
const openingWeight = 1.5;
/** As far as the first mark: a word that is added stands before or after it, and moves no other across. */
const opening = /^[^,。;:!?\n]*/;
const longestTerm = 40;
const runs = /\p{Script=Han}+|[\p{Script=Latin}\d]+(?:[-_.·/+][\p{Script=Latin}\d]+)*/gu;
const latinParts = /\p{L}{2,}|\d{2,}(?:\.\d+)?/gu;
const han = /\p{Script=Han}/u;
const mark = /\p{P}/gu;

export function termsOf(cut: Cut, { title, problem, body, rest }: Texts): Terms {
  const frequencies = new Map<string, number>();
  const fields = [
    { texts: [title], weight: fieldWeight.title },
    { texts: problem, weight: fieldWeight.problem },
    { texts: body, weight: fieldWeight.body },
    { texts: rest, weight: fieldWeight.rest },
  ];
  let length = 0;
  for (const { texts, weight } of fields) {
    const add = (term: string, times: number) => frequencies.set(term, (frequencies.get(term) ?? 0) + times);
    const addName = (word: string, times: number) => {
      add(`w${word}`, times);
      const name = commonName.get(word);
      if (name !== undefined) add(`w${name}`, times);
    };
    const addRuns = (level: string, times: number) => {
      for (const [run] of level.matchAll(runs)) {
        if (!han.test(run)) {
          if (run.length > longestTerm) continue;
          addName(run, times);
          const parts = run.match(latinParts) ?? [];
          if (parts[0] !== run) for (const part of parts) add(`w${part}`, Math.ceil(times / 2));
          continue;
        }
        const words = cut(run);
        length += lengthOf(words);
        for (const word of words) if (word.length > 1 && !stopWords.has(word)) addName(word, times);
        let before = '';
        for (const character of run) {
          add(`c${character}`, times);
          if (before) add(`b${before}${character}`, times);
          before = character;
        }
      }
    };
    for (const text of texts) {
      const level = text.slice(0, longestText).normalize('NFKC').toLowerCase();
      const first = opening.exec(level)?.[0] ?? '';
      length += level.match(mark)?.length ?? 0;
      for (const name of [...varietiesIn(level), ...quantitiesIn(level)]) add(`w${name}`, weight);
      addRuns(first, weight * openingWeight);
      addRuns(level.slice(first.length), weight);
    }
  }
  return { frequencies, length };
}

/**
 * A text is as long as it has punctuation and single characters that join words, not as it has words: so a text that gains a
 * word that matches is no longer than before, and its score can only rise.
 */
function lengthOf(words: readonly string[]): number {
  return words.filter((word) => word.length === 1 && !tellingCharacters.has(word)).length;
}

/** How much the sharing of a term says, 0 to 255. */
export function rarityOf(term: string, { listings, count }: Statistics): number {
  return rarityFrom(term, count(term), listings);
}

import { commonName } from './aliases.ts';
import { stopWords } from './stop-words.ts';
import type { Texts } from './words-of.ts';

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
  averageLength: Readonly<Record<'technology' | 'need', number>>;
  /** In how many of them a term stands. */
  count: (term: string) => number;
};

const fieldWeight = { title: 4, problem: 3, body: 2, rest: 1 } as const;
const kinds: Record<string, { weight: number; k1: number; b: number }> = {
  w: { weight: 1, k1: 1.2, b: 0.5 },
  b: { weight: 0.6, k1: 1.2, b: 0.5 },
  c: { weight: 0.2, k1: 1.2, b: 0.5 },
};
const longestText = 20_000;
const longestTerm = 40;
const runs = /\p{Script=Han}+|[\p{Script=Latin}\d]+(?:[-_.·/+][\p{Script=Latin}\d]+)*/gu;

export function termsOf(cut: Cut, texts: Texts): Terms {
  const frequencies = new Map<string, number>();
  let length = 0;
  const add = (term: string, weight: number) => frequencies.set(term, (frequencies.get(term) ?? 0) + weight);
  const read = (text: string, weight: number) => {
    const level = text.slice(0, longestText).normalize('NFKC').toLowerCase();
    for (const character of level) if (isMark(character)) length += 1;
    for (const [run] of level.matchAll(runs)) {
      if (run.length > longestTerm && !han.test(run)) continue;
      if (!han.test(run)) {
        add(`w${run}`, weight);
        continue;
      }
      for (const word of cut(run)) {
        if (word.length < 2 || stopWords.has(word)) continue;
        add(`w${word}`, weight);
        const name = commonName.get(word);
        if (name !== undefined) add(`w${name}`, weight);
      }
      const characters = [...run];
      characters.forEach((character, index) => {
        if (isMark(character)) return;
        add(`c${character}`, weight);
        const next = characters[index + 1];
        if (next !== undefined && !isMark(next)) add(`b${character}${next}`, weight);
      });
    }
  };
  read(texts.title, fieldWeight.title);
  for (const text of texts.problem) read(text, fieldWeight.problem);
  for (const text of texts.body) read(text, fieldWeight.body);
  for (const text of texts.rest) read(text, fieldWeight.rest);
  return { frequencies, length };
}

const han = /\p{Script=Han}/u;
const functionCharacters = new Set('的了和与及或在是为对以于等也都而被把从到向由并且但就还又很更最不这那其各每之所');

/** What holds a sentence together and is never a term: adding a word that matches does not lengthen the text. */
function isMark(character: string): boolean {
  return functionCharacters.has(character) || /[\p{P}\n]/u.test(character);
}

/** How much a term says about a listing, 0..255. */
export function impactOf(term: string, frequency: number, length: number, averageLength: number): number {
  const { k1, b } = kinds[term[0] ?? ''] ?? { k1: 1.2, b: 0.5 };
  const times = frequency / 2;
  const longer = averageLength > 0 ? (length + 1) / (averageLength + 1) : 1;
  return Math.round((255 * times) / (times + k1 * (1 - b + b * longer)));
}

/** How much the sharing of a term says, 0..255: its inverse document frequency by its kind's weight. */
export function rarityOf(term: string, { listings, count }: Statistics): number {
  const found = Math.min(count(term), listings);
  const frequency = Math.log(1 + (listings - found + 0.5) / (found + 0.5));
  return Math.min(255, Math.round(16 * frequency * (kinds[term[0] ?? '']?.weight ?? 0)));
}

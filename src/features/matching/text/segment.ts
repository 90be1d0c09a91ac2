import { commonName, listedNames } from './aliases.ts';
import { stopWords, tellingCharacters } from './stop-words.ts';
import { varietiesIn } from './varieties.ts';

/** The words that a text is found and compared by, in the order of the text, repeated as often as they stand in it. */
export type Segment = (text: string) => string[];
type Cut = (text: string) => string[];

/** What the cutter must know as one word each. */
export const ownWords = listedNames;

const longest = 40;

/**
 * Segments with the given cutter: width and case are levelled (NFKC), aliases become the common name, words that say
 * nothing are left out, and names in Latin letters or with a number (`AR7-6660`, `吉单53`) stay whole.
 */
export function createSegment(cut: Cut): Segment {
  /** A common name stands for its aliases with the words inside it, so that both are found alike. */
  const parts = new Map<string, string[]>();
  const partsOf = (name: string): string[] => {
    const known = parts.get(name) ?? cut(name).filter(isTelling);
    parts.set(name, known);
    return known;
  };

  return (text) => {
    const level = text.normalize('NFKC').toLowerCase();
    const words: string[] = [];
    for (const run of level.match(runs) ?? []) {
      if (isLatin(run)) words.push(run);
      else words.push(...cut(run));
    }
    const telling = words.filter(isTelling).flatMap((word) => {
      const name = commonName.get(word);
      return name === undefined ? [word] : partsOf(name);
    });
    return [...telling, ...varietiesIn(level)];
  };
}

/** Runs of Han characters, and runs of Latin letters and digits with what joins them. */
const runs = /\p{Script=Han}+|[\p{Script=Latin}\d]+(?:[-_.·/+][\p{Script=Latin}\d]+)*/gu;

function isLatin(run: string): boolean {
  return !/\p{Script=Han}/u.test(run);
}

function isTelling(word: string): boolean {
  if (word.length > longest || stopWords.has(word)) return false;
  if (word.length === 1) return tellingCharacters.has(word);
  return !/^[\d.,\-_/+·]+$/.test(word);
}

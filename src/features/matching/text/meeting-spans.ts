import { commonName } from './aliases.ts';
import { stopWords, tellingCharacters } from './stop-words.ts';
import type { Cut } from './terms.ts';

/** A piece of a text: characters `from` up to, not with, `to`, as `String.slice` counts them. */
export type Span = { from: number; to: number };

/** The words a text can meet another in, each by the name that stands for it. */
export function meetingWords(cut: Cut, text: string): Set<string> {
  return new Set(wordsIn(cut, levelled(text).level).map(nameOf));
}

/**
 * The pieces of a text that met the other one: words that stand in both, by this name or another of the same thing, the
 * longest first, never two over one place. What touches is one piece. Places are those of the text as it was given.
 */
export function metSpans(cut: Cut, text: string, other: string | ReadonlySet<string>): Span[] {
  const met = typeof other === 'string' ? meetingWords(cut, other) : other;
  const { level, places } = levelled(text);
  const words = [...new Set(wordsIn(cut, level))].filter((word) => met.has(nameOf(word)));
  const taken = new Uint8Array(level.length);
  for (const word of words.sort((one, another) => another.length - one.length)) {
    for (let at = level.indexOf(word); at >= 0; at = level.indexOf(word, at + 1)) {
      const isFree = taken.subarray(at, at + word.length).every((mark) => mark === 0);
      if (isFree && standsAlone(level, at, word)) taken.fill(1, at, at + word.length);
    }
  }
  return spansOf(taken, places);
}

function spansOf(taken: Uint8Array, places: readonly Span[]): Span[] {
  const spans: Span[] = [];
  places.forEach(({ from, to }, index) => {
    if (taken[index] !== 1) return;
    const last = spans.at(-1);
    if (last && last.to >= from) last.to = Math.max(last.to, to);
    else spans.push({ from, to });
  });
  return spans;
}

/** The text with width and case levelled, and for each of its units the piece of the given text that it came from. */
function levelled(text: string): { level: string; places: Span[] } {
  let level = '';
  const places: Span[] = [];
  let from = 0;
  for (const character of text) {
    const plain = character.normalize('NFKC').toLowerCase();
    for (let unit = 0; unit < plain.length; unit += 1) places.push({ from, to: from + character.length });
    level += plain;
    from += character.length;
  }
  return { level, places };
}

const runs = /\p{Script=Han}+|[\p{Script=Latin}\d]+(?:[-_.·/+][\p{Script=Latin}\d]+)*/gu;
const han = /\p{Script=Han}/u;

function wordsIn(cut: Cut, level: string): string[] {
  return [...level.matchAll(runs)].flatMap(([run]) => (han.test(run) ? cut(run) : [run])).filter(isTelling);
}

function isTelling(word: string): boolean {
  if (stopWords.has(word)) return false;
  return han.test(word) ? word.length > 1 || tellingCharacters.has(word) : /\p{L}/u.test(word) && word.length > 1;
}

function nameOf(word: string): string {
  return commonName.get(word) ?? word;
}

/** Latin words and numbers only count whole: `ph` is not met inside `phosphorus`. */
function standsAlone(level: string, at: number, word: string): boolean {
  if (han.test(word)) return true;
  const isJoined = (character = '') => /[\p{Script=Latin}\d]/u.test(character);
  return !isJoined(level[at - 1]) && !isJoined(level[at + word.length]);
}

import { significantDigits } from '../../../kernel/region-code.ts';

/**
 * How alike two listings of one side are. The text is compared as a set of terms, words and character bigrams, by Broder's
 * resemblance and containment (On the resemblance and containment of documents, 1997), with rare words weighing more.
 */
export type LikenedText = { title: ReadonlySet<string>; all: ReadonlySet<string> };
export type Likened = { text: LikenedText; industries: readonly string[]; regionCode: string | null };

/** What each term weighs, whoever says it. */
export type TermWeight = (term: string) => number;

/**
 * From which likeness on listings are told of. Needs that ask the same are asked in different words, and a person decides
 * about each; technologies count as the same only when most of the text is. Both set by eye on the starter data.
 */
export const alike = { need: 0.35, technology: 0.6 } as const;

/** Terms of two kinds live in one set: a word as it is, a bigram behind this sign, which no word begins with. */
const bigramSign = '~';
const bigramWeight = 1.2;
/** As if so many more listings were there: in a small market one shared word must not pass for common. */
const unseen = 300;
/** How much of the likeness other trades or another place can take away. */
const most = { industry: 0.4, place: 0.3 };

export function likenedText(segment: (text: string) => string[], title: string, more: string): LikenedText {
  return { title: termsOf(segment, title), all: new Set([...termsOf(segment, title), ...termsOf(segment, more)]) };
}

function termsOf(segment: (text: string) => string[], text: string): ReadonlySet<string> {
  const runs =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const bigrams = runs.flatMap((run) => [...run].slice(1).map((second, at) => bigramSign + ([...run][at] ?? '') + second));
  return new Set([...segment(text), ...bigrams]);
}

/** The words among the terms: what the index knows. */
export function wordsAmong(terms: ReadonlySet<string>): string[] {
  return [...terms].filter((term) => !term.startsWith(bigramSign));
}

/** A word weighs its inverse document frequency, `found` of `all` listings having it; a bigram always the same. */
export function weightBy(found: ReadonlyMap<string, number>, all: number): TermWeight {
  return (term) =>
    term.startsWith(bigramSign) ? bigramWeight : Math.log((all + unseen) / (Math.min(found.get(term) ?? 0, all) + 1)) + 0.1;
}

/**
 * The share of the text in common: how much of both is shared, how much of the shorter one is, and how much of each one's
 * title the other says, for what is written below titles is often the same courtesy.
 */
function textInCommon(one: LikenedText, other: LikenedText, weight: TermWeight): number {
  const sum = (terms: Iterable<string>) => [...terms].sort().reduce((total, term) => total + weight(term), 0);
  const shared = (these: ReadonlySet<string>, those: ReadonlySet<string>) => sum([...these].filter((term) => those.has(term)));
  const [here, there, both] = [sum(one.all), sum(other.all), shared(one.all, other.all)];
  if (both === 0) return 0;
  const overlap = (both / (here + there - both) + both / Math.min(here, there)) / 2;
  const said = ({ title }: LikenedText, { all }: LikenedText) => (title.size === 0 ? overlap : shared(title, all) / sum(title));
  return Math.min(1, (overlap + (said(one, other) + said(other, one)) / 2) / 2);
}

/** Text, then trade and place. Where a technology comes from says nothing of whether it is the same. */
export function likenessOf(
  side: 'need' | 'technology',
  one: Likened,
  other: Likened,
  weight: TermWeight,
): { score: number; text: number } {
  const text = textInCommon(one.text, other.text, weight);
  const place = side === 'need' ? placeDistance(one.regionCode, other.regionCode) : 0;
  const score = text * (1 - most.industry * industryDistance(one.industries, other.industries)) * (1 - most.place * place);
  return { score, text };
}

/** By the nearest two of their industries: 0 for the same or one inside the other, 1 for two sections. */
function industryDistance(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 && other.length === 0) return 0;
  if (one.length === 0 || other.length === 0) return 0.5;
  return Math.min(...one.flatMap((here) => other.map((there) => codeDistance(here, there))));
}

function codeDistance(one: string, other: string): number {
  if (one.startsWith(other) || other.startsWith(one)) return 0;
  const shared = sharedDigits(one, other);
  return shared === 0 ? 1 : shared < 3 ? 0.6 : shared === 3 ? 0.3 : 0.1;
}

/** 0 in one township, and further by county, city and province; the counties of a city are neighbours. */
export function placeDistance(one: string | null, other: string | null): number {
  if (one === null || other === null) return one === other ? 0 : 0.5;
  const [outer, inner] = significantDigits(one) < significantDigits(other) ? [one, other] : [other, one];
  const digits = Math.min(sharedDigits(outer, inner), 9);
  if (digits >= Math.min(significantDigits(outer), 9)) return outer === inner || digits >= 6 ? 0 : digits >= 4 ? 0.3 : 0.7;
  return digits >= 6 ? 0.1 : digits >= 4 ? 0.3 : digits >= 2 ? 0.7 : 1;
}

function sharedDigits(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

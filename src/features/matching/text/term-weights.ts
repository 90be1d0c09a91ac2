/**
 * How much a term weighs by its kind. `weight`: beside the other kinds; `steepness`: the power of its rarity (a character is
 * shared by chance more easily than a word, so only a rare one speaks); `half`: how often it stands in a text of middle length
 * when it has said half of what it can. Found on sets of many kinds (short and long texts, questions and titles, other fields
 * of knowledge), where each value may be off by half without harm.
 */
const kinds = {
  name: { weight: 3, steepness: 2, half: 0.8 },
  word: { weight: 0.85, steepness: 2, half: 0.8 },
  pair: { weight: 1, steepness: 2, half: 0.8 },
  character: { weight: 0.75, steepness: 2.5, half: 0.55 },
} as const;
type Kind = (typeof kinds)[keyof typeof kinds];

/** A frequency is counted in quarters, so that it stays whole where the small print counts less than once. */
export const once = 4;
/** How much a text of twice the middle length is discounted: 0 not at all, 1 in full. */
const lengthWeight = 0.6;
/** As if every text were so much longer: among texts of a line or two, length says nothing. */
const unreadLength = 8;
/** A pair or a character of grammar says less than others as rare. */
const grammarWeight = 0.5;
const mostImpact = 255;
const mostRarity = 255;

/** Characters of grammar; a name seldom has one. */
const grammar = new Set('的了和与及或在是为对以于等也都而被把从到向由并且但就还又很更最不这那其各每之所');

function kindOf(term: string): Kind {
  if (term.startsWith('b')) return kinds.pair;
  if (term.startsWith('c')) return kinds.character;
  return /^w\p{Script=Han}/u.test(term) ? kinds.word : kinds.name;
}

/**
 * How much a term says about a text, 0 to 255: more the oftener it stands there, ever less for each time, and less in a long
 * text. `length` counts what no word adds to (see `lengthOf`), so a text that gains a word loses nothing in any other.
 */
export function impactOf(term: string, frequency: number, length: number, averageLength: number): number {
  const times = frequency / once;
  const longer = (length + unreadLength) / (averageLength + unreadLength);
  const half = kindOf(term).half * (1 - lengthWeight + lengthWeight * longer);
  return Math.round((mostImpact * times) / (times + half));
}

/** How much the sharing of a term says, 0 to 255: the power of its inverse document frequency (Lucene's form) by its kind. */
export function rarityFrom(term: string, found: number, listings: number): number {
  const { weight, steepness } = kindOf(term);
  const count = Math.min(found, listings);
  const rarity = weight * Math.log(1 + (listings - count + 0.5) / (count + 0.5)) ** steepness;
  return Math.min(mostRarity, Math.round(isOfGrammar(term) ? rarity * grammarWeight : rarity));
}

function isOfGrammar(term: string): boolean {
  return !term.startsWith('w') && [...term].some((character) => grammar.has(character));
}

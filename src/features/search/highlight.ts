/** A piece of a text; a hit is shown marked. The view escapes each piece, so no text can bring mark-up of its own. */
export type Piece = { text: string; hit: boolean };

/** Cuts a text where one of the words stands, longest words first, whatever their case. */
export function highlight(text: string, words: readonly string[]): Piece[] {
  if (words.length === 0 || text === '') return [{ text, hit: false }];
  const hits = new RegExp(`(${words.map(escaped).join('|')})`, 'giu');
  return text
    .split(hits)
    .map((piece, index) => ({ text: piece, hit: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}

/** The part of a long text around the first of the words, else its beginning. */
export function excerpt(text: string, words: readonly string[], length = 110): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain.length <= length) return plain;
  const first = words.length > 0 ? plain.search(new RegExp(words.map(escaped).join('|'), 'iu')) : -1;
  const from = first < length / 2 ? 0 : first - Math.floor(length / 4);
  const cut = plain.slice(from, from + length);
  return `${from > 0 ? '…' : ''}${cut}${from + length < plain.length ? '…' : ''}`;
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** No 0 O 1 I L: what looks alike on paper is left out. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A personal code of six characters; `random` answers a whole number below the one given. */
export function newShortCode(random: (below: number) => number): string {
  return Array.from({ length: 6 }, () => alphabet[random(alphabet.length)]).join('');
}

/** A code as a person typed it, with spaces, dashes or small letters; undefined when it cannot be one. */
export function readShortCode(typed: string): string | undefined {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-·]/g, '');
  return /^[23456789ABCDEFGHJKMNPQRSTUVWXYZ]{6}$/.test(plain) ? plain : undefined;
}

/** Letters and digits that are not taken for one another on paper: no 0 O 1 I L. */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A code of this length as a person types it, with or without dashes, in small letters or full-width ones; undefined when it cannot be one. */
export function readPaperCode(typed: string, length: number): string | undefined {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-·]/g, '');
  return code.length === length && [...code].every((sign) => codeAlphabet.includes(sign)) ? code : undefined;
}

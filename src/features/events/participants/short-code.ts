import { codeAlphabet, readPaperCode } from '../../../kernel/paper-code.ts';

const length = 6;

/** A participant's personal code; `random` answers a whole number below the one given. */
export function newShortCode(random: (below: number) => number): string {
  return Array.from({ length }, () => codeAlphabet[random(codeAlphabet.length)]).join('');
}

export function readShortCode(typed: string): string | undefined {
  return readPaperCode(typed, length);
}

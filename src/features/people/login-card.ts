import type { Id } from '../../kernel/id.ts';
import { codeAlphabet, readPaperCode } from '../../kernel/paper-code.ts';

const length = 10;

export type LoginCard = { id: Id; accountId: Id; codeHash: string; expiresAt: Date; revokedAt: Date | null };

/** A code of 31^10 possibilities, from bytes that nobody can guess; bytes at 248 and above are left out so that no letter is likelier. */
export function makeCardCode(randomBytes: (count: number) => Uint8Array): string {
  let code = '';
  while (code.length < length) {
    for (const byte of randomBytes(length * 2)) {
      if (byte < 248 && code.length < length) code += codeAlphabet[byte % codeAlphabet.length];
    }
  }
  return code;
}

/** As it is printed: three groups that a person can read aloud. */
export function printCardCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`;
}

export function readCardCode(typed: string): string | undefined {
  return readPaperCode(typed, length);
}

export function isUsable(card: LoginCard, now: Date): boolean {
  return card.revokedAt === null && card.expiresAt > now;
}

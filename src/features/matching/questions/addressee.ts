import type { Side } from '../match.ts';

/** What only the technology's side can say; the other questions of the score are about the land and the means of the need. */
const ofTechnology: ReadonlySet<string> = new Set(['approval']);

export function addresseeOf(key: string): Side {
  return ofTechnology.has(key) ? 'technology' : 'need';
}

/** The field of a listing that answers a question for good, so that it is not asked in the next match again. */
export const fieldOf: Readonly<Record<string, string>> = {
  approval: 'approvals',
  'ask-soil': 'soil',
  'ask-water': 'water',
};

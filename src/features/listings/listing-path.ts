import type { Side } from './basics.ts';

/** Where the public list of each side is; everything about one listing lies below it. */
export const listPaths: Record<Side, string> = { technology: '/technologies', need: '/needs' };

export function listingPath({ side, id }: { side: Side; id: string }): string {
  return `${listPaths[side]}/${id}`;
}

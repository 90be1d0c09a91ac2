import type { Decision } from './decision.ts';

/** `later` are the newest decisions, `aside` those of every fifth match among the earlier ones: neither is learnt from. */
export type Split = { learnt: Decision[]; aside: Decision[]; later: Decision[] };

const partLater = 0.2;
const everySo = 5;

/**
 * Which decisions weights are learnt from and which they are tried on. By the match, so that what its two sides said is never
 * on both sides of the split; the same decisions are always split alike, in whatever order they come.
 */
export function holdBack(decisions: readonly Decision[]): Split {
  const first = new Map<string, number>();
  for (const { matchId, at } of decisions) first.set(matchId, Math.min(first.get(matchId) ?? Infinity, at.getTime()));
  const matches = [...first].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1)).map(([matchId]) => matchId);
  const later = new Set(matches.slice(Math.ceil(matches.length * (1 - partLater))));
  const split: Split = { learnt: [], aside: [], later: [] };
  for (const decision of decisions) {
    const part = later.has(decision.matchId) ? 'later' : hashOf(decision.matchId) % everySo === 0 ? 'aside' : 'learnt';
    split[part].push(decision);
  }
  return split;
}

/** FNV-1a: spreads ids evenly and never changes. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}

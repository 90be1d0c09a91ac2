import type { Id } from '../../../kernel/id.ts';
import { enclosing } from '../../../kernel/region-code.ts';
import { mostMembers, noShare, type JointNeed, type JointText, type Member } from './joint-need.ts';

/** A need that might be pooled, with how alike it is to the first of its group. */
export type Alike = { needId: Id; accountId: Id; regionCode: string; score: number };

/**
 * Those alike to the first one, the most alike first, one of each account. Each is compared with the first and not along a
 * chain, so that the last of a group still asks what the first one asks.
 */
export function groupOf(first: Omit<Alike, 'score'>, others: readonly Alike[]): Omit<Alike, 'score'>[] {
  const sorted = [...others].sort((a, b) => b.score - a.score || (a.needId < b.needId ? -1 : 1));
  const accounts = new Set([first.accountId]);
  const chosen = sorted.filter(({ accountId }) => !accounts.has(accountId) && accounts.add(accountId));
  return [
    first,
    ...chosen.slice(0, mostMembers - 1).map(({ needId, accountId, regionCode }) => ({ needId, accountId, regionCode })),
  ];
}

/** A joint need that nobody has agreed to yet. */
export function begin(id: Id, group: readonly Omit<Alike, 'score'>[], text: JointText): JointNeed {
  const members = group.map(({ needId, accountId }, index): Member => ({
    ...{ needId, accountId, place: index + 1, status: 'invited', share: noShare, showsShare: false, opensContact: false },
  }));
  return {
    ...{ id, status: 'proposed', ...text, textVersion: 1, regionCode: commonRegion(group.map(({ regionCode }) => regionCode)) },
    ...{ leadNeedId: group[0]?.needId ?? null, organizerId: null, publishedAt: null, version: 0, members },
  };
}

/** The smallest region that all of these places lie in. */
export function commonRegion(codes: readonly string[]): string {
  const [first = '', ...others] = codes.map(enclosing);
  return [...first].reverse().find((code) => others.every((around) => around.includes(code))) ?? first[0] ?? '';
}

/** A pair of needs that ask the same. */
export type AlikePair = { one: Omit<Alike, 'score'>; other: Omit<Alike, 'score'>; score: number };

/** Sorts pairs into groups, each need into one: whoever has the most that are alike comes first and gathers them. */
export function groupsOf(pairs: readonly AlikePair[]): Id[][] {
  const needs = new Map(pairs.flatMap(({ one, other }) => [one, other].map((need) => [need.needId, need] as const)));
  const near = new Map<Id, Alike[]>();
  for (const { one, other, score } of pairs) {
    near.set(one.needId, [...(near.get(one.needId) ?? []), { ...other, score }]);
    near.set(other.needId, [...(near.get(other.needId) ?? []), { ...one, score }]);
  }
  const rest = new Set(needs.keys());
  const count = (id: Id) => near.get(id)?.length ?? 0;
  const groups: Id[][] = [];
  for (const [id, first] of [...needs].sort(([a], [b]) => count(b) - count(a) || (a < b ? -1 : 1))) {
    if (!rest.has(id)) continue;
    const group = groupOf(
      first,
      (near.get(id) ?? []).filter(({ needId }) => rest.has(needId)),
    ).map(({ needId }) => needId);
    if (group.length < 2) continue;
    for (const member of group) rest.delete(member);
    groups.push(group);
  }
  return groups;
}

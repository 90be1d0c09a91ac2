import { bonusOf } from '../score/measures.ts';
import { bit, gateOf } from '../score/gates.ts';
import { scoreOf } from '../score/log-odds.ts';
import type { Side } from '../match.ts';
import type { Market } from './market.ts';

/** Whether nothing stands between a listing of this side and one of the other. */
export function isOpen({ tables, today }: Market, side: Side, slot: number, other: number): boolean {
  return side === 'technology'
    ? gateOf(tables.technology.facts, slot, tables.need.facts, other, today) === 0
    : gateOf(tables.technology.facts, other, tables.need.facts, slot, today) === 0;
}

/** The score of a pair that is open, from what its texts share. */
export function weigh(market: Market, side: Side, slot: number, other: number, sum: number): number {
  const { tables, vector, bias, half, today } = market;
  const [technology, need] = side === 'technology' ? [slot, other] : [other, slot];
  return scoreOf(
    bias,
    vector[0]!,
    half,
    sum,
    bonusOf(vector, tables.technology.facts, technology, tables.need.facts, need, today),
  );
}

/** Whether a gate stands before a listing that no other can open. */
export function isClosedToAll({ tables, today }: Market, side: Side, slot: number): boolean {
  const { technology, need } = tables;
  const [t, n] = side === 'technology' ? [slot, 0] : [0, slot];
  if (technology.slots === 0 || need.slots === 0) return true;
  return (
    (gateOf(technology.facts, t, need.facts, n, today) &
      (side === 'technology' ? bit.exclusive | bit.unlicensed : bit.deadline)) !==
    0
  );
}

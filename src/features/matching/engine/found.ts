import { nthGreatest } from './nth-greatest.ts';

/** Slots that may be worth weighing: what their texts share, as far as it is read, and thousandths of log-odds that it may come to. */
export type Found = { size: number; slots: Int32Array; shares: Uint32Array; estimates: Int32Array; order: Int32Array };

export function createFound(room: number): Found {
  return {
    size: 0,
    slots: new Int32Array(room),
    shares: new Uint32Array(room),
    estimates: new Int32Array(room),
    order: new Int32Array(room),
  };
}

/** The estimate that so many reach. */
export function estimateOfNth({ size, estimates, order }: Found, nth: number): number {
  order.set(estimates.subarray(0, size));
  return nthGreatest(order, size, nth);
}

/** Keeps what is estimated at least so high. */
export function keepFrom(found: Found, floor: number): void {
  const { size, slots, shares, estimates } = found;
  let kept = 0;
  for (let at = 0; at < size; at += 1) {
    if (estimates[at]! < floor) continue;
    slots[kept] = slots[at]!;
    shares[kept] = shares[at]!;
    estimates[kept] = estimates[at]!;
    kept += 1;
  }
  found.size = kept;
}

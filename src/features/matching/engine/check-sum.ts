/** Two engines, or an engine and its tables, hold the same versions of the same listings when both numbers agree. */
export type CheckSum = { count: number; sum: number };

const prime = 2_147_483_647;

/**
 * In SQL: `coalesce(sum(number::bigint * 1000003 + version), 0) % 2147483647`.
 */
export function addToSum(sum: number, number: number, version: number): number {
  return (sum + ((number * 1_000_003 + version) % prime)) % prime;
}

export function takeFromSum(sum: number, number: number, version: number): number {
  return (sum + prime - ((number * 1_000_003 + version) % prime)) % prime;
}

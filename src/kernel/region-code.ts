/** How many digits of a 12-digit division code carry meaning: province 2, city 4, county 6, township 9, village 12. */
export function significantDigits(code: string): 2 | 4 | 6 | 9 | 12 {
  if (code.endsWith('0000000000')) return 2;
  if (code.endsWith('00000000')) return 4;
  if (code.endsWith('000000')) return 6;
  return code.endsWith('000') ? 9 : 12;
}

/** Whether the region with the code `outer` is, or contains, the one with the code `inner`. */
export function covers(outer: string, inner: string): boolean {
  return inner.startsWith(regionPrefix(outer));
}

/** The digits that every place inside a region begins with. */
export function regionPrefix(code: string): string {
  return code.slice(0, significantDigits(code));
}

/** The codes that a place lies in, from its province down to itself. */
export function enclosing(code: string): string[] {
  const own = significantDigits(code);
  return [2, 4, 6, 9, 12].filter((digits) => digits <= own).map((digits) => code.slice(0, digits).padEnd(12, '0'));
}

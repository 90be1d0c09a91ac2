/**
 * A code of GB/T 4754 as a number: a letter and up to four digits, each in four bits behind the letter's five, so that the
 * first bit in which two differ tells how long their common beginning is.
 */
export function packIndustry(code: string): number {
  const letter = code.charCodeAt(0) - 64;
  let packed = letter >= 1 && letter <= 26 ? letter : 0;
  for (let at = 1; at <= 4; at += 1) {
    const digit = code.charCodeAt(at) - 48;
    packed = (packed << 4) | (digit >= 0 && digit <= 9 ? digit + 1 : 0);
  }
  return packed;
}

/** How many signs two codes begin with in common, 0 to 5. */
export function commonSigns(one: number, other: number): number {
  const differ = one ^ other;
  const alike = differ === 0 ? 5 : differ >= 65_536 ? 0 : Math.floor((Math.clz32(differ) - 16) / 4) + 1;
  return Math.min(alike, signsOf(one), signsOf(other));
}

function signsOf(packed: number): number {
  if ((packed & 15) !== 0) return 5;
  if ((packed & 240) !== 0) return 4;
  if ((packed & 3840) !== 0) return 3;
  return (packed & 61_440) !== 0 ? 2 : 1;
}

/** What a common beginning of so many signs says: nothing, section, (part of a division), division, group, class. */
export const nearness = Float64Array.of(0, 0.05, 0.05, 0.25, 0.5, 1);

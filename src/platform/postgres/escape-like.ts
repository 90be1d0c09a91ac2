/** Percent signs and underscores in what a person typed are letters, not wild cards. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}

/** Sums of shared text are of rarity by impact by impact; divided by two full impacts they are in units of rarity. */
const unit = 255 * 255;

/** The measure of the text: from 0 towards 1, one half at `half`. */
export function textMeasure(sum: number, half: number): number {
  const strength = sum / unit;
  return strength / (strength + half);
}

/** Written once, so that the engine and the card add up in the same order to the same last bit. */
export function logOddsOf(bias: number, textWeight: number, half: number, sum: number, bonus: number): number {
  return bias + textWeight * textMeasure(sum, half) + bonus;
}

export function chanceOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** A chance as rankings keep it, 0 to 10,000. */
export function storedScore(chance: number): number {
  return Math.round(10_000 * chance);
}

export function scoreOf(bias: number, textWeight: number, half: number, sum: number, bonus: number): number {
  return storedScore(chanceOf(logOddsOf(bias, textWeight, half, sum, bonus)));
}

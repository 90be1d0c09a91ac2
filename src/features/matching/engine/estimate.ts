import { textMeasure } from '../score/log-odds.ts';
import type { Market } from './market.ts';

/** What common terms are expected to add to the sum of the rare ones. */
const commonAdds = 1.2;
/** Thousandths of log-odds by which common terms can lift a pair above its estimate; hardly any gains more. */
export const textSlack = 1200;
/** Sums of shared text are divided by this before the half is compared with them; see `score/log-odds.ts`. */
const unit = 255 * 255;

/** Log-odds that the text probably gives, by the sum of its rare terms. */
export function likelyText({ vector, half }: Market, sum: number): number {
  return vector[0]! * textMeasure(sum * commonAdds, half);
}

/** The least sum of rare terms whose text is likely to be worth so many log-odds. */
export function sumFor({ vector, half }: Market, logOdds: number): number {
  const measure = logOdds / vector[0]!;
  if (!(measure > 0)) return 0;
  return measure >= 1 ? Infinity : (unit * ((measure * half) / (1 - measure))) / commonAdds - 1;
}

/** A stored score as thousandths of log-odds without the bias, not more than they were. */
export function thousandthsOf(score: number, { bias }: Market): number {
  const chance = Math.min(0.99995, Math.max(0.00005, (score - 0.5) / 10_000));
  return Math.floor(1000 * (Math.log(chance / (1 - chance)) - bias));
}

import type { Formats } from '../../web/format.ts';
import type { Words } from './match-models.ts';
import type { MatchView } from './match-view-reads.ts';
import { reasonWords } from './reason-words.ts';

/** Log-odds from which a reason is called medium and strong: they take even odds to 62 and to 77 in a hundred. */
const medium = 0.5;
const strong = 1.2;
/** The longest bar; what is stronger fills it. */
export const longest = 4;

/**
 * How the score came about: each reason's part, strongest first, and the rest, which is where every pair begins. What is shown
 * are the very terms whose sum is the score.
 */
export function weighedModel({ reasons, score }: MatchView, { t, formats, names }: Words) {
  const terms = reasons
    .filter(({ points }) => points !== 0)
    .sort((one, other) => Math.abs(other.points) - Math.abs(one.points))
    .map((reason) => {
      const { for: pro, against, ask } = reasonWords([reason], names, t, formats);
      const size = Math.abs(reason.points);
      return {
        label: [...pro, ...against, ...ask][0] ?? '',
        strength: t(`match-life:weighed.${size >= strong ? 'strong' : size >= medium ? 'medium' : 'weak'}`),
        sign: t(`match-life:weighed.${reason.points > 0 ? 'for' : 'against'}`),
        points: signed(reason.points, formats),
        bar: Math.min(size, longest).toFixed(2),
      };
    });
  const isGated = score === 0;
  const sum = reasons.reduce((total, { points }) => total + points, 0);
  const rest = score > 0 && score < 1 ? Math.log(score / (1 - score)) - sum : 0;
  return {
    terms,
    longest,
    isGated,
    rest: isGated ? '' : signed(rest, formats),
    percent: formats.number(Math.round(score * 100)),
  };
}

function signed(points: number, formats: Formats): string {
  return `${points > 0 ? '+' : points < 0 ? '−' : ''}${formats.number(Math.abs(Math.round(points * 100) / 100))}`;
}

import { StartProblem } from './problem.ts';

const units: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads `--since 90m`, `--since 1h` or `--since 2d` as milliseconds. */
export function readDuration(words: readonly string[]): number {
  const given = words[words.indexOf('--since') + 1] ?? '';
  const [, count, unit = ''] = /^(\d{1,5})([mhd])$/.exec(words.includes('--since') ? given : '') ?? [];
  if (!count) throw new StartProblem('Say how far back: npm run replay -- --since 1h (m, h or d).', 64);
  return Number(count) * (units[unit] ?? 0);
}

import type { Log } from '../../src/platform/log.ts';

export type Line = { level: string; about: unknown; text: string | undefined };
export type KeptLog = Log & { lines: Line[] };

/** Keeps what would be written, so that a test can ask for it. */
export function keepLog(): KeptLog {
  const lines: Line[] = [];
  const write = (level: string) => (about: unknown, text?: string) => void lines.push({ level, about, text });
  const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'].map((level) => [level, write(level)]);
  return { ...(Object.fromEntries(levels) as Log), lines };
}

import type { Formats } from '../../web/format.ts';
import type { Translate } from '../../web/i18n.ts';

const day = 24 * 60 * 60 * 1000;

/** A coming moment in words where they help: "明天 9:00", else the full date and time. */
export function dayWords(t: Translate, formats: Formats, at: Date, now: Date): string {
  const ahead = [0, 1, 2].find((days) => formats.date(at) === formats.date(new Date(now.getTime() + days * day)));
  return ahead === undefined ? formats.dateTime(at) : t(`home:day.${ahead}`, { time: formats.time(at) });
}

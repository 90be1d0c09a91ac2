import type { Translate } from '../../web/i18n.ts';
import type { LongText } from './life-reads.ts';
import type { Side } from './match.ts';

/** A text in pieces; what both sides speak of is a hit. The view escapes each piece. */
export type Marked = { text: string; hit: boolean }[];

export function textModels(texts: readonly (LongText & { marked: Marked })[], side: Side, t: Translate) {
  return texts
    .filter((one) => one.side === side)
    .map(({ field, marked }) => ({ label: t(`match-life:text.${side}.${field}`), marked }));
}

export function markMeeting(texts: readonly LongText[]): (LongText & { marked: Marked })[] {
  return texts.map((one) => ({ ...one, marked: [{ text: one.text, hit: false }] }));
}

import type { Translate } from '../../web/i18n.ts';
import type { LongText } from './life-reads.ts';
import { otherSide, type Side } from './match.ts';
import { meetingWords, metSpans } from './text/meeting-spans.ts';
import type { Cut } from './text/terms.ts';

/** A text in pieces; what both sides speak of is a hit. The view escapes each piece. */
export type Marked = { text: string; hit: boolean }[];
export type MarkedText = LongText & { marked: Marked };

/** Marks in the texts and the title of either side what those of the other speak of too. */
export function markMeeting(cut: Cut, texts: readonly LongText[], titles: Record<Side, string>) {
  const said = (side: Side) => [titles[side], ...texts.filter((one) => one.side === side).map(({ text }) => text)].join('\n');
  const words = { technology: meetingWords(cut, said('technology')), need: meetingWords(cut, said('need')) };
  const mark = (side: Side, text: string) => markedIn(text, metSpans(cut, text, words[otherSide[side]]));
  return {
    texts: texts.map((one): MarkedText => ({ ...one, marked: mark(one.side, one.text) })),
    titles: { technology: mark('technology', titles.technology), need: mark('need', titles.need) },
  };
}

export function textModels(texts: readonly MarkedText[], side: Side, t: Translate) {
  return texts
    .filter((one) => one.side === side)
    .map(({ field, marked }) => ({ label: t(`match-life:text.${side}.${field}`), marked }));
}

function markedIn(text: string, spans: readonly { from: number; to: number }[]): Marked {
  const pieces: Marked = [];
  let at = 0;
  for (const { from, to } of spans) {
    pieces.push({ text: text.slice(at, from), hit: false }, { text: text.slice(from, to), hit: true });
    at = to;
  }
  return [...pieces, { text: text.slice(at), hit: false }].filter((piece) => piece.text !== '');
}

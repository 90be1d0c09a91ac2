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
    .map(({ field, marked }) => ({ label: t(`match-life:text.${side}.${field}`), ...excerpt(marked) }));
}

const longest = 240;
const before = 40;

/** A text as long as a phone shows at once, from where both sides first speak of the same; the listing's own page has the whole. */
export function excerpt(marked: Marked): { marked: Marked; isCut: boolean } {
  const lengthOf = (pieces: Marked) => pieces.reduce((length, { text }) => length + [...text].length, 0);
  const whole = lengthOf(marked);
  if (whole <= longest) return { marked, isCut: false };
  const hit = marked.findIndex((piece) => piece.hit);
  const lead = lengthOf(marked.slice(0, Math.max(hit, 0)));
  const from = lead < longest - 2 * before ? 0 : Math.min(lead - before, whole - longest);
  const pieces: Marked = [];
  let at = 0;
  for (const piece of marked) {
    const characters = [...piece.text];
    const text = characters.slice(Math.max(from - at, 0), Math.max(from + longest - at, 0)).join('');
    if (text !== '') pieces.push({ ...piece, text });
    at += characters.length;
  }
  const gap = { text: '…', hit: false };
  return { marked: [...(from > 0 ? [gap] : []), ...pieces, ...(from + longest < whole ? [gap] : [])], isCut: true };
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

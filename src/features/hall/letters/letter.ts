import { z } from 'zod';
import { refuse } from '../../../kernel/error.ts';
import type { Id } from '../../../kernel/id.ts';
import type { EventStatus } from '../../events/docking-event.ts';
import { mayOrganize, type Caller } from '../../people/caller.ts';

/** A form breaks lines as CR LF and a program as LF: the same words have the same hash. */
const Text = z.string().overwrite((text) => text.replace(/\r\n?/g, '\n').trim());
const Name = z.string().trim().min(1, 'web:errors.required').max(80);

/** What both sides agreed on at the table, in plain words, as it is typed in. */
export const LetterTerms = z.object({
  technologyParty: Name,
  needParty: Name,
  technologySigner: Name,
  needSigner: Name,
  witness: z.string().trim().max(80).default(''),
  terms: Text.min(1, 'web:errors.required').max(2000),
  onScreen: z.boolean().default(false),
  language: z.enum(['zh', 'en']).default('zh'),
});
export type LetterTerms = z.infer<typeof LetterTerms>;

export type LetterOf = { meetingId: Id } | { matchId: Id };

/** What a letter is about: a meeting at a docking event, or a match whose sides opened it between events. */
export type LetterAbout = {
  matchId: Id;
  matchStatus: string;
  technology: string;
  need: string;
  /** Null between events. */
  meeting: { id: Id; eventId: Id; eventTitle: string; eventStatus: EventStatus; status: string; begun: boolean } | null;
  /** Whoever organizes one of these regions may record it. */
  regionCodes: readonly string[];
  /** Who signs: these people may read it, and so may the organizers. */
  partyIds: readonly Id[];
  /** Of a letter that was recorded already. */
  serial: string | null;
};

/** A letter of intent as it stands for ever; only its place on the screen can be taken back. */
export type Letter = Omit<LetterTerms, 'language'> & {
  id: Id;
  serial: string;
  matchId: Id;
  meetingId: Id | null;
  eventId: Id | null;
  body: string;
  sha256: string;
  accountId: Id;
  signedAt: Date;
};

export function requireRecordable(caller: Caller, about: LetterAbout): void {
  if (!organizes(caller, about.regionCodes)) refuse('not-allowed', 'web:errors.not-organizer');
  if (about.serial) refuse('conflict', 'hall:errors.letter-there', { serial: about.serial });
  const { meeting } = about;
  if (!meeting) {
    if (about.matchStatus !== 'open') refuse('conflict', 'hall:errors.match-not-open');
    return;
  }
  if (meeting.eventStatus !== 'live' && meeting.eventStatus !== 'closed') {
    refuse('conflict', `hall:errors.not-live.${meeting.eventStatus}`);
  }
  if (meeting.status === 'cancelled') refuse('conflict', 'hall:errors.no-such-meeting');
  if (!meeting.begun) refuse('conflict', 'hall:errors.meeting-not-begun');
}

export function mayReadLetter(caller: Caller, about: Pick<LetterAbout, 'regionCodes' | 'partyIds'>): boolean {
  return about.partyIds.includes(caller.accountId) || organizes(caller, about.regionCodes);
}

/** "YX-2026-0001": the running number never starts anew, so it is unique by itself. */
export function serialOf(number: number, year: number): string {
  return `YX-${year}-${String(number).padStart(4, '0')}`;
}

/** Whether this person may write a letter for others: an organizer of one of its places, or of anywhere when it has none. */
export function organizes(caller: Caller, regionCodes: readonly string[]): boolean {
  return regionCodes.length === 0 ? mayOrganize(caller, '') : regionCodes.some((code) => mayOrganize(caller, code));
}

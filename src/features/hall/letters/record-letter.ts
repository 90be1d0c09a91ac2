import { refuse } from '../../../kernel/error.ts';
import { newId, type Id } from '../../../kernel/id.ts';
import type { Command, Transact } from '../../../kernel/transact.ts';
import type { Outbox } from '../../../platform/postgres/outbox.ts';
import type { Caller } from '../../people/caller.ts';
import type { HallStore } from '../store.ts';
import {
  mayReadLetter,
  requireRecordable,
  serialOf,
  type Letter,
  type LetterAbout,
  type LetterOf,
  type LetterTerms,
} from './letter.ts';
import type { LetterStore } from './letter-store.ts';

export type LetterText = Omit<LetterTerms, 'onScreen'> & {
  serial: string;
  signedAt: Date;
  technology: string;
  need: string;
  event: string | null;
};

type Ports = {
  transact: Transact<{ letters: LetterStore; hall: HallStore; outbox: Outbox }>;
  now: () => Date;
  /** The words of the letter, which are kept as they are rendered now. */
  writeLetter: (text: LetterText) => string;
  sha256: (text: string) => string;
  yearOf: (moment: Date) => number;
};

/** Records what was signed: one letter for each meeting, with its number, its text and the hash of the text. */
export function recordLetter({ transact, now, writeLetter, sha256, yearOf }: Ports) {
  return (caller: Caller, of: LetterOf, terms: LetterTerms, once?: Command): Promise<{ letterId: Id; serial: string }> =>
    transact(async ({ letters, hall, outbox }) => {
      const about = await letters.about(of);
      requireRecordable(caller, about);
      const signedAt = now();
      const serial = serialOf(await letters.nextNumber(), yearOf(signedAt));
      const body = writeLetter(textOf(about, terms, serial, signedAt));
      const { language: _, ...kept } = terms;
      const { matchId, meeting } = about;
      const letter: Letter = {
        ...kept,
        ...{ id: newId(), serial, matchId, meetingId: meeting?.id ?? null, eventId: meeting?.eventId ?? null },
        ...{ body, sha256: sha256(body), accountId: caller.accountId, signedAt },
      };

      await letters.add(letter);
      await outbox.record([{ name: 'letter.recorded', body: { letterId: letter.id } }]);
      if (meeting) await tellHall({ hall, outbox }, caller, meeting.eventId, letter, once);
      return { letterId: letter.id, serial };
    }, once);
}

/** Takes a letter off the screen, or puts it there again: the parties may, and the organizers for them. */
export function showLetter({ transact }: Pick<Ports, 'transact'>) {
  return (caller: Caller, letterId: Id, onScreen: boolean, once?: Command): Promise<void> =>
    transact(async ({ letters, hall, outbox }) => {
      const { letter, about } = await letters.get(letterId);
      if (!mayReadLetter(caller, about)) refuse('not-found', 'web:errors.not-found');
      if (letter.onScreen === onScreen) return;
      const { eventId } = letter;
      const isRepeated = eventId && once && (await hall.sequenceOf(eventId, once.id, caller.accountId)) !== undefined;
      if (isRepeated) return; // one that comes back long after must not undo what was done since
      await letters.show(letterId, onScreen);
      if (eventId) await tellHall({ hall, outbox }, caller, eventId, { ...letter, onScreen }, once);
    }, once);
}

function textOf({ technology, need, meeting }: LetterAbout, terms: LetterTerms, serial: string, signedAt: Date): LetterText {
  return { ...terms, serial, signedAt, technology, need, event: meeting?.eventTitle ?? null };
}

async function tellHall(
  { hall, outbox }: { hall: HallStore; outbox: Outbox },
  { accountId }: Caller,
  eventId: Id,
  { id, meetingId, onScreen }: Letter,
  once: Command | undefined,
): Promise<void> {
  const body = { letterId: id, meetingId, onScreen };
  const sequence = await hall.append({ eventId, commandId: once?.id ?? newId(), name: 'sign-letter', body, accountId });
  await outbox.record([{ name: 'hall.commanded', body: { eventId, sequence } }]);
}

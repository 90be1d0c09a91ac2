import { z } from 'zod';
import { AppError, refuse } from '../../../kernel/error.ts';
import type { Id } from '../../../kernel/id.ts';
import { codeAlphabet, readPaperCode } from '../../../kernel/paper-code.ts';
import type { Caller } from '../../people/caller.ts';
import { isOwner } from '../listing.ts';
import type { Need } from '../need.ts';
import { mayAssess, type NeedListing } from './assessment.ts';

/** The villager's word on the expert's words; a no says what is meant instead. */
export const ReadBackAnswer = z.object({
  answer: z.enum(['yes', 'no'], 'clinic:errors.choose'),
  objection: z.string().trim().max(1000),
});
export type ReadBackAnswer = z.infer<typeof ReadBackAnswer>;

/** The expert's words as they were read back beside the villager's own, and what came of it. */
export type ReadBack = {
  id: Id;
  listingId: Id;
  number: number;
  version: number;
  problem: string;
  expertProblem: string;
  code: string;
  askedBy: Id;
  askedAt: Date;
  answer: 'yes' | 'no' | null;
  objection: string;
  way: 'web' | 'slip' | null;
  answeredBy: Id | null;
  answeredAt: Date | null;
};
export type ReadBackState = 'nothing-to-ask' | 'not-asked' | 'asked' | 'confirmed' | 'objected' | 'outdated';

const length = 8;

/** A code of 31^8 possibilities; `random` answers a whole number below the one given. */
export function newSlipCode(random: (below: number) => number): string {
  return Array.from({ length }, () => codeAlphabet[random(codeAlphabet.length)]).join('');
}

export function readSlipCode(typed: string): string | undefined {
  return readPaperCode(typed, length);
}

/** As it is printed: two groups that a person can read aloud. */
export function printSlipCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

function isAbout(readBack: Pick<ReadBack, 'problem' | 'expertProblem'>, need: Need): boolean {
  return readBack.problem === need.problem && readBack.expertProblem === need.expertProblem;
}

/** Where the latest read-back of a need stands, given what the need says now. */
export function readBackState(need: Need, latest: ReadBack | undefined): ReadBackState {
  if (need.expertProblem === '' || need.problem === '') return 'nothing-to-ask';
  if (!latest) return 'not-asked';
  if (!isAbout(latest, need)) return 'outdated';
  if (latest.answer === null) return 'asked';
  return latest.answer === 'yes' ? 'confirmed' : 'objected';
}

/** Whether the villager is not at the keyboard: somebody else wrote the need down, so only paper can carry the answer. */
export function isOnBehalf(need: Need): boolean {
  return need.enteredFor !== '';
}

/** Puts the words of this version before the villager. Undefined when they are before them already. */
export function ask(listing: NeedListing, latest: ReadBack | undefined, asking: Asking): ReadBack | undefined {
  const { caller, version } = asking;
  if (!mayAsk(caller, listing)) refuse('not-allowed', 'clinic:errors.not-expert');
  if (listing.version !== version) refuse('stale', 'clinic:errors.changed');
  const state = readBackState(listing.content, latest);
  if (state === 'nothing-to-ask') refuse('conflict', 'clinic:errors.no-expert-words');
  if (state === 'confirmed') refuse('conflict', 'clinic:errors.confirmed-already');
  return state === 'asked' ? undefined : begin(listing, latest, asking);
}
export type Asking = { caller: Caller; id: Id; code: string; now: Date; version: number };

export function mayAsk(caller: Caller, listing: NeedListing): boolean {
  return mayAssess(caller, listing) || (isOwner(caller, listing) && isOnBehalf(listing.content));
}

/** The villager answers on their own page, asked or of their own accord. */
export function answerOnWeb(
  listing: NeedListing,
  latest: ReadBack | undefined,
  asking: Asking,
  answer: ReadBackAnswer,
): ReadBack {
  const { content } = listing;
  if (!isOwner(asking.caller, listing)) refuse('not-allowed', 'clinic:errors.not-villager');
  if (isOnBehalf(content)) refuse('not-allowed', 'clinic:errors.on-behalf', { name: content.enteredFor });
  if (listing.version !== asking.version) refuse('stale', 'clinic:errors.changed');
  const state = readBackState(content, latest);
  if (state === 'nothing-to-ask') refuse('conflict', 'clinic:errors.no-expert-words');
  if (state === 'confirmed') refuse('conflict', 'clinic:errors.confirmed-already');
  const open = latest && state === 'asked' ? latest : begin(listing, latest, asking);
  return answered(open, answer, { way: 'web', by: asking.caller.accountId, now: asking.now });
}

/** The answer on a slip counts once, and for the words that are printed on it. */
export function answerBySlip(
  need: Need,
  readBack: ReadBack | undefined,
  answer: ReadBackAnswer,
  { caller, now }: { caller: Caller | null; now: Date },
): ReadBack {
  if (!readBack) refuse('not-found', 'clinic:errors.no-such-code');
  if (readBack.answer !== null) refuse('conflict', 'clinic:errors.code-used');
  if (!isAbout(readBack, need)) refuse('stale', 'clinic:errors.print-again');
  return answered(readBack, answer, { way: 'slip', by: caller?.accountId ?? null, now });
}

function begin(listing: NeedListing, latest: ReadBack | undefined, { caller, id, code, now, version }: Asking): ReadBack {
  const { problem, expertProblem } = listing.content;
  return {
    ...{ id, listingId: listing.id, number: (latest?.number ?? 0) + 1, version, problem, expertProblem, code },
    ...{ askedBy: caller.accountId, askedAt: now, answer: null, objection: '', way: null, answeredBy: null, answeredAt: null },
  };
}

function answered(
  readBack: ReadBack,
  { answer, objection }: ReadBackAnswer,
  { way, by, now }: { way: 'web' | 'slip'; by: Id | null; now: Date },
): ReadBack {
  if (answer === 'no' && objection === '')
    throw new AppError('invalid', 'web:errors.check-fields', {}, { objection: { key: 'clinic:errors.say-what' } });
  return { ...readBack, answer, objection: answer === 'no' ? objection : '', way, answeredBy: by, answeredAt: now };
}

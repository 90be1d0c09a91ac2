import { holdsContact } from '../questions/contact-data.ts';
import { Refusal, type Side } from '../match.ts';

export type Refused = { reason: Refusal; note: string; by: string };
export type RefusalCount = { reason: Refusal; count: number };
export type Summary = { refusals: RefusalCount[]; notes: Omit<Refused, 'by'>[] };

/** From so many refusals for one reason on, it is more than one person's taste. */
export const enough = 2;

/**
 * Why others said no, the commonest reason first. A note is shown without a name, a place or a date, and only when at least
 * two different people said no: a single one would be named by being the only one. (On its own match each side reads the
 * other's reason; this summary is also read by organizers and handed round.) Notes stand in the order of their words, which
 * tells nothing of who came first, and one that holds contact data, from before those were refused, is left out.
 */
export function summarize(refused: readonly Refused[]): Summary {
  const counts = Refusal.options.map((reason) => ({ reason, count: refused.filter((one) => one.reason === reason).length }));
  const people = new Set(refused.map(({ by }) => by));
  const shown = refused.filter(({ note }) => people.size >= enough && note !== '' && !holdsContact(note));
  return {
    refusals: counts.filter(({ count }) => count > 0).sort((one, other) => other.count - one.count),
    notes: shown.map(({ reason, note }) => ({ reason, note })).sort((one, other) => (one.note < other.note ? -1 : 1)),
  };
}

/** The field of a listing that answers a reason, by which the step of the editor is found; null when no field does. */
export const fieldFor: Record<Side, Record<Refusal, string | null>> = {
  technology: {
    'too-early': 'proof',
    'benefit-unclear': 'advantage',
    'too-costly': 'costFen',
    'unsuitable-land': 'soils',
    'no-capacity': 'cooperation',
    'already-solved': null,
    'rights-unclear': 'ipStatus',
    'badly-described': 'howItWorks',
    other: null,
  },
  need: {
    'too-early': 'deadline',
    'benefit-unclear': 'hoped',
    'too-costly': 'budgetFen',
    'unsuitable-land': 'soil',
    'no-capacity': 'scaleMu',
    'already-solved': null,
    'rights-unclear': null,
    'badly-described': 'problem',
    other: null,
  },
};

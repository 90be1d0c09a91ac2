import { newId } from '../../../kernel/id.ts';
import type { Participant } from './participant.ts';
import type { ParticipantStore } from './participant-store.ts';
import { newShortCode } from './short-code.ts';

/** Enters somebody with a personal code that nobody has; undefined when this person is entered already. */
export async function enter(
  participants: ParticipantStore,
  who: Pick<Participant, 'eventId' | 'accountId' | 'status'>,
  random: (below: number) => number,
): Promise<Participant | undefined> {
  for (;;) {
    const participant = { ...who, id: newId(), code: newShortCode(random) };
    const outcome = await participants.add(participant);
    if (outcome !== 'code-taken') return outcome === 'added' ? participant : undefined;
  }
}

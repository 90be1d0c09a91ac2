import type { Id } from '../../kernel/id.ts';
import type { Transact } from '../../kernel/transact.ts';
import type { Outbox } from '../../platform/postgres/outbox.ts';
import type { ClinicMatterStore } from './clinic-matter-store.ts';
import { assessed, objected, readBackAsked } from './clinic-matters.ts';
import type { JointChange } from './joint-contract.ts';
import type { JointMatterStore } from './joint-matter-store.ts';
import { jointNeedChanged, jointNeedMatched } from './joint-matters.ts';
import type { MatterStore } from './matter-store.ts';
import { answered, cancelled, found, invited, opened, recorded, returned, scheduled, submitted } from './matters.ts';
import { asked, cameBack, refusalsSummed, told } from './match-matters.ts';
import type { Notice } from './notice.ts';
import type { NotificationStore } from './notification-store.ts';

type Matters = MatterStore & ClinicMatterStore & JointMatterStore;
type Stores = { matters: Matters; notifications: NotificationStore; outbox: Outbox };
type Ports = { transact: Transact<Stores> };

/**
 * Tells people what follows from something, each once a matter. Safe to repeat: a fact is recorded for the rows that
 * were really added and for no other, and what is no longer so is not told at all.
 */
export function notifyPeople({ transact }: Ports) {
  const tell = (noticesFrom: (matters: Matters) => Promise<Notice[]>): Promise<void> =>
    transact(async ({ matters, notifications, outbox }) => {
      const added = await notifications.add(await noticesFrom(matters));
      await outbox.record(added.map((body) => ({ name: 'notification.created', body })));
    });

  return {
    notifyModerators: (listingId: Id) => tell(async (matters) => when(await matters.listing(listingId), submitted)),
    notifyReturned: (listingId: Id, version: number) =>
      tell(async (matters) => when(await matters.listing(listingId), (listing) => returned(listing, version))),
    notifyMatch: (matchId: Id) => tell(async (matters) => when(await matters.match(matchId), found)),
    notifyAnswer: (matchId: Id, side: 'technology' | 'need') =>
      tell(async (matters) => when(await matters.match(matchId), (match) => answered(match, side))),
    notifyOpened: (matchId: Id) => tell(async (matters) => when(await matters.match(matchId), opened)),
    notifyQuestion: (questionId: Id) => tell(async (matters) => when(await matters.question(questionId), asked)),
    notifyQuestionAnswer: (questionId: Id) => tell(async (matters) => when(await matters.question(questionId), told)),
    notifyLater: (matchId: Id, side: 'technology' | 'need') =>
      tell(async (matters) => when(await matters.delay(matchId, side), cameBack)),
    notifyRefusals: (listingId: Id, week: string) =>
      tell(async (matters) => when(await matters.refusals(listingId), (listing) => refusalsSummed(listing, week))),
    notifyInvitation: (_eventId: Id, participantId: Id) =>
      tell(async (matters) => when(await matters.invitation(participantId), invited)),
    notifySchedule: (eventId: Id) => tell(async (matters) => when(await matters.schedule(eventId), scheduled)),
    notifyCancelled: (eventId: Id) => tell(async (matters) => when(await matters.schedule(eventId), cancelled)),
    notifyLetter: (letterId: Id) => tell(async (matters) => when(await matters.letter(letterId), recorded)),
    notifyAssessed: (assessmentId: Id) => tell(async (matters) => when(await matters.assessment(assessmentId), assessed)),
    notifyReadBack: (readBackId: Id) => tell(async (matters) => when(await matters.readBack(readBackId), readBackAsked)),
    notifyObjection: (readBackId: Id) => tell(async (matters) => when(await matters.readBack(readBackId), objected)),
    notifyJointNeed: (change: JointChange) =>
      tell(async (matters) => when(await matters.jointNeed(change.jointNeedId), (joint) => jointNeedChanged(joint, change))),
    notifyJointMatch: (matchId: Id) => tell(async (matters) => when(await matters.jointMatch(matchId), jointNeedMatched)),
  };
}

/** What was removed meanwhile is told to nobody. */
function when<M>(matter: M | undefined, notices: (matter: M) => Notice[]): Notice[] {
  return matter === undefined ? [] : notices(matter);
}

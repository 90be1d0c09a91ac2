import { z } from 'zod';
import { Id } from '../../kernel/id.ts';
import { EventStatus } from '../events/docking-event.ts';
import { MeetingStatus } from '../events/meetings/meeting.ts';

const Time = z.iso.datetime();

const SnapshotSlot = z.object({
  number: z.int(),
  startsAt: Time,
  endsAt: Time,
  status: z.enum(['waiting', 'running', 'done']),
  /** When a running slot is to end, counted from when it really began. */
  dueAt: Time.nullable(),
});
export type SnapshotSlot = z.infer<typeof SnapshotSlot>;

/** Name and code are there for organizers and the desk alone; no phone number is, for anybody. */
const SnapshotSide = z.object({
  title: z.string(),
  organization: z.string(),
  person: z.object({ participantId: Id, name: z.string(), code: z.string() }).nullable(),
  here: z.boolean(),
});
export type SnapshotSide = z.infer<typeof SnapshotSide>;

const SnapshotMeeting = z.object({
  id: Id,
  slot: z.int(),
  table: z.int(),
  status: MeetingStatus,
  signed: z.boolean(),
  technology: SnapshotSide,
  need: SnapshotSide,
});
export type SnapshotMeeting = z.infer<typeof SnapshotMeeting>;

const SnapshotPerson = z.object({
  participantId: Id,
  name: z.string(),
  organization: z.string(),
  code: z.string(),
  status: z.enum(['invited', 'accepted', 'declined']),
  checkedInAt: Time.nullable(),
});
export type SnapshotPerson = z.infer<typeof SnapshotPerson>;

/** The whole hall at one number of its log. */
export const HallSnapshot = z.object({
  sequence: z.int(),
  serverTime: Time,
  event: z.object({ id: Id, title: z.string(), venue: z.string(), status: EventStatus, startsAt: Time }),
  slots: z.array(SnapshotSlot),
  tables: z.array(z.int()),
  meetings: z.array(SnapshotMeeting),
  checkedIn: z.object({ here: z.int(), expected: z.int() }),
  notice: z.object({ text: z.string(), at: Time }).nullable(),
  /** Signed letters whose parties agreed to be named on the screen; `signed` counts them all. */
  letters: z.array(z.object({ serial: z.string(), technologyParty: z.string(), needParty: z.string() })),
  signed: z.int(),
  /** For organizers and the desk; empty for everybody else. */
  people: z.array(SnapshotPerson),
});
export type HallSnapshot = z.infer<typeof HallSnapshot>;

export const HallLog = z.object({
  sequence: z.int(),
  serverTime: Time,
  /** The entries cannot be had one by one, since too much was missed: fetch the snapshot. */
  gap: z.boolean(),
  entries: z.array(z.object({ sequence: z.int(), name: z.string(), at: Time, body: z.record(z.string(), z.unknown()) })),
});
export type HallLog = z.infer<typeof HallLog>;

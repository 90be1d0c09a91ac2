import type { Knex } from 'knex';
import { refuse } from '../../kernel/error.ts';
import type { Id } from '../../kernel/id.ts';
import { slotGrid } from './slot-grid.ts';
import type { DockingEvent, EventPlan } from './docking-event.ts';

export type LogEntry = { eventId: Id; commandId: Id; name: string; body: object; accountId: Id | null };

export type EventStore = {
  /** Locks the event: changes of one event happen one after the other. */
  get(id: Id): Promise<DockingEvent>;
  add(event: DockingEvent): Promise<void>;
  save(event: DockingEvent): Promise<void>;
  /** Saves what an organizer typed, with the slots and tables that follow from it, as the next version. */
  savePlan(event: DockingEvent): Promise<void>;
  /** Writes the next number of the event's log and answers it. */
  append(entry: LogEntry): Promise<number>;
};

export function eventStore(trx: Knex): EventStore {
  return {
    async get(id) {
      const row = (await trx('docking_events').where({ id }).forNoKeyUpdate().first()) as EventRow | undefined;
      if (!row) refuse('not-found', 'events:errors.no-event');
      const slots = await count(trx, 'event_slots', id);
      const tables = await count(trx, 'event_tables', id);
      const industries = (await trx('event_industries')
        .where({ event_id: id })
        .orderBy('industry_code')
        .pluck('industry_code')) as string[];
      return toEvent(row, { slots, tables, industries });
    },
    async add(event) {
      await requireRegion(trx, event.regionCode);
      await trx('docking_events').insert({ ...fromPlan(event), id: event.id, account_id: event.accountId, status: event.status });
      await layGrid(trx, event);
      await layIndustries(trx, event);
    },
    async save(event) {
      await trx('docking_events').where({ id: event.id }).update({ status: event.status, updated_at: trx.fn.now() });
    },
    async savePlan(event) {
      await requireRegion(trx, event.regionCode);
      await trx('docking_events')
        .where({ id: event.id })
        .update({ ...fromPlan(event), version: event.version + 1, updated_at: trx.fn.now() });
      if (!(await hasMeetings(trx, event.id))) await layGrid(trx, event);
      await layIndustries(trx, event);
    },
    async append({ eventId, commandId, name, body, accountId }) {
      const { rows } = await trx.raw<{ rows: [{ sequence: number }] }>('select append_hall_log(?, ?, ?, ?, ?) as sequence', [
        eventId,
        commandId,
        name,
        JSON.stringify(body),
        accountId,
      ]);
      return rows[0].sequence;
    },
  };
}

/** Slots and tables under meetings stand; the rule has refused a plan that would change them. */
async function hasMeetings(trx: Knex, eventId: Id): Promise<boolean> {
  await trx('meetings').where({ event_id: eventId, status: 'cancelled' }).del();
  return (await trx('meetings').where({ event_id: eventId }).first('id')) !== undefined;
}

async function layGrid(trx: Knex, event: DockingEvent): Promise<void> {
  await trx('event_slots').where({ event_id: event.id }).del();
  await trx('event_tables').where({ event_id: event.id }).del();
  await trx('event_slots').insert(
    slotGrid(event).map((slot) => ({ event_id: event.id, number: slot.number, starts_at: slot.startsAt, ends_at: slot.endsAt })),
  );
  await trx('event_tables').insert(Array.from({ length: event.tables }, (_, n) => ({ event_id: event.id, number: n + 1 })));
}

async function layIndustries(trx: Knex, { id, industries }: DockingEvent): Promise<void> {
  await trx('event_industries').where({ event_id: id }).del();
  const known = (await trx('industries').whereIn('code', industries).pluck('code')) as string[];
  if (known.length < new Set(industries).size) refuse('invalid', 'events:errors.no-such-industry');
  if (known.length > 0) await trx('event_industries').insert(known.map((code) => ({ event_id: id, industry_code: code })));
}

async function requireRegion(trx: Knex, code: string): Promise<void> {
  if (!(await trx('regions').where({ code }).first('code'))) refuse('invalid', 'events:errors.no-such-region');
}

async function count(trx: Knex, table: string, eventId: Id): Promise<number> {
  const [row] = await trx(table).where({ event_id: eventId }).count<{ count: number }[]>('* as count');
  return row?.count ?? 0;
}

type EventRow = {
  id: Id;
  title: string;
  region_code: string;
  venue: string;
  about: string;
  starts_at: Date;
  slot_minutes: number;
  break_minutes: number;
  long_break_after: number | null;
  long_break_minutes: number;
  most_meetings: number;
  status: DockingEvent['status'];
  account_id: Id;
  sequence: number;
  version: number;
};

function toEvent(row: EventRow, parts: Pick<EventPlan, 'slots' | 'tables' | 'industries'>): DockingEvent {
  const { id, title, venue, about, status, sequence, version } = row;
  return {
    ...{ id, title, venue, about, status, sequence, version, ...parts },
    regionCode: row.region_code,
    startsAt: row.starts_at,
    slotMinutes: row.slot_minutes,
    breakMinutes: row.break_minutes,
    longBreakAfter: row.long_break_after,
    longBreakMinutes: row.long_break_minutes,
    mostMeetings: row.most_meetings,
    accountId: row.account_id,
  };
}

function fromPlan(plan: EventPlan): object {
  const { title, venue, about } = plan;
  return {
    ...{ title, venue, about },
    region_code: plan.regionCode,
    starts_at: plan.startsAt,
    slot_minutes: plan.slotMinutes,
    break_minutes: plan.breakMinutes,
    long_break_after: plan.longBreakAfter,
    long_break_minutes: plan.longBreakMinutes,
    most_meetings: plan.mostMeetings,
  };
}

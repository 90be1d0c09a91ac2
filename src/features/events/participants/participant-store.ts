import type { Knex } from 'knex';
import { refuse } from '../../../kernel/error.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Bringable, Participant } from './participant.ts';

export type ParticipantStore = {
  /** Of one person at one event; locks it. */
  get(eventId: Id, accountId: Id): Promise<Participant>;
  find(eventId: Id, accountId: Id): Promise<Participant | undefined>;
  /** Which of these people exist and may sign in. */
  active(accountIds: readonly Id[]): Promise<Id[]>;
  /** Answers what became of it: a code that somebody has already is tried again with another. */
  add(participant: Participant): Promise<'added' | 'there-already' | 'code-taken'>;
  save(participant: Participant): Promise<void>;
  bringable(listingIds: readonly Id[]): Promise<Bringable[]>;
  setListings(participant: Participant, listingIds: readonly Id[]): Promise<void>;
};

export function participantStore(trx: Knex): ParticipantStore {
  return {
    async get(eventId, accountId) {
      return (await find(trx, eventId, accountId)) ?? refuse('not-allowed', 'events:errors.not-invited');
    },
    find: (eventId, accountId) => find(trx, eventId, accountId),
    async active(accountIds) {
      return (await trx('accounts').whereIn('id', accountIds).where({ status: 'active' }).pluck('id')) as Id[];
    },
    async add({ id, eventId, accountId, status, code }) {
      const rows = await trx('event_participants')
        .insert({ id, event_id: eventId, account_id: accountId, status, code })
        .onConflict()
        .ignore()
        .returning('id');
      if (rows.length > 0) return 'added';
      const there = (await trx('event_participants').where({ event_id: eventId, account_id: accountId }).first('id')) as unknown;
      return there ? 'there-already' : 'code-taken';
    },
    async save({ id, status }) {
      await trx('event_participants').where({ id }).update({ status, answered_at: trx.fn.now() });
    },
    async bringable(listingIds) {
      return (await trx('listings')
        .whereIn('id', listingIds)
        .select('id', 'status', trx.ref('account_id').as('accountId'))) as Bringable[];
    },
    async setListings({ id, eventId }, listingIds) {
      await trx('event_listings').where({ participant_id: id }).del();
      if (listingIds.length === 0) return;
      await trx('event_listings').insert(
        listingIds.map((listingId) => ({ event_id: eventId, listing_id: listingId, participant_id: id })),
      );
    },
  };
}

async function find(trx: Knex, eventId: Id, accountId: Id): Promise<Participant | undefined> {
  const row = (await trx('event_participants').where({ event_id: eventId, account_id: accountId }).forNoKeyUpdate().first()) as
    ParticipantRow | undefined;
  return row && { id: row.id, eventId: row.event_id, accountId: row.account_id, status: row.status, code: row.code };
}

type ParticipantRow = { id: Id; event_id: Id; account_id: Id; status: Participant['status']; code: string };

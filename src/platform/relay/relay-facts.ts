import type { Knex } from 'knex';
import { readFact, type MessageBody, type MessageName } from '../../catalogue.ts';
import type { Room } from '../../room.ts';
import { effectsOf, type Effect } from '../../switchboard.ts';
import type { Enqueue, QueuedJob } from '../bullmq/producer.ts';
import type { Log } from '../log.ts';

export type Broadcast = <N extends MessageName>(to: Room, name: N, body: MessageBody<N>) => void;
export type RelayPorts = { db: Knex; enqueue: Enqueue; broadcast: Broadcast; log: Log };

type Row = { id: number; name: string; body: object };
type Reading = { row: Row; effects: Effect[] };
type MessageEffect = Extract<Effect, { kind: 'message' }>;

const batchSize = 100;

/**
 * Hands on the oldest waiting facts and answers how many there were. At least once: a crash before the commit repeats the
 * batch, with the same job ids. Any number of relays may run; each takes facts that no other holds.
 */
export function relayFacts({ db, enqueue, broadcast, log }: RelayPorts): Promise<number> {
  return db.transaction(async (trx) => {
    const rows = await claim(trx);
    const readable = rows.map((row) => read(row, log)).filter((reading) => reading !== undefined);

    await enqueue(readable.flatMap(jobsOf));
    for (const effect of readable.flatMap(messagesOf)) tell(broadcast, effect, log);

    const ids = readable.map(({ row }) => row.id);
    await mark(trx, 'relayed', ids);
    await mark(
      trx,
      'unreadable',
      rows.map(({ id }) => id).filter((id) => !ids.includes(id)),
    );
    return rows.length;
  });
}

function claim(trx: Knex.Transaction): Promise<Row[]> {
  return trx<Row & { status: string }>('outbox')
    .where({ status: 'waiting' })
    .orderBy('id')
    .limit(batchSize)
    .forUpdate()
    .skipLocked()
    .select('id', 'name', 'body');
}

/** A fact that no version of the code can read is set aside; it does not hold up the rest. */
function read(row: Row, log: Log): Reading | undefined {
  try {
    return { row, effects: effectsOf(readFact(row)) };
  } catch (error) {
    log.error({ err: error, fact: row.id, name: row.name }, 'A fact cannot be read and is set aside.');
    return undefined;
  }
}

function jobsOf({ row, effects }: Reading): QueuedJob[] {
  const jobs = effects.filter((effect) => effect.kind === 'job');
  return jobs.map(({ name, payload }, n) => {
    const earlier = jobs.slice(0, n).filter((job) => job.name === name).length;
    return { name, payload, id: `fact-${row.id}-${name}${earlier === 0 ? '' : `-${earlier + 1}`}` };
  });
}

function messagesOf({ effects }: Reading): MessageEffect[] {
  return effects.filter((effect) => effect.kind === 'message');
}

/** A message is a hint that pages can do without, so it never holds up a fact. */
function tell(broadcast: Broadcast, { room, name, body }: MessageEffect, log: Log): void {
  try {
    broadcast(room, name, body);
  } catch (error) {
    log.warn({ err: error, message: name }, 'A message could not be sent; pages will find the change when they next ask.');
  }
}

async function mark(trx: Knex.Transaction, status: 'relayed' | 'unreadable', ids: number[]): Promise<void> {
  if (ids.length > 0) await trx('outbox').whereIn('id', ids).update({ status, relayed_at: trx.fn.now() });
}

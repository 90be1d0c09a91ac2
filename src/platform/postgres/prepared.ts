import type { Knex } from 'knex';
import type { Client } from 'pg';

/** A statement with a name is parsed and planned once a connection. It must be short work: others wait behind it. */
export type Statement = { name: string; text: string };

type Source = { acquireConnection(): Promise<Client>; releaseConnection(connection: Client): Promise<void> };
type Line = { connection: Promise<Client>; waiting: number; release: (connection: Client) => Promise<void> };

const lines = new WeakMap<Knex, Line>();

/**
 * Runs a short named statement with $1, $2 … without knex building it, for the few queries that every visitor asks.
 * Those who ask while another is on its way share its connection, which sends each at once and answers in turn (pipelining):
 * so many questions cost few wake-ups on both sides. Rows come as arrays.
 */
export async function queryPrepared<Row extends unknown[]>(db: Knex, statement: Statement, values: unknown[]): Promise<Row[]> {
  const line = lines.get(db) ?? openLine(db);
  line.waiting++;
  try {
    const connection = await line.connection;
    return (await connection.query<Row>({ ...statement, values, rowMode: 'array' })).rows;
  } catch (error) {
    leave(db, line); // its connection may be lost; who comes now gets another
    throw error;
  } finally {
    if (--line.waiting === 0) {
      leave(db, line);
      await line.connection.then(line.release, () => undefined); // whoever waited for a connection was refused above
    }
  }
}

function openLine(db: Knex): Line {
  const source = db.client as Source;
  const release = (connection: Client): Promise<void> => source.releaseConnection(connection);
  const line = { connection: source.acquireConnection(), waiting: 0, release };
  lines.set(db, line);
  return line;
}

function leave(db: Knex, line: Line): void {
  if (lines.get(db) === line) lines.delete(db);
}

/** Runs SQL with $1, $2 … on a connection of its own, planned for these very values. Rows come as arrays. */
export async function queryOnce<Row extends unknown[]>(db: Knex, text: string, values: unknown[]): Promise<Row[]> {
  const source = db.client as Source;
  const connection = await source.acquireConnection();
  try {
    return (await connection.query<Row>({ text, values, rowMode: 'array' })).rows;
  } finally {
    await source.releaseConnection(connection);
  }
}

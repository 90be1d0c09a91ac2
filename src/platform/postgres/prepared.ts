import type { Knex } from 'knex';
import type { Client, QueryResultRow } from 'pg';

/** A statement with a name is parsed and planned once a connection; one without is planned for its values each time. */
export type Statement = { name?: string; text: string };

/** Runs SQL with $1, $2 … on a connection of knex, without knex building it: for the few queries that every visitor asks. */
export async function queryPrepared<Row extends QueryResultRow>(
  db: Knex,
  statement: Statement,
  values: unknown[],
): Promise<Row[]> {
  const client = db.client as { acquireConnection(): Promise<Client>; releaseConnection(connection: Client): Promise<void> };
  const connection = await client.acquireConnection();
  try {
    return (await connection.query<Row>({ ...statement, values })).rows;
  } finally {
    await client.releaseConnection(connection);
  }
}

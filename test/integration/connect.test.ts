import { expect } from 'chai';
import { connect } from '../../src/platform/postgres/connect.ts';
import { useDatabase } from '../support/database.ts';

describe('the connection of a process that serves', () => {
  const database = useDatabase();

  it('is not held for ever by a statement that went astray or a transaction that was forgotten', async () => {
    const limits = async (serving: boolean): Promise<unknown> => {
      const db = connect(database.url(), { pool: 1, serving });
      const { rows } = await db.raw<{ rows: unknown[] }>(
        `select current_setting('statement_timeout') as statement, current_setting('idle_in_transaction_session_timeout') as idle`,
      );
      await db.destroy();
      return rows[0];
    };
    expect(await limits(true)).to.deep.equal({ statement: '1min', idle: '1min' });
    expect(await limits(false)).to.deep.equal({ statement: '0', idle: '0' });
  });
});

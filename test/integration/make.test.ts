import { expect } from 'chai';
import { useDatabase } from '../support/database.ts';
import { make } from '../support/make.ts';

describe('make', () => {
  const database = useDatabase();

  it('makes listings that every constraint of the database accepts', async () => {
    const made = make(database.db());
    await made.technology();
    await made.technology({ status: 'draft', industries: [] });
    await made.need({ status: 'returned', by: await made.account({ organizationId: await made.organization() }) });

    const rows = await database.db()('listings').groupBy('side').select('side').count('* as n').orderBy('side');
    expect(rows).to.deep.equal([
      { side: 'need', n: 1 },
      { side: 'technology', n: 2 },
    ]);
  });

  it('makes a researcher of the whole city when nothing else is said', async () => {
    const account = await make(database.db()).account({ role: 'researcher', password: 'a long sentence' });
    expect(account.roles).to.deep.equal([{ role: 'researcher', region: '220800000000' }]);
  });
});

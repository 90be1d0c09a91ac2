import { expect } from 'chai';
import { readConfig } from '../../src/config.ts';
import { readAdminWords, runAdmin } from '../../src/run-admin.ts';
import { useDatabase } from '../support/database.ts';
import { make } from '../support/make.ts';
import { password, useSystem } from '../support/system.ts';

describe('the first admin', () => {
  const database = useDatabase();
  const system = useSystem(database);
  const run = (...words: string[]): Promise<string> =>
    runAdmin(database.db(), readConfig({ LOG_LEVEL: 'silent' }), readAdminWords(words));
  const codeIn = (told: string): string => /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2}/.exec(told)?.[0] ?? '';

  async function signInWith(code: string) {
    const visitor = system().visitor();
    const { status } = await visitor.submit('/sign-in/card', '/sign-in/card', { code });
    return { visitor, status };
  }

  it('is made from the command line, and signs in with the code that is printed there once', async () => {
    const told = await run('139 0000 1234', 'Li', 'Na');
    const { visitor } = await signInWith(codeIn(told));
    const { reply } = await visitor.call('me', {});
    expect(reply).to.deep.include({ name: 'Li Na', roles: [{ role: 'admin', region: '220800000000' }] });
    expect((await visitor.get('/admin')).status).to.equal(200);
    expect(JSON.stringify(await database.db()('login_cards').select())).not.to.include(codeIn(told).replaceAll('-', ''));
  });

  it('may be somebody who has an account: it keeps its name and password, is unlocked, and earlier cards end', async () => {
    const account = await make(database.db()).account({ role: 'organizer', password, name: '王芳' });
    const first = codeIn(await run(account.email, '别的名字'));
    await database.db()('accounts').where({ id: account.accountId }).update({ status: 'locked' });
    const second = codeIn(await run(account.phone, '别的名字'));
    expect((await signInWith(first)).status).to.equal(422);
    expect((await signInWith(second)).status).to.equal(303);
    const { reply } = await (await system().as(account)).call('me', {});
    expect(reply.name).to.equal('王芳');
    expect(reply.roles.map(({ role }) => role)).to.have.members(['organizer', 'admin']);
  });

  it('needs a log-in that can be one, a name, and places', async () => {
    const refused = (work: () => Promise<string>): Promise<string> =>
      Promise.resolve()
        .then(work)
        .then(
          () => 'made',
          (problem: Error) => problem.message,
        );
    expect(await refused(() => run('13900001111'))).to.include('npm run admin -- ');
    expect(await refused(() => run('nobody', 'Li Na'))).to.include('mobile number');
    const elsewhere = readConfig({ CITY_CODE: '990000000000', LOG_LEVEL: 'silent' });
    expect(await runAdmin(database.db(), elsewhere, { login: 'a@b.example', name: '甲' })).to.include('新建');
    await database.db().raw('truncate regions cascade');
    expect(await refused(() => run('13900001111', 'Li Na'))).to.include('main.js seed');
  });
});

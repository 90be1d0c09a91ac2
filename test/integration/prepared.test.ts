import { expect } from 'chai';
import { queryPrepared } from '../../src/platform/postgres/prepared.ts';
import { useDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

describe('short questions to the database', () => {
  const database = useDatabase();
  const db = () => database.db();
  const backend = { name: 'backend', text: 'select pg_backend_pid(), $1::int' };
  const ask = (number: number) => queryPrepared<[number, number]>(db(), backend, [number]);

  it('share a connection while they come together, and each gets its own answer', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => ask(n)));
    expect(answers.map(([row]) => row?.[1])).to.deep.equal(Array.from({ length: 50 }, (_, n) => n));
    expect(new Set(answers.map(([row]) => row?.[0])).size).to.equal(1);
  });

  it('refuse one alone when only one is wrong', async () => {
    const wrong = queryPrepared(db(), { name: 'wrong', text: 'select 1 / $1::int' }, [0]);
    const right = ask(7);
    expect(await wrong.catch((error: Error) => error.message)).to.include('division by zero');
    expect((await right)[0]?.[1]).to.equal(7);
  });

  it('find another connection when theirs is lost, also while they never stop coming', async () => {
    const elsewhere = await db().transaction();
    let going = true;
    const stream = Array.from({ length: 8 }, async () => {
      while (going) await ask(1).catch(() => undefined);
    });
    const [[pid] = [0]] = await ask(0);
    await elsewhere.raw('select pg_terminate_backend(?)', [pid]);
    await elsewhere.commit();
    const answered = eventually(
      () =>
        ask(2).then(
          ([row]) => row?.[0],
          () => pid,
        ),
      (backend) => backend !== pid,
    );
    await answered.finally(() => (going = false));
    await Promise.all(stream);
  });
});

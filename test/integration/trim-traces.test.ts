import { expect } from 'chai';
import { trimTraces } from '../../src/features/people/trim-store.ts';
import { newId } from '../../src/kernel/id.ts';
import { useDatabase } from '../support/database.ts';

const now = new Date('2026-11-20T00:00:00Z');
const ago = (days: number): Date => new Date(now.getTime() - days * 24 * 3600 * 1000);

describe('traces of use', () => {
  const database = useDatabase();

  it('are forgotten when nobody needs them any more, however often and from however many sides it is asked', async () => {
    const db = database.db();
    const [late, kept] = [newId(), newId()];
    await db('commands').insert([late, kept].map((id) => ({ id, name: 'x', done_at: ago(id === late ? 8 : 6) })));
    await db('sessions').insert([-1, 1].map((days) => ({ sid: `ends ${days}`, sess: '{}', expire: ago(days) })));
    await db('rate_limits').insert([-1, 1].map((days) => ({ key: `ends ${days}`, points: 3, expire: ago(days).getTime() })));
    const fact = (status: string, days: number) => ({ name: 'account.signed-in', body: '{}', status, relayed_at: ago(days) });
    await db('outbox').insert([fact('relayed', 31), fact('relayed', 29), fact('unreadable', 31)]);

    await Promise.all([trimTraces(db, now), trimTraces(db, now)]);
    await trimTraces(db, now);
    expect(await db('commands').pluck('id')).to.deep.equal([kept]);
    expect(await db('sessions').pluck('sid')).to.deep.equal(['ends -1']);
    expect(await db('rate_limits').pluck('key')).to.deep.equal(['ends -1']);
    expect(await db('outbox').orderBy('id').pluck('status')).to.deep.equal(['relayed', 'unreadable']);
  });
});

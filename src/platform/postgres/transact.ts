import type { Knex } from 'knex';
import { refuse } from '../../kernel/error.ts';
import type { Command, Transact } from '../../kernel/transact.ts';

/** Makes the one way to write: `stores` builds every store on the transaction it is given. */
export function createTransact<Stores>(db: Knex, stores: (trx: Knex.Transaction) => Stores): Transact<Stores> {
  return <T>(work: (stores: Stores) => Promise<T>, once?: Command): Promise<T> =>
    db.transaction(async (trx) => {
      if (!once) return work(stores(trx));
      if (!(await claim(trx, once))) return firstAnswer<T>(trx, once);
      const reply = await work(stores(trx));
      await trx('commands')
        .where({ id: once.id })
        .update({ reply: JSON.stringify(reply ?? null) });
      return reply;
    });
}

/** Waits while another transaction holds the same command, and answers false when that one was committed. */
async function claim(trx: Knex.Transaction, { id, name, accountId }: Command): Promise<boolean> {
  const rows = await trx('commands').insert({ id, name, account_id: accountId }).onConflict('id').ignore().returning('id');
  return rows.length === 1;
}

async function firstAnswer<T>(trx: Knex.Transaction, { id, name, accountId }: Command): Promise<T> {
  const row = (await trx('commands').where({ id }).first()) as { name: string; account_id: string | null; reply: T } | undefined;
  if (!row || row.name !== name || row.account_id !== accountId) refuse('conflict', 'web:errors.command-reused');
  return row.reply;
}

import { expect } from 'chai';
import type { Knex } from 'knex';
import { useDatabase } from '../support/database.ts';

/** Everything that a migration can make: tables with their columns, constraints, indexes, functions, triggers, sequences. */
const catalogue = `
  select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') as thing
    from information_schema.columns where table_schema = 'public' and table_name not like 'migrations%'
  union all select 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint
    where connamespace = 'public'::regnamespace and conrelid::regclass::text not like 'migrations%'
  union all select 'index ' || indexdef from pg_indexes where schemaname = 'public' and tablename not like 'migrations%'
  union all select 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
  union all select 'function ' || p.proname from pg_proc p where pronamespace = 'public'::regnamespace
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  union all select 'sequence ' || sequencename from pg_sequences where schemaname = 'public' and sequencename not like 'migrations%'
  union all select 'extension ' || extname from pg_extension
  order by 1`;

describe('the migrations', () => {
  const { db } = useDatabase();

  it('go down to nothing and up to the same schema again', async () => {
    const before = await things(db());

    await db().migrate.rollback(undefined, true);
    expect(await things(db())).to.deep.equal(['extension plpgsql']);

    await db().migrate.latest();
    expect(await things(db())).to.deep.equal(before);
    expect(before).to.include('sequence letter_serial').and.to.have.length.above(200);
  });
});

async function things(db: Knex): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { thing: string }[] }>(catalogue);
  return rows.map(({ thing }) => thing);
}

import type { Knex } from 'knex';

/**
 * Makes the real technologies into so many: each new row copies one of them, chosen by a hash of its number, so that every run
 * builds the same rows. Ten share each moment of publication, as after an import.
 */
export async function multiplyListings(db: Knex, wanted: number): Promise<void> {
  const published = `select id from listings where side = 'technology' and status = 'published'`;
  const { rows: real } = (await db.raw(`${published} order by reference, id`)) as { rows: { id: string }[] };
  await db.transaction(async (trx) => {
    await trx.raw(
      `create temporary table copies on commit drop as
       select n, md5('technology ' || n)::uuid as id,
         (?::uuid[])[1 + ('x' || substr(md5('source ' || n), 1, 7))::bit(28)::int % ?::int] as source
       from generate_series(1, ?::int) n`,
      [real.map(({ id }) => id), real.length, wanted - real.length],
    );
    await trx.raw('analyze copies');
    await trx.raw(`
      insert into listings (id, side, title, status, account_id, organization_id, region_code, contact_name, contact_phone,
        expires_on, source_name, source_url, invented, published_at)
      select c.id, l.side, l.title || ' · ' || c.n, 'published', l.account_id, l.organization_id, l.region_code, l.contact_name,
        l.contact_phone, l.expires_on, l.source_name, l.source_url, l.invented,
        timestamptz '2026-01-01 00:00:00.123456Z' - (c.n / 10) * interval '7 seconds'
      from copies c join listings l on l.id = c.source`);
    const { rows } = (await trx.raw(`select quote_ident(column_name) as name from information_schema.columns
      where table_name = 'technologies' and table_schema = 'public' and column_name <> 'listing_id'`)) as {
      rows: { name: string }[];
    };
    const columns = rows.map(({ name }) => name);
    await trx.raw(`insert into technologies (listing_id, ${columns.join()})
      select c.id, ${columns.map((name) => `t.${name}`).join()} from copies c join technologies t on t.listing_id = c.source`);
    await trx.raw(`insert into listing_industries (listing_id, industry_code)
      select c.id, i.industry_code from copies c join listing_industries i on i.listing_id = c.source`);
  });
  await db.raw('vacuum analyze');
}

import { deepStrictEqual } from 'node:assert';
import type { Knex } from 'knex';
import { writeCursor } from '../../src/kernel/keyset.ts';

/** A fast wrong page is worth nothing: page 1 and the deep page must show the rows that counting from the top finds. */
export async function checkPages(db: Knex, url: string, depth: number): Promise<{ deepPath: string; html: string }> {
  const html = await pageOf(`${url}/technologies`);
  deepStrictEqual(listed(html), await rowsFrom(db, 0), 'The first page shows other rows.');

  const { rows } = (await db.raw(
    `select id, to_char(published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from listings where side = 'technology' and status in ('published', 'matched')
    order by published_at desc, id desc offset ? limit 1`,
    [depth - 1],
  )) as { rows: [{ id: string; at: string }] };
  const deepPath = `/technologies?before=${writeCursor(rows[0])}`;
  deepStrictEqual(listed(await pageOf(url + deepPath)), await rowsFrom(db, depth), 'The deep page shows other rows.');
  return { deepPath, html };
}

async function pageOf(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
  return response.text();
}

function listed(html: string): string[] {
  return [...html.matchAll(/<h3><a href="\/technologies\/([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '');
}

async function rowsFrom(db: Knex, offset: number): Promise<string[]> {
  const { rows } = (await db.raw(
    `select id from listings where side = 'technology' and status in ('published', 'matched')
    order by published_at desc, id desc offset ? limit 20`,
    [offset],
  )) as { rows: { id: string }[] };
  return rows.map(({ id }) => id);
}

import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { connect, migrate } from '../../src/platform/postgres/connect.ts';
import { migrateQueues } from '../../src/platform/bullmq/migrate.ts';
import { industries, regions } from './places.ts';

/** One migrated database with a handful of places in it, which test files copy in milliseconds. */
export async function createTemplate(serverUrl: string): Promise<string> {
  const name = newDatabaseName('template');
  await administer(serverUrl, (admin) => admin.raw('create database ??', [name]));

  const url = databaseUrl(serverUrl, name);
  const db = connect(url, { pool: 2 });
  try {
    await migrate(db);
    await migrateQueues(url);
    await db('regions').insert(regions);
    await db('industries').insert(industries);
  } finally {
    await db.destroy();
  }
  return name;
}

export async function cloneTemplate(serverUrl: string, template: string): Promise<string> {
  const name = newDatabaseName('test');
  await administer(serverUrl, (admin) => admin.raw('create database ?? template ??', [name, template]));
  return databaseUrl(serverUrl, name);
}

export function dropTemplate(serverUrl: string, template: string): Promise<void> {
  return dropDatabase(serverUrl, databaseUrl(serverUrl, template));
}

/** Fails when somebody is still connected: a test that leaves a pool open is told so. */
export async function dropDatabase(serverUrl: string, url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await administer(serverUrl, async (admin) => {
    await admin.raw('drop database ??', [name]).catch(async (cause: Error) => {
      const left = await admin('pg_stat_activity').where({ datname: name }).select('application_name', 'state', 'query');
      await admin.raw('drop database ?? with (force)', [name]);
      throw new Error(`Connections were left open: ${JSON.stringify(left)}`, { cause });
    });
  });
}

function newDatabaseName(kind: string): string {
  return `duijie_${kind}_${randomBytes(6).toString('hex')}`;
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function administer<T>(serverUrl: string, work: (admin: Knex) => Promise<T>): Promise<T> {
  const admin = connect(serverUrl, { pool: 1 });
  try {
    return await work(admin);
  } finally {
    await admin.destroy();
  }
}

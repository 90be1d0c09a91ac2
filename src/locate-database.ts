import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { StartProblem } from './problem.ts';

/** Settings of a process that knows where its database is. */
export type Settings = Config & { DATABASE_URL: string };

/** The database that was named, else the one that `npm start` runs on the same data. */
export async function locateDatabase(config: Config): Promise<Settings> {
  if (config.DATABASE_URL) return { ...config, DATABASE_URL: config.DATABASE_URL };
  try {
    return { ...config, DATABASE_URL: await readFile(addressFile(config.DATA_DIR), 'utf8') };
  } catch {
    throw new StartProblem(
      `There is no database to work on. Set DATABASE_URL, or leave \`npm start\` running on ${config.DATA_DIR}.\n` +
        `没有可用的数据库：请设置 DATABASE_URL，或保持 \`npm start\` 在 ${config.DATA_DIR} 上运行。`,
    );
  }
}

/** Lets web and workers started by hand find the embedded database while it runs; the address holds its password. */
export async function announceDatabase(dataDir: string, url: string): Promise<() => Promise<void>> {
  await writeFile(addressFile(dataDir), url, { mode: 0o600 });
  return () => rm(addressFile(dataDir), { force: true });
}

function addressFile(dataDir: string): string {
  return join(dataDir, 'database-url');
}

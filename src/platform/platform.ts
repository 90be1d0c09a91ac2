import type { Knex } from 'knex';
import type { Config } from '../config.ts';
import type { Log } from './log.ts';

/** What the features stand on; a process makes it once. */
export type Platform = { db: Knex; config: Config; now: () => Date; log: Log };

import type { Knex } from 'knex';

// For making migrations: npm run knex -- migrate:make create_things -x ts. They are run by `npm start` and `main.ts migrate`.
const config: Knex.Config = {
  client: 'pg',
  connection: process.env.DATABASE_URL ?? '',
  migrations: { directory: './migrations', extension: 'ts' },
};

export default config;

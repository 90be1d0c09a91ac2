import { dropDatabases } from './database.ts';
import { startDatabaseServer, type DatabaseServer } from './server.ts';
import { createTemplate, dropTemplate } from './template.ts';

let started: { server: DatabaseServer; template: string } | undefined;

/** Runs once, in the first process; test files in other processes get the addresses by the environment. */
export async function mochaGlobalSetup(): Promise<void> {
  const server = await startDatabaseServer();
  try {
    started = { server, template: await createTemplate(server.url) };
  } catch (problem) {
    await server.stop();
    throw problem;
  }
  process.env.TEST_SERVER_URL = server.url;
  process.env.TEST_TEMPLATE = started.template;
}

export async function mochaGlobalTeardown(): Promise<void> {
  if (!started) return;
  await dropTemplate(started.server.url, started.template);
  await started.server.stop();
}

export const mochaHooks = { afterAll: dropDatabases };

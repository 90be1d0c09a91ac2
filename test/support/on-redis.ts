import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startRedis } from './redis.ts';

// The whole suite again, with jobs and messages on Redis instead of PostgreSQL.
const redis = await startRedis();
if (!redis) {
  console.error('redis-server is not on the PATH; install it (apt-get install redis-server) to test on Redis.');
  process.exit(69);
}
const tests = spawn('npm', ['test', '--', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, REDIS_URL: redis.url },
});
const [code] = (await once(tests, 'exit')) as [number | null];
await redis.stop();
process.exit(code ?? 1);

import { acquireLock } from '../../src/platform/embedded/lock.ts';
import { startEmbeddedPostgres } from '../../src/platform/embedded/postgres.ts';

// A process of its own, which a test can kill: `lock FOLDER` or `postgres FOLDER`. It prints one line when it is ready.
const [what, folder = ''] = process.argv.slice(2);

if (what === 'lock') {
  const claim = await acquireLock(folder);
  if ('lock' in claim) claim.lock.announce('http://127.0.0.1:3000');
  print(claim);
} else {
  const postgres = await startEmbeddedPostgres({ dataDir: folder, durable: false });
  process.once('SIGTERM', () => void postgres.stop().then(() => process.exit(0)));
  process.on('SIGINT', () => print('interrupted'));
  print(postgres.url);
}
setInterval(() => undefined, 60_000);

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

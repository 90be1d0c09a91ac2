import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { benchWeb } from './web/web.ts';

/** What can be measured, by the word after `npm run bench --`. */
const areas: Record<string, () => Promise<object>> = { web: benchWeb };

const wanted = process.argv[2] ?? '';
const run = areas[wanted];
if (!run) {
  console.error(`Say what to measure: npm run bench -- ${Object.keys(areas).join('|')}`);
  process.exit(64);
}

const result = await run();
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const record = { area: wanted, commit, node: process.version, at: new Date().toISOString(), ...result };
writeFileSync('bench.json', `${JSON.stringify(record, null, 2)}\n`);

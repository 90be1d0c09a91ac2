import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { benchMatch } from './match/match.ts';
import { benchRelevance } from './relevance/relevance.ts';
import { benchWeb } from './web/web.ts';

/** What can be measured, by the word after `npm run bench --`; further words are the area's own options. */
const areas: Record<string, (argv: string[]) => Promise<object>> = {
  match: benchMatch,
  web: benchWeb,
  relevance: benchRelevance,
};
/** Areas whose figures are one line, which is all that they print. */
const ofOneLine = new Set(['relevance']);

const wanted = process.argv[2] ?? '';
const run = areas[wanted];
if (!run) {
  console.error(`Say what to measure: npm run bench -- ${Object.keys(areas).join('|')}`);
  process.exit(64);
}

const result = await run(process.argv.slice(3));
if (ofOneLine.has(wanted)) console.log(JSON.stringify(result));
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const record = { area: wanted, commit, node: process.version, at: new Date().toISOString(), ...result };
writeFileSync('bench.json', `${JSON.stringify(record, null, 2)}\n`);

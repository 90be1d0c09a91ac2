import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '../../src/platform/embedded/postgres.ts';
import { compare } from './baselines.ts';
import { build, rankNew, recall } from './build.ts';
import { endToEnd } from './end-to-end.ts';
import { tell } from './figures.ts';
import { rematch, speedUp } from './rematch.ts';

/**
 * The engine over a made market of `--size` listings on each side, beside PostgreSQL's full text and MiniSearch in the same run;
 * `--sizes 10000,30000` shows how it grows, `--stored 100000` how large the market is that stands in tables. Every listing, chance and choice comes from one seed.
 */
export async function benchMatch(argv: string[]): Promise<object> {
  const { values } = parseArgs({
    args: argv,
    options: {
      size: { type: 'string', default: '100000' },
      sizes: { type: 'string' },
      stored: { type: 'string', default: '10000' },
    },
  });
  const size = Number(values.size);
  const growth = (values.sizes ?? '').split(',').filter(Boolean).map(Number);
  const dataDir = await mkdtemp(join(tmpdir(), 'duijie-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
  try {
    const results: Record<string, object> = { machine: { threads: availableParallelism() } };
    const note = (name: string, figures: object) => {
      results[name] = figures;
      tell({ [name]: figures });
    };
    {
      // MiniSearch takes half a minute and a gigabyte for a hundred thousand, so all three are asked over fewer.
      const small = await build(Math.min(size, 20_000));
      note('comparedOnFewer', await compare(small, postgres.url, true));
    }
    note('endToEnd', await endToEnd(Math.min(size, Number(values.stored)), postgres.url));
    const built = await build(size);
    note('build', built.build);
    note('newListing', rankNew(built, 500));
    note('recallAt50', recall(built, 40));
    note('compared', await compare(built, postgres.url, false));
    note('speedUp', await speedUp(built));
    note('rematch', await rematch(built, postgres.url));
    const grown: object[] = [];
    for (const one of growth) {
      const other = await build(one);
      const { allOnTwo } = (await speedUp(other, 1)) as { allOnTwo: number };
      grown.push({ size: one, ...other.build, newListing: rankNew(other, 200), rematchSecondsExtrapolated: allOnTwo });
      tell({ growth: grown.at(-1) });
    }
    return { size, ...results, growth: grown };
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import MiniSearch from 'minisearch';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Entry } from '../../src/features/matching/engine/engine.ts';
import { rarityOf } from '../../src/features/matching/text/terms.ts';
import type { Scale } from '../../src/features/matching/score/scale.ts';
import type { Built } from './build.ts';
import { round, spread } from './figures.ts';
import { numberOf } from './make-market.ts';

/** So many of the strongest words of a need, joined by «or», ask the others. */
const strongest = 24;

/** The words alone: what a full-text index is given. */
function wordsOf({ terms }: Entry): string[] {
  return [...terms.frequencies.keys()].filter((term) => term.startsWith('w')).map((term) => term.slice(1));
}

function strongestOf(entry: Entry, { statistics }: Scale): string[] {
  const by = (word: string) => rarityOf(`w${word}`, statistics) * (entry.terms.frequencies.get(`w${word}`) ?? 0);
  return wordsOf(entry)
    .filter((word) => statistics.count(`w${word}`) > 1)
    .sort((a, b) => by(b) - by(a))
    .slice(0, strongest);
}

/**
 * Needs ask technologies: the engine, which weighs all terms, facts and gates, PostgreSQL's full text and, where it is asked for,
 * MiniSearch, in turn for each need.
 */
export async function compare(
  { engine, market, scale, size }: Built,
  url: string,
  withMiniSearch: boolean,
  count = 100,
): Promise<object> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const table = `bench_words_${size}`;
  const mini = withMiniSearch
    ? new MiniSearch<{ id: number; text: string }>({ fields: ['text'], tokenize: (text) => text.split(' ') })
    : undefined;
  await client.query(`create table ${table} (number int primary key, words tsvector)`);
  function* rows() {
    for (let at = 0; at < size; at += 1) {
      const entry = market.make('technology', numberOf('technology', at));
      const words = wordsOf(entry);
      mini?.add({ id: entry.number, text: words.join(' ') });
      yield `${entry.number}\t${words.map((word) => `'${word.replace(/['\\]/g, '')}'`).join(' ')}\n`;
    }
  }
  await pipeline(Readable.from(rows()), client.query(copyFrom(`copy ${table} from stdin`)));
  await client.query(`create index on ${table} using gin (words)`);
  await client.query(`vacuum analyze ${table}`);

  const times: Record<'engine' | 'postgres' | 'miniSearch', number[]> = { engine: [], postgres: [], miniSearch: [] };
  for (let at = -20; at < count; at += 1) {
    const entry = market.make('need', numberOf('need', at < 0 ? -at : Math.floor((at * size) / count)));
    const words = strongestOf(entry, scale);
    const measure = async (name: keyof typeof times, run: () => unknown) => {
      const start = performance.now();
      await run();
      if (at >= 0) times[name].push(performance.now() - start); // the first warm up
    };
    const query = words.map((word) => `'${word.replace(/['\\]/g, '')}'`).join(' | ');
    await measure('engine', () => engine.rank(entry.number));
    await measure('postgres', () =>
      client.query({
        name: table,
        text: `select number, ts_rank(words, $1::tsquery) as rank from ${table} where words @@ $1::tsquery order by rank desc limit 50`,
        values: [query],
      }),
    );
    if (mini) await measure('miniSearch', () => mini.search(words.join(' '), { combineWith: 'OR' }).slice(0, 50));
  }
  await client.query(`drop table ${table}`);
  await client.end();
  const [ours, postgres, miniSearch] = [spread(times.engine), spread(times.postgres), spread(times.miniSearch)];
  return {
    ...{ listings: size, queries: count, words: strongest, engine: ours, postgres },
    postgresRatio: round(postgres.p50 / ours.p50, 1),
    ...(mini ? { miniSearch, miniSearchRatio: round(miniSearch.p50 / ours.p50, 1) } : {}),
  };
}

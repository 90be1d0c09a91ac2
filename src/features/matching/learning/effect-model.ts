import type { Translate } from '../../../web/i18n.ts';
import type { Weights } from '../score/weights.ts';
import { effectOf, levels, type Level, type Moved } from './effect.ts';
import type { PairTitles, weightsReads } from './weights-reads.ts';

type Reads = Pick<ReturnType<typeof weightsReads>, 'pairs' | 'titles'>;

/** What other weights would do to today's matches, in the words of a page. */
export async function effectModel(reads: Reads, now: Weights, then: Weights, t: Translate) {
  if (JSON.stringify(now) === JSON.stringify(then)) return { text: t('learning:effect.same'), shown: false as const };
  const { pairs, all } = await reads.pairs();
  if (pairs.length === 0) return { text: t('learning:effect.none'), shown: false as const };
  const effect = effectOf(pairs, now, then);
  const titles = await reads.titles([...effect.risers, ...effect.fallers].map(({ matchId }) => matchId));
  const groups = ['all', 'poor', 'others'] as const;
  return {
    shown: true as const,
    text: t(all > pairs.length ? 'learning:effect.sample' : 'learning:effect.all', { count: pairs.length, all }),
    groups: groups.map((name) => ({ label: t(`learning:effect.${name === 'all' ? 'everyone' : name}`), ...effect[name] })),
    levels: levels.map((level) => levelName(level, t)),
    table: levels.map((from) => ({
      label: levelName(from, t),
      cells: levels.map((to) => ({ count: effect.table[from][to], isSame: from === to })),
    })),
    risers: effect.risers.map((one) => movedModel(one, titles, t)),
    fallers: effect.fallers.map((one) => movedModel(one, titles, t)),
  };
}

function movedModel({ matchId, before, after, from, to }: Moved, titles: ReadonlyMap<string, PairTitles>, t: Translate) {
  const title = titles.get(matchId);
  return {
    href: `/matches/${matchId}`,
    ...{ technology: title?.technology ?? '', need: title?.need ?? '' },
    score: `${Math.round(before * 100)} → ${Math.round(after * 100)}`,
    level: from === to ? levelName(from, t) : `${levelName(from, t)} → ${levelName(to, t)}`,
  };
}

function levelName(level: Level, t: Translate): string {
  return t(level === 'none' ? 'learning:effect.none-level' : `matching:grade.${level}`);
}

import type { Formats } from '../../../web/format.ts';
import type { Translate } from '../../../web/i18n.ts';
import type { Fairness } from './fairness.ts';
import type { SettingsVersion } from './settings-reads.ts';
import type { Shares } from './share-out.ts';

type Words = { t: Translate; formats: Formats };

/** What each way of sharing out comes to, figure by figure, one column each. */
export function shareRows(columns: readonly Shares[], { t, formats }: Words) {
  const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)}%`);
  const row = (key: string, cell: (shares: Shares) => string) => ({
    ...{ label: t(`fairness:figure.${key}`), cells: columns.map(cell) },
  });
  return [
    row('one', ({ all }) => percent(all.withOne, all.needs)),
    row('three', ({ all }) => percent(all.withThree, all.needs)),
    ...(columns.some(({ poor }) => poor.needs > 0)
      ? [
          row('poor-one', ({ poor }) => percent(poor.withOne, poor.needs)),
          row('poor-three', ({ poor }) => percent(poor.withThree, poor.needs)),
        ]
      : []),
    row('places', ({ places }) => formats.number(places)),
    row('technologies', ({ technologies }) => formats.number(technologies)),
    row('half', ({ half }) => formats.number(half)),
    row('top', ({ places, topTen }) => (places === 0 ? '–' : `${(topTen * 100).toFixed(1)}%`)),
  ];
}

/** What explains the figures: why columns are alike, why nothing is said of poor villages, why some needs go without. */
export function shareNotes(columns: readonly Shares[], threshold: number, t: Translate): string[] {
  const isSame = columns.every((shares) => JSON.stringify(shares) === JSON.stringify(columns[0]));
  const hasPoor = columns.some(({ poor }) => poor.needs > 0);
  return [
    ...(isSame ? [t('fairness:note.same')] : []),
    ...(hasPoor ? [] : [t('fairness:note.no-poor')]),
    t('fairness:note.threshold', { points: Math.round(threshold * 100) }),
  ];
}

/** Settings in one line. */
export function settingsWords({ best, exposure, own, equalStep, poorFirst }: Fairness, t: Translate): string {
  return [
    t('fairness:words.best', { count: best }),
    exposure === null ? t('fairness:words.no-exposure') : t('fairness:words.exposure', { count: exposure }),
    t('fairness:words.own', { count: own }),
    t(poorFirst ? 'fairness:words.poor-first' : 'fairness:words.not-first', { points: pointsOf(equalStep) }),
  ].join(t('fairness:words.separator'));
}

export function settingsModel({ version, reason, createdAt, ...fairness }: SettingsVersion, { t }: Words) {
  return { title: t('fairness:history.version', { number: version }), text: settingsWords(fairness, t), reason, createdAt };
}

/** A step of scores from 0 to 10,000 as points of 100. */
export function pointsOf(equalStep: number): string {
  return String(equalStep / 100);
}

import type { Formats } from '../../../web/format.ts';
import type { Translate } from '../../../web/i18n.ts';
import { nameIn, type Named } from '../../places/place.ts';
import { listingPath } from '../listing-path.ts';
import type { ListedRow } from './card-reads.ts';

type Reader = { t: Translate; formats: Formats; language: 'zh' | 'en' };

/** What the partial listing-card shows. It holds no word that is only true today: cards are kept for a while. */
export function listingCard(row: ListedRow, { t, formats, language }: Reader) {
  const chip = (key: string, kind: string, icon: string) => ({ kind, label: t(key), icon });
  const sort = [
    ...(row.kind ? [t(`listings-words:kind.${row.kind}`)] : []),
    ...(row.stage ? [t(`listings-words:stage.${row.stage}`)] : []),
  ];
  const place = placeIn(language, row);
  return {
    href: listingPath(row),
    title: row.title,
    text: row.text,
    side: row.side,
    chips: [
      ...(row.status === 'matched' ? [chip('listings-words:status.matched', 'success', 'match')] : []),
      ...(row.invented ? [chip('listings-pages:invented', 'information', 'information')] : []),
    ],
    meta: [
      ...(sort.length > 0 ? [{ icon: row.side, label: sort.join(' · ') }] : []),
      ...(row.organization ? [{ icon: 'organization', label: row.organization }] : []),
      ...(place ? [{ icon: 'place', label: place }] : []),
      ...row.industries.slice(0, 2).map((industry) => ({ icon: 'need', label: nameIn(language, industry) })),
      ...scaleWords(row, t, formats).slice(0, 1),
      row.deadline
        ? { icon: 'clock', label: t('listings-pages:due-on', { date: formats.date(row.deadline) }) }
        : { icon: 'calendar', label: formats.date(row.publishedAt) },
    ],
  };
}

/** A village is known by its county to those who live elsewhere. */
export function placeIn(language: 'zh' | 'en', { place, county }: { place: Named | null; county: Named | null }): string {
  const names = [county, place].flatMap((named) => (named ? [nameIn(language, named)] : []));
  return language === 'en' ? names.reverse().join(', ') : names.join(' ');
}

function scaleWords(row: ListedRow, t: Translate, formats: Formats): { icon: string; label: string }[] {
  const amounts: [number | null, string][] = [
    [row.scaleMu, 'mu'],
    [row.scaleHeads, 'heads'],
    [row.households, 'households'],
  ];
  return amounts.flatMap(([amount, unit]) =>
    amount ? [{ icon: 'chart', label: `${formats.number(amount)} ${t(`listings-words:scale.${unit}`)}` }] : [],
  );
}

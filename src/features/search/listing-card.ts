import type { Id } from '../../kernel/id.ts';
import type { Formats } from '../../web/format.ts';
import type { Translate } from '../../web/i18n.ts';
import { listingPath } from '../listings/listing-path.ts';

/** One public listing as the front page and the search show it: never with a contact. */
export type ListingSummary = {
  id: Id;
  side: 'technology' | 'need';
  title: string;
  text: string;
  kind: string | null;
  stage: string | null;
  organization: string | null;
  place: string | null;
  invented: boolean;
  publishedAt: Date;
};

/** What the partial listing-card shows of a listing. */
export function listingCard(listing: ListingSummary, t: Translate, formats: Formats) {
  const words = (key: string, value: string | null) => (value ? [t(`listings-words:${key}.${value}`)] : []);
  const sort = [...words('kind', listing.kind), ...words('stage', listing.stage)];
  return {
    href: listingPath(listing),
    title: listing.title,
    text: listing.text.slice(0, 160),
    side: listing.side,
    chips: listing.invented ? [{ kind: 'information', label: t('search:invented'), icon: 'information' }] : [],
    meta: [
      ...(sort.length > 0 ? [{ icon: listing.side, label: sort.join(' · ') }] : []),
      ...(listing.organization ? [{ icon: 'organization', label: listing.organization }] : []),
      ...(listing.place ? [{ icon: 'place', label: listing.place }] : []),
      { icon: 'calendar', label: formats.date(listing.publishedAt) },
    ],
  };
}

import type { Id } from '../../kernel/id.ts';
import type { Formats } from '../../web/format.ts';
import type { Translate } from '../../web/i18n.ts';

/** One public listing as a list shows it: never with a contact. */
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

export type ListingCard = {
  href: string;
  title: string;
  text: string;
  side: 'technology' | 'need';
  chips: { kind: string; label: string; icon: string }[];
  meta: { icon: string; label: string }[];
};

export function hrefOf({ side, id }: Pick<ListingSummary, 'side' | 'id'>): string {
  return side === 'need' ? `/needs/${id}` : `/technologies/${id}`;
}

/** What the partial listing-card shows of a listing. */
export function listingCard(listing: ListingSummary, t: Translate, formats: Formats): ListingCard {
  const chip = (key: string) => ({ kind: '', label: t(key), icon: '' });
  return {
    href: hrefOf(listing),
    title: listing.title,
    text: listing.text,
    side: listing.side,
    chips: [
      ...(listing.kind ? [chip(`listings-words:kind.${listing.kind}`)] : []),
      ...(listing.stage ? [chip(`listings-words:stage.${listing.stage}`)] : []),
      ...(listing.invented ? [{ kind: 'warning', label: t('search:invented'), icon: 'information' }] : []),
    ],
    meta: [
      ...(listing.organization ? [{ icon: 'organization', label: listing.organization }] : []),
      ...(listing.place ? [{ icon: 'place', label: listing.place }] : []),
      { icon: 'calendar', label: formats.date(listing.publishedAt) },
    ],
  };
}

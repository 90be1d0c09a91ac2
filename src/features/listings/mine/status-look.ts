import type { Translate } from '../../../web/i18n.ts';
import type { ListingStatus } from '../listing.ts';

const looks: Record<ListingStatus, { kind: string; icon: string }> = {
  draft: { kind: '', icon: 'edit' },
  submitted: { kind: 'information', icon: 'clock' },
  returned: { kind: 'warning', icon: 'warning' },
  published: { kind: 'success', icon: 'check' },
  matched: { kind: 'success', icon: 'match' },
  closed: { kind: '', icon: 'lock' },
  expired: { kind: 'warning', icon: 'calendar' },
  withdrawn: { kind: '', icon: 'cross' },
};

/** The chip that tells where a listing stands, in words, colour and shape. */
export function chipOf(status: ListingStatus, t: Translate) {
  return { ...looks[status], label: t(`listings-words:status.${status}`) };
}

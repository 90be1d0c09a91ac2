import type { Id } from '../../../kernel/id.ts';
import type { Translate } from '../../../web/i18n.ts';
import type { Pooled } from './joint-reads.ts';

/** One sentence about pooling on the page of a need, and where it leads; null when there is nothing to say. */
export function jointHint(
  pooled: Pooled | undefined,
  needId: Id,
  t: Translate,
): { text: string; href: string; label: string } | null {
  if (!pooled) return null;
  switch (pooled.kind) {
    case 'joint':
      return {
        text: t('pooling:hint.is-joint'),
        href: `/joint-needs/${pooled.jointNeedId}`,
        label: t('pooling:hint.to-villages'),
      };
    case 'member':
      return {
        text: t('pooling:hint.member', { title: pooled.title }),
        href: `/joint-needs/${pooled.jointNeedId}`,
        label: t('pooling:hint.to-joint'),
      };
    case 'alike':
      return {
        text: t('pooling:hint.text', { count: pooled.count }),
        href: `/my/listings/${needId}/pooling`,
        label: t('pooling:hint.label'),
      };
  }
}

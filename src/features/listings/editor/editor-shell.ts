import type { Translate } from '../../../web/i18n.ts';
import type { Side } from '../basics.ts';
import type { Listing } from '../listing.ts';
import { editPath, isDone, stepIds, stepsOf } from './steps.ts';

/** What every page of the editor has around its form: where one is, and the way to the other steps. */
export function editorShell(side: Side, current: string, listing: Listing | null, t: Translate) {
  const ids = stepIds(side);
  const at = ids.indexOf(current);
  const before = ids[at - 1];
  const step = (id: string) => stepsOf[side].find((one) => one.id === id);
  return {
    title: t(`listing-editor:step.${side}.${current}`),
    name: listing?.content.title ?? t(`listing-editor:new.${side}`),
    lead: t(`listing-editor:lead.${side}.${current}`),
    breadcrumbs: [
      { href: '/my/listings', label: t('ui:nav.my-listings') },
      ...(listing ? [{ href: `/my/listings/${listing.id}`, label: listing.content.title }] : []),
    ],
    progress: t('listing-editor:progress', { step: at + 1, of: ids.length }),
    steps: ids.map((id) => {
      const written = step(id);
      return {
        label: t(`listing-editor:step.${side}.${id}`),
        href: listing ? editPath(side, listing.id, id) : '',
        current: id === current,
        done: listing !== null && written !== undefined && isDone(written, listing),
      };
    }),
    back: listing && before ? editPath(side, listing.id, before) : '',
  };
}

import type { Knex } from 'knex';
import { z } from 'zod';
import type { App } from '../../../compose.ts';
import { Id } from '../../../kernel/id.ts';
import { translator } from '../../../web/i18n.ts';
import type { Web } from '../../../web/web.ts';
import { organizedRegions } from '../../people/caller.ts';
import { LikenessDecision } from './likeness-contract.ts';
import { likenessReads, pageSize } from './likeness-reads.ts';

const access = ['organizer', 'admin'] as const;
const list = '/organizer/likenesses';
const After = z.tuple([Id, Id]);

/** Technologies that look like one another, for organizers to say whether they are the same. */
export function likenessPages(web: Web, app: App, db: Knex): void {
  const reads = likenessReads(db);
  const query = z.object({ after: z.string().max(80).optional().catch(undefined) });

  web.page(list, { access, query, view: 'pooling/likenesses' }, async ({ caller, query, t, formats }) => {
    const after = After.safeParse(query.after?.split('~'));
    const rows = await reads.open(organizedRegions(caller), after.success ? after.data : undefined);
    const shown = rows.slice(0, pageSize);
    const last = shown.at(-1);
    return {
      title: t('pooling:likenesses.title'),
      breadcrumbs: [{ href: '/organizer', label: t('ui:nav.organizer') }],
      pairs: shown.map(({ one, other, textShare }) => ({
        ...{ oneId: one.listingId, otherId: other.listingId },
        share: t('pooling:likenesses.share', { percent: Math.round(textShare * 100) }),
        both: [one, other]
          .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
          .map(({ listingId, title, organization, status, createdAt }, index) => ({
            ...{ title, organization: organization ?? '', age: t(`pooling:likenesses.${index === 0 ? 'older' : 'newer'}`) },
            href: status === 'submitted' ? `/organizer/moderation/${listingId}` : `/technologies/${listingId}`,
            since: formats.date(createdAt),
            waits: status === 'submitted',
          })),
      })),
      decisions: LikenessDecision.options.map((value) => ({ value, label: t(`pooling:likenesses.${value}`) })),
      first: query.after ? list : '',
      more: rows.length > pageSize && last ? `${list}?after=${last.one.listingId}~${last.other.listingId}` : '',
    };
  });
  web.form(
    `${list}/decision`,
    { access, body: z.object({ oneId: Id, otherId: Id, decision: LikenessDecision }) },
    async ({ caller, body, command }) => {
      // The reason goes to an author and not to the organizer: in the language that authors here read.
      const reason = translator('zh')('pooling:likenesses.reason');
      await app.decideLikeness(caller, { ...body, reason }, command);
      return { to: list, flash: `pooling:flash.${body.decision}` };
    },
  );
}

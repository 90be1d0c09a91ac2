import { simpleParser, type ParsedMail } from 'mailparser';
import { z } from 'zod';
import { refuse } from '../../kernel/error.ts';
import { Id } from '../../kernel/id.ts';
import { readCursor } from '../../kernel/keyset.ts';
import { readMailFile } from '../../platform/mail/file-mailer.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Web } from '../../web/web.ts';
import { mailReads } from './mail-reads.ts';
import { noticeWords } from './notice-words.ts';

const access = ['admin'] as const;
const params = z.object({ id: Id });
const Status = z.enum(['waiting', 'sent', 'failed']);
const Query = z.object({ status: Status.optional().catch(undefined), before: z.string().optional().catch(undefined) });

const chips = { waiting: 'information', sent: 'success', failed: 'danger' } as const;
const icons = { waiting: 'clock', sent: 'check', failed: 'danger' } as const;

/** What went out by e-mail and what did not; letters that were written into files can be read here. */
export function mailPages(web: Web, { db, config }: Pick<Platform, 'db' | 'config'>): void {
  const reads = mailReads(db);

  web.page('/admin/mail', { access, query: Query, view: 'notifications/mail' }, async ({ query, t, formats }) => {
    const { rows, older } = await reads.page(query.status, readCursor(query.before));
    const status = query.status ?? '';
    return {
      title: t('notifications:outbox.title'),
      breadcrumbs: [{ href: '/admin', label: t('ui:nav.admin') }],
      toFiles: config.SMTP_URL === undefined,
      tabs: ['', ...Status.options].map((one) => ({
        href: one ? `/admin/mail?status=${one}` : '/admin/mail',
        label: t(`notifications:outbox.tab.${one || 'all'}`),
        current: one === status,
      })),
      letters: rows.map(({ id, name, kind, params, status, attempts, error, fileName, createdAt }) => ({
        ...{ name, attempts, createdAt, error: error ?? '', href: fileName ? `/admin/mail/${id}` : '' },
        text: noticeWords({ kind, params }, t, formats),
        chip: { kind: chips[status], icon: icons[status], label: t(`notifications:outbox.status.${status}`) },
      })),
      older: older && `/admin/mail?${new URLSearchParams({ ...(status && { status }), before: older }).toString()}`,
    };
  });

  web.page('/admin/mail/:id', { access, params, view: 'notifications/letter' }, async ({ params, t, formats }) => {
    const letter = await readLetter(params.id);
    return {
      title: letter.subject ?? '',
      breadcrumbs: [
        { href: '/admin', label: t('ui:nav.admin') },
        { href: '/admin/mail', label: t('notifications:outbox.title') },
      ],
      facts: [
        { label: t('notifications:outbox.to'), value: [letter.to ?? []].flat()[0]?.text ?? '' },
        { label: t('notifications:outbox.from'), value: letter.from?.text ?? '' },
        { label: t('notifications:outbox.date'), value: letter.date ? formats.dateTime(letter.date) : '' },
      ],
      body: letter.text ?? '',
      frame: `/admin/mail/${params.id}/body`,
    };
  });

  /** A letter is somebody else's HTML: it may run nothing, ask for nothing, and send nothing, framed or not. */
  web.raw('get', '/admin/mail/:id/body', { access, params }, async ({ params }, response) => {
    const { html } = await readLetter(params.id);
    response
      .set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox")
      .set('Cache-Control', 'private, no-store')
      .type('html')
      .send(html || '');
  });

  async function readLetter(id: Id): Promise<ParsedMail> {
    const { fileName } = (await reads.letter(id)) ?? refuse('not-found', 'notifications:errors.no-letter');
    const written = fileName === null ? undefined : await readMailFile(config.DATA_DIR, fileName);
    return simpleParser(written ?? refuse('not-found', 'notifications:errors.no-letter'));
  }
}

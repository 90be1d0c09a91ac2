import { z } from 'zod';
import type { App } from '../../../compose.ts';
import { refuse } from '../../../kernel/error.ts';
import { Id } from '../../../kernel/id.ts';
import type { Platform } from '../../../platform/platform.ts';
import { field, type Attempt } from '../../../web/input.ts';
import type { Translate } from '../../../web/i18n.ts';
import { qrPicture } from '../../../web/qr-picture.ts';
import { siteUrl } from '../../../web/site-url.ts';
import type { Web } from '../../../web/web.ts';
import { requireOrganizer, type Caller } from '../../people/caller.ts';
import { hallReads } from '../reads.ts';
import { LetterTerms, mayReadLetter, organizes } from './letter.ts';
import { letterForm } from './letter-form.ts';
import { letterReads } from './letter-reads.ts';

const ofMeeting = z.object({ eventId: Id, meetingId: Id });
const ofLetter = z.object({ letterId: Id });
const organizers = ['organizer', 'admin'] as const;

/** Letters of intent: the form at the table, the letter itself, its print, and the list of an event. */
export function letterPages(web: Web, app: App, { db, config }: Platform): void {
  const reads = letterReads(db);
  const halls = hallReads(db);

  web.page(
    '/events/:eventId/meetings/:meetingId/letter',
    { access: organizers, params: ofMeeting, view: 'hall/letter-form' },
    async ({ params, caller, t }) => {
      const form = await formModel(params, caller, t, null); // refuses whoever does not organize the event
      const there = await reads.letterOf(params.meetingId);
      return there ? { redirect: `/letters/${there}` } : form;
    },
  );
  web.form(
    '/events/:eventId/meetings/:meetingId/letter',
    {
      access: organizers,
      params: ofMeeting,
      body: LetterTerms.extend({ onScreen: field.tick() }),
      again: async ({ params, caller, t }, attempt) => ({
        view: 'hall/letter-form',
        ...(await formModel(params, caller, t, attempt)),
      }),
    },
    async ({ params: { meetingId }, caller, body, command }) => {
      const { letterId, serial } = await app.recordLetter(caller, { meetingId }, body, command);
      return { to: `/letters/${letterId}`, flash: 'hall:flash.letter', flashParams: { serial } };
    },
  );

  web.page(
    '/letters/:letterId',
    { access: 'signed-in', params: ofLetter, view: 'hall/letter' },
    async ({ params, caller, t }) => {
      const { letter, about } = await readable(params.letterId, caller);
      return {
        title: t('hall:letter.title', { serial: letter.serial }),
        letter,
        organizes: organizes(caller, about.regionCodes),
        breadcrumbs: letter.eventId ? [{ href: `/events/${letter.eventId}`, label: about.meeting?.eventTitle ?? '' }] : [],
      };
    },
  );
  web.page(
    '/letters/:letterId/print',
    { access: 'signed-in', params: ofLetter, view: 'hall/letter-print' },
    async ({ params, caller, t, request }) => {
      const { letter } = await readable(params.letterId, caller);
      return {
        title: t('hall:letter.title', { serial: letter.serial }),
        layout: 'print' as const,
        letter,
        qr: await qrPicture(`${siteUrl(config, request)}/letters/${letter.id}`),
        breadcrumbs: [{ href: `/letters/${letter.id}`, label: letter.serial }],
      };
    },
  );
  web.form(
    '/letters/:letterId/screen',
    { access: 'signed-in', params: ofLetter, body: z.object({ onScreen: field.tick() }) },
    async ({ params: { letterId }, caller, body, command }) => {
      await app.showLetter(caller, letterId, body.onScreen, command);
      return { to: `/letters/${letterId}`, flash: body.onScreen ? 'hall:flash.letter-shown' : 'hall:flash.letter-hidden' };
    },
  );

  web.page(
    '/events/:eventId/letters',
    { access: organizers, params: z.object({ eventId: Id }), view: 'hall/letters' },
    async ({ params: { eventId }, caller, t }) => {
      const event = await halls.event(eventId);
      if (!event) refuse('not-found', 'hall:errors.no-event');
      requireOrganizer(caller, event.regionCode);
      const letters = await reads.ofEvent(eventId);
      return {
        title: t('hall:letters.title', { event: event.title }),
        breadcrumbs: [
          { href: '/organizer', label: t('ui:nav.organizer') },
          { href: '/organizer/events', label: t('events:organizer.title') },
          { href: `/organizer/events/${eventId}`, label: event.title },
        ],
        eventId,
        letters: letters.map((letter) => ({ ...letter, href: `/letters/${letter.id}` })),
      };
    },
  );

  async function readable(letterId: Id, caller: Caller) {
    const found = await reads.letter(letterId);
    if (!found || !mayReadLetter(caller, found.about)) refuse('not-found', 'web:errors.not-found');
    return found;
  }

  async function formModel(
    { eventId, meetingId }: z.infer<typeof ofMeeting>,
    caller: Caller,
    t: Translate,
    attempt: Attempt | null,
  ) {
    const about = await reads.about({ meetingId });
    if (about.meeting?.eventId !== eventId) refuse('not-found', 'hall:errors.no-such-meeting');
    if (!organizes(caller, about.regionCodes)) refuse('not-allowed', 'web:errors.not-organizer');
    return {
      ...letterForm(about, await reads.parties(meetingId), caller.name, t, attempt),
      breadcrumbs: [{ href: `/events/${eventId}/hall`, label: about.meeting.eventTitle }],
      action: `/events/${eventId}/meetings/${meetingId}/letter`,
      atEvent: true,
    };
  }
}

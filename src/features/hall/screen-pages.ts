import { z } from 'zod';
import { Id } from '../../kernel/id.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Web } from '../../web/web.ts';
import { momentOf } from './board.ts';
import { enterHall } from './enter-hall.ts';
import { momentModel, seatModels } from './live-models.ts';
import { participantReads, type OwnMeeting } from './participant-reads.ts';
import { hallReads } from './reads.ts';

const params = z.object({ eventId: Id });
const scripts = ['js/hall.js'];

/** What is watched and not worked with: the big screen of the hall, and a participant's phone. */
export function screenPages(web: Web, { db, now }: Platform): void {
  const reads = hallReads(db);
  const own = participantReads(db);

  web.page(
    '/events/:eventId/screen',
    { access: 'anyone', params, view: 'hall/screen' },
    async ({ params: { eventId }, caller, t, formats }) => {
      const { event } = enterHall(caller, await reads.event(eventId));
      const snapshot = await reads.snapshot(event, false, now());
      const { running, next } = momentOf(snapshot);
      const words = { t, formats };
      return {
        ...momentModel(snapshot, words),
        title: event.title,
        layout: 'screen' as const,
        scripts: [...scripts, 'js/hall-screen.js'],
        venue: event.venue,
        seats: seatModels(snapshot, running, words),
        nextSeats: seatModels(snapshot, next, words),
        letters: snapshot.letters,
      };
    },
  );

  web.page(
    '/events/:eventId/now',
    { access: 'signed-in', params, view: 'hall/now' },
    async ({ params: { eventId }, caller, t, formats }) => {
      const { event } = enterHall(caller, await reads.event(eventId));
      const day = await own.day(eventId, caller.accountId);
      if (!day) return { redirect: `/events/${eventId}` };
      const { code, checkedInAt, sequence, notice } = day;
      const ahead = day.meetings.find(({ slotStatus, status }) => slotStatus !== 'done' && status === 'planned');
      const model = (meeting: OwnMeeting) => ({
        ...meeting,
        at: t('hall:table', { table: meeting.table }),
        begins: formats.time(meeting.startsAt),
        isNow: meeting.slotStatus === 'running',
        isOver: meeting.slotStatus === 'done' || meeting.status !== 'planned',
        dueAt: meeting.dueAt?.toISOString() ?? null,
        who: meeting.organization || meeting.theirs,
      });
      return {
        title: t('hall:now.title', { event: event.title }),
        scripts,
        breadcrumbs: [{ href: `/events/${eventId}`, label: event.title }],
        eventId,
        ...{ sequence, serverTime: now().toISOString(), notice, code, checkedInAt },
        isLive: event.status === 'live',
        ahead: ahead ? model(ahead) : null,
        meetings: day.meetings.map(model),
      };
    },
  );
}

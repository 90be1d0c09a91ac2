import type { Knex } from 'knex';
import { newId, type Id } from '../../src/kernel/id.ts';
import { openFileMailer } from '../../src/platform/mail/file-mailer.ts';
import { make, type MadeAccount } from './make.ts';
import { makeJointNeed } from './make-joint-need.ts';
import { makeHall } from './make-hall.ts';
import { place } from './places.ts';
import { password, type System } from './system.ts';

/** Whom the doors of the site tell apart. `holder` and `seeker` meet at the event; `other` has nothing to do with anything. */
export type Person = 'seeker' | 'holder' | 'other' | 'desk' | 'foreign' | 'organizer' | 'admin';
export type World = {
  people: Record<Person, MadeAccount>;
  /** The address of a route with something that is really there for each of its parameters. */
  address: (path: string) => string;
};

/** Something of everything in one county, and in the next county an organizer whom it does not concern. */
export async function makeWorld(system: System, db: Knex): Promise<World> {
  const made = make(db);
  const hall = await makeHall(db, { region: place.tongyu, password, slots: 2 });
  const person = (role: MadeAccount['roles'][number]['role'], name: string, region: string = place.tongyu) =>
    made.account({ role, region, password, name });
  const organizationId = await made.organization({ region_code: place.tongyu });
  const holder = await made.account({ role: 'researcher', region: place.tongyu, password, name: '李教授', organizationId });
  const people = {
    ...{ holder, organizer: hall.organizer, seeker: await person('seeker', '赵大叔') },
    ...{ other: await person('seeker', '路人', place.taonan), desk: await person('desk', '小周') },
    ...{ foreign: await person('organizer', '邻县', place.taonan), admin: await person('admin', '管理员') },
  };
  const meeting = await hall.meet(1, 1, { technology: await hall.seat(people.holder), need: await hall.seat(people.seeker) });
  const { technology_id: technologyId, need_id: needId } = (await db('matches').where({ id: meeting.matchId }).first()) as {
    technology_id: Id;
    need_id: Id;
  };
  await db('listings').whereIn('id', [technologyId, needId]).update({ region_code: place.tongyu });
  await openPairOfOthers(db, hall.meet);

  await system.app.commandHall(people.organizer, hall.eventId, { id: newId(), name: 'start-slot', slot: 1 });
  const terms = { technologyParty: '农科院', needParty: '合作社', technologySigner: '李', needSigner: '赵', witness: '' };
  const letter = { ...terms, terms: '试种 20 亩', onScreen: true, language: 'zh' as const };
  const { letterId } = await system.app.recordLetter(people.organizer, { meetingId: meeting.id }, letter);
  const [fileId, noticeId, deliveryId] = [await attach(db, technologyId), newId(), newId()];
  await notify(db, people.seeker.accountId, { noticeId, deliveryId });
  await openFileMailer(system.settings.DATA_DIR, 'from@duijie.example').send({
    ...{ id: deliveryId, messageId: '<m@duijie.example>', subject: 's', html: '<p>h</p>', text: 't' },
    to: { name: people.seeker.name, address: people.seeker.email },
  });
  await system.app.refitWeights(); // the priors are the first version
  const jointNeedId = await makeJointNeed(db, [people.seeker, await person('seeker', '邻村')]);
  const questionId = newId();
  const question = { id: questionId, match_id: meeting.matchId, side: 'need', text: '要几个工？' };
  await db('match_questions').insert({ ...question, account_id: people.seeker.accountId });
  const submitted = await made.need({ by: people.seeker, region: place.tongyu, status: 'submitted' });

  await system.app.startRematch('nightly');
  const { id: rematchId } = (await db('rematches').first('id')) as { id: Id };

  const known: Record<string, string> = {
    ...{ eventId: hall.eventId, meetingId: meeting.id, letterId, fileId, matchId: meeting.matchId, organizationId },
    ...{ jointNeedId, notificationId: noticeId, status: '404', versionId: '1', questionId, rematchId },
  };
  const own: [RegExp, string][] = [
    [/^\/(api\/v1\/)?technologies/, technologyId],
    [/^\/(api\/v1\/)?needs/, needId],
    [/^\/api\/v1\/listings|^\/my\/listings/, needId],
    [/^\/organizer\/moderation/, submitted.listingId],
    [/^\/(organizer\/people|admin\/accounts)/, people.seeker.accountId],
    [/^\/admin\/mail/, deliveryId],
    [/^\/notifications/, noticeId],
  ];
  const address = (path: string): string =>
    path.replace(/:(\w+)/g, (_, name: string) => {
      const step = name === 'step' ? (path.startsWith('/needs') ? 'contact' : 'cooperation') : undefined;
      const value = step ?? known[name] ?? own.find(([pattern]) => pattern.test(path))?.[1];
      if (!value) throw new Error(`Nothing is known for ${name} in ${path}: give the world one.`);
      return value;
    });
  return { people, address };
}

/** Two people whose contacts are open to each other, and to nobody else. */
async function openPairOfOthers(db: Knex, meet: (slot: number, table: number) => Promise<{ matchId: Id }>): Promise<void> {
  const { matchId } = await meet(2, 2);
  await db('matches').where({ id: matchId }).update({ status: 'open', opened_at: new Date() });
}

async function attach(db: Knex, listingId: Id): Promise<Id> {
  const id = newId();
  const bytes = Buffer.from('%PDF-1.4');
  await db('files').insert({ id, sha256: 'a'.repeat(64), name: '说明.pdf', media_type: 'application/pdf', size: 8, bytes });
  await db('listing_files').insert({ listing_id: listingId, file_id: id, kind: 'attachment', position: 0 });
  return id;
}

async function notify(db: Knex, accountId: Id, { noticeId, deliveryId }: { noticeId: Id; deliveryId: Id }): Promise<void> {
  await db('notifications').insert({
    id: noticeId,
    account_id: accountId,
    about: 'x',
    kind: 'letter-recorded',
    link: '/matches',
  });
  await db('deliveries').insert({
    ...{ id: deliveryId, notification_id: noticeId, channel: 'email', status: 'sent' },
    ...{ message_id: '<m@duijie.example>', file_name: `${deliveryId}.eml` },
  });
}

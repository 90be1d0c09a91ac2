import { expect } from 'chai';
import { useDatabase } from '../support/database.ts';
import { makeWorld, type Person, type World } from '../support/make-world.ts';
import { routesOf, type Route } from '../support/routes.ts';
import { place } from '../support/places.ts';
import { useSystem } from '../support/system.ts';
import type { Visitor } from '../support/visitor.ts';

/** The columns of the table: nobody signed in, a seeker and an organizer of the next county, then those of the event. */
const callers = ['visitor', 'other', 'foreign', 'desk', 'seeker', 'holder', 'organizer', 'admin'] as const;

/** What each reading address answers to each caller; «in» is being sent to sign in, «on» being sent on to another page. */
const readable: Record<string, string[]> = {
  '200 200 200 200 200 200 200 200': [
    ...['/', '/robots.txt', '/search', '/how-it-works', '/help', '/privacy', '/register', '/sign-in/card'],
    ...['/technologies', '/technologies/:listingId', '/technologies.xlsx', '/needs', '/needs/:listingId', '/needs.xlsx'],
    ...['/organizations', '/organizations/:organizationId', '/files/:fileId', '/read-back'],
    ...['/events', '/events/:eventId', '/events/:eventId/calendar.ics', '/events/:eventId/screen'],
    ...['/styleguide', '/styleguide/form', '/styleguide/print', '/styleguide/screen'],
    ...['/api/v1/technologies', '/api/v1/technologies/:listingId', '/api/v1/needs', '/api/v1/needs/:listingId'],
    ...['/api/v1/organizations', '/api/v1/events', '/api/v1/events/:eventId'],
    ...['/api/v1/events/:eventId/hall', '/api/v1/events/:eventId/hall/log'],
  ],
  '200 on on on on on on on': ['/sign-in'],
  '404 404 404 404 404 404 404 404': ['/styleguide/error/:status'],
  '422 422 422 422 422 422 422 422': ['/api/v1/search'], // it was not asked for anything
  'in 200 200 200 200 200 200 200': [
    ...['/today', '/settings', '/notifications', '/matches', '/my/listings', '/technologies/new', '/needs/new'],
  ],
  '401 200 200 200 200 200 200 200': ['/api/v1/me', '/api/v1/matches', '/api/v1/notifications'],
  'in on on on on on on on': ['/matches/new'],
  // What is one person's own.
  'in 404 404 404 404 200 404 404': [
    ...['/technologies/:id/edit/:step', '/technologies/:id/edit/files', '/technologies/:id/edit/check'],
  ],
  'in 404 404 404 404 on 404 404': ['/technologies/:id/edit'],
  'in 404 404 404 200 404 404 404': [
    ...[
      '/needs/:id/edit/:step',
      '/needs/:id/edit/files',
      '/needs/:id/edit/check',
      '/my/listings/:listingId',
      '/my/listings/:listingId/pooling',
    ],
  ],
  'in 404 404 404 on 404 404 404': ['/needs/:id/edit', '/notifications/:id/open'],
  // What is between two people; organizers of the place may look.
  'in 404 404 404 200 200 200 200': ['/matches/:matchId', '/letters/:letterId', '/letters/:letterId/print'],
  '401 404 404 404 200 200 200 200': ['/api/v1/matches/:matchId', '/api/v1/letters/:letterId'],
  // What came back of one's listing, for its author and the organizers of the place.
  'in 404 404 404 404 200 200 200': ['/technologies/:id/answers'],
  'in 404 404 404 200 404 200 200': ['/needs/:id/answers', '/needs/:listingId/clinic'],
  '401 404 404 404 200 404 200 200': ['/api/v1/listings/:listingId/refusals', '/api/v1/needs/:listingId/clinic'],
  // What is for those who take part.
  'in 404 404 404 200 200 404 404': ['/events/:eventId/mine'],
  '401 404 404 404 200 200 404 404': ['/api/v1/events/:eventId/mine'],
  'in on on on 200 200 on on': ['/events/:eventId/now'],
  // The slip of the need clinic, for the author and those who judge needs of its place.
  'in 404 404 404 on 404 on on': ['/needs/:listingId/clinic/slip'], // until somebody asks for the read-back
  // Before it is published, a joint need is for its members and the organizers of its place.
  '404 404 404 404 200 404 200 200': ['/joint-needs/:jointNeedId', '/api/v1/joint-needs/:jointNeedId'],
  // What organizers have of their own region, whichever it is.
  'in 403 200 403 403 403 200 200': [
    ...['/organizer', '/organizer/people', '/organizer/people/card', '/organizer/moderation'],
    ...['/organizer/events', '/organizer/events/new', '/organizer/clinic'],
    ...['/organizer/joint-needs', '/organizer/likenesses'],
  ],
  'in 403 404 403 403 403 404 404': ['/organizer/joint-needs/:jointNeedId/answer'], // it was not told of whom
  'in 403 on 403 403 403 on on': ['/organizer/joint-needs/new'], // it was not told of which need
  '401 403 200 403 403 403 200 200': ['/api/v1/likenesses'],
  // What only organizers of this region may see.
  'in 403 404 403 403 403 200 200': [
    ...['/organizer/moderation/:listingId', '/technologies/:id/candidates', '/needs/:id/candidates'],
  ],
  'in 403 403 403 403 403 200 200': [
    ...['/organizer/events/:eventId', '/organizer/events/:eventId/edit', '/organizer/events/:eventId/people'],
    ...['/organizer/events/:eventId/schedule', '/organizer/events/:eventId/print', '/organizer/meetings/:meetingId'],
    ...['/organizer/events/:eventId/export.xlsx', '/events/:eventId/hall', '/events/:eventId/letters'],
  ],
  '401 403 403 403 403 403 200 200': [
    ...['/api/v1/events/:eventId/participants', '/api/v1/events/:eventId/schedule', '/api/v1/events/:eventId/letters'],
  ],
  'in 403 403 403 403 403 on on': ['/events/:eventId/meetings/:meetingId/letter'],
  'in 403 403 403 403 403 409 409': ['/matches/:matchId/letter'], // only the second yes opens it
  'in 403 403 200 403 403 200 200': ['/events/:eventId/desk'],
  '401 403 403 403 403 403 403 200': ['/api/v1/rematches'],
  'in 403 403 403 403 403 403 200': [
    ...[
      '/admin/matching/weights',
      '/admin/matching/weights/edit',
      '/admin/matching/weights/:versionId',
      '/admin/matching/fairness',
      '/admin/matching',
    ],
    ...['/admin', '/admin/accounts', '/admin/accounts/:id', '/admin/mail', '/admin/mail/:id', '/admin/mail/:id/body'],
  ],
};

const uuid = '0b0b0b0b-0000-4000-8000-000000000001';
const plan = {
  ...{ title: '对接会', regionCode: place.tongyu, venue: '', about: '', startsAt: '2027-01-01T00:00:00Z', industries: [] },
  ...{ slotMinutes: 20, breakMinutes: 0, longBreakAfter: null, longBreakMinutes: 0, slots: 1, tables: 1, mostMeetings: 1 },
};
const names = { technologyParty: '甲', needParty: '乙', technologySigner: '甲', needSigner: '乙', terms: '试种' };

const finding = {
  ...{ version: 1, after: 0, scores: { problem: 3, conditions: 3, result: 3, means: 3 } },
  notes: { problem: '', conditions: '', result: '', means: '' },
};

/** What the API answers a well-formed write of those who may not make it: all callers but the last two. */
const writable: [refusals: string, writes: Record<string, object>][] = [
  [
    '401 403 403 403 403 403',
    {
      'post /events': plan,
      'put /events/:eventId': { ...plan, version: 1 },
      'post /events/:eventId/moves': { move: 'open-registration' },
      'post /events/:eventId/invitations': { accountIds: [uuid] },
      'post /events/:eventId/schedule': {},
      'delete /events/:eventId/schedule': {},
      'post /meetings/:meetingId/place': { slot: 2, table: 1 },
      'post /events/:eventId/hall/commands': { id: uuid, name: 'end-slot', slot: 1 },
      'post /listings/:listingId/publication': { version: 1 },
      'post /listings/:listingId/return': { version: 1, reason: '不清楚' },
      'post /joint-needs': { title: '一起提', problem: '难处', needId: ':need', needIds: [':need', uuid], leadNeedId: ':need' },
      'post /joint-needs/:jointNeedId/publication': {},
      'post /joint-needs/:jointNeedId/closure': {},
      'post /matches': { technologyId: ':technology', needId: ':need' },
      'post /letters': { meetingId: ':meeting', ...names },
      'post /rematches': {},
      'post /rematches/:rematchId/cancellation': {},
    },
  ],
  // The author alone, or whoever is invited; a row ends before the first of them.
  [
    '401 403 403 403 403',
    {
      'put /technologies/:listingId': { version: 1, content: { title: '别人的' } },
    },
  ],
  [
    '401 403 403 403',
    {
      'put /needs/:listingId': { version: 1, content: { title: '别人的' } },
      'post /needs/:listingId/pooling': {},
      'post /listings/:listingId/submission': { version: 1 },
      'post /listings/:listingId/withdrawal': {},
      'post /listings/:listingId/closure': {},
      'post /events/:eventId/answer': { answer: 'declined' },
    },
  ],
  ['401 403 404 403 403 403', { 'post /needs/:listingId/clinic/assessments': finding }],
  ['401 404 404 404 403 404', { 'post /needs/:listingId/clinic/read-back': { version: 1 } }],
  ['401 404 404 404', { 'post /needs/:listingId/clinic/read-back/answer': { version: 1, answer: 'yes' } }],
  ['404 404 404 404 404 404 404 404', { 'post /read-back': { code: '7K3M9QXA', answer: 'yes' } }],
  [
    '401 404 404 404',
    {
      'post /joint-needs/:jointNeedId/answer': { needId: uuid, answer: { yes: false } },
      'post /matches/:matchId/answer': { answer: 'yes' },
      'post /matches/:matchId/questions': { text: '地有多大？' },
      'post /matches/:matchId/questions/:questionId/answer': { text: '300 亩' },
      'post /matches/:matchId/postponement': { later: 'week' },
    },
  ],
];

describe('the doors of the site', function () {
  this.timeout(60_000); // every address, eight times
  const database = useDatabase();
  const system = useSystem(database);
  const visitors = {} as Record<Person | 'visitor', Visitor>;
  let world: World;
  let routes: Route[];

  before(async () => {
    world = await makeWorld(system(), database.db());
    routes = routesOf(system(), database.db());
    visitors.visitor = system().visitor();
    for (const name of Object.keys(world.people) as Person[]) visitors[name] = await system().as(world.people[name]);
  });

  it('open for each page and reading endpoint to those and only those whom it is for', async () => {
    const doors = new Map(Object.entries(readable).flatMap(([row, paths]) => paths.map((path) => [path, row] as const)));
    const reading = routes.filter(({ method }) => method === 'get').map(({ path }) => path);
    expect([...doors.keys()], 'the table names every address').to.have.members(reading);

    const wrong: string[] = [];
    for (const [path, row] of doors) {
      const answers = await Promise.all(callers.map((name) => answerTo(visitors[name], world.address(path))));
      if (answers.join(' ') !== row) wrong.push(`${path}: ${answers.join(' ')} and not ${row}`);
    }
    expect(wrong).to.deep.equal([]);
  });

  it('stay shut for writes to whoever may not make them, however well formed', async () => {
    const wrong: string[] = [];
    for (const [row, writes] of writable) {
      for (const [line, body] of Object.entries(writes)) {
        const [method = '', path = ''] = line.split(' ');
        const ids = { ':meeting': ':meetingId', ':technology': '/technologies/:id', ':need': '/needs/:id' };
        const text = JSON.stringify(body).replace(/:(meeting|technology|need)(?=")/g, (name) => {
          const address = world.address(ids[name as keyof typeof ids]);
          return address.split('/').at(-1) ?? '';
        });
        const answers: number[] = [];
        for (const name of callers.slice(0, row.split(' ').length)) {
          const headers = { 'content-type': 'application/json' };
          const asked = { method: method.toUpperCase(), headers, body: text };
          answers.push((await visitors[name].fetch(world.address(`/api/v1${path}`), asked)).status);
        }
        if (answers.join(' ') !== row) wrong.push(`${line}: ${answers.join(' ')} and not ${row}`);
      }
    }
    expect(wrong).to.deep.equal([]);
  });

  it('take no form without the token of its session, and read no file for somebody who may not send one', async () => {
    const wrong: string[] = [];
    for (const { kind, path, access } of routes) {
      if (kind !== 'form' && kind !== 'upload') continue;
      const body = kind === 'form' ? new URLSearchParams({ name: '越过' }) : new FormData();
      const author = /^\/technologies/.test(path) ? 'holder' : /^\/(needs|my)/.test(path) ? 'seeker' : 'admin';
      for (const [name, wanted] of [
        ['visitor', access === 'anyone' ? 409 : 401],
        [author, 409],
      ] as const) {
        const { status } = await visitors[name].fetch(world.address(path), { method: 'POST', body });
        if (status !== wanted) wrong.push(`${path}: ${status} to ${name}`);
      }
    }
    expect(wrong).to.deep.equal([]);

    const large = new FormData();
    for (let n = 0; n < 9; n += 1) large.append('files', new File([new Uint8Array(5 * 1024 * 1024)], `${n}.pdf`));
    const upload = world.address('/technologies/:id/edit/files');
    expect((await visitors.holder.fetch(upload, { method: 'POST', body: large })).status).to.equal(413);
  });

  it('stand open on pages that are kept for everybody without a form that writes, a cookie or a name', async () => {
    const kept = routes.filter(({ cacheSeconds }) => cacheSeconds);
    expect(kept.length).to.be.above(8);
    for (const { path } of kept) {
      const { html, headers } = await system().visitor().get(world.address(path));
      expect(html, path).not.to.match(/<form[^>]*method="post"/i);
      expect(html, path).not.to.include('name="csrf"');
      expect(headers.get('set-cookie'), path).to.equal(null);
      for (const { name } of Object.values(world.people)) expect(html, path).not.to.include(name);
    }
  });

  it('take no JSON from pages of other sites', async () => {
    const from = (origin: string, type = 'application/json') =>
      visitors.seeker.fetch('/api/v1/notifications/reading', {
        ...{ method: 'POST', body: '{}', headers: { origin, 'content-type': type } },
      });
    expect((await from(system().url)).status).to.equal(200);
    for (const origin of ['https://elsewhere.example', 'null', 'nonsense']) expect((await from(origin)).status).to.equal(422);
    expect((await from(system().url, 'text/plain')).status).to.equal(422);
  });
});

async function answerTo(visitor: Visitor, path: string): Promise<string> {
  const { status, location } = await visitor.get(path);
  if (status !== 303) return String(status);
  return location?.startsWith('/sign-in?to=') ? 'in' : 'on';
}

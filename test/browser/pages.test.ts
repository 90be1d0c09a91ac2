import { expect } from 'chai';
import { checkPage, openWindow, signIn, useBrowser, type Width, type Window } from '../support/browser.ts';
import { useDatabase } from '../support/database.ts';
import { makeJointNeed } from '../support/make-joint-need.ts';
import { make, type MadeAccount } from '../support/make.ts';
import { place } from '../support/places.ts';
import { password, useSystem } from '../support/system.ts';

describe('every page', () => {
  const database = useDatabase();
  const system = useSystem(database);
  const browser = useBrowser();
  let seeker: MadeAccount;
  let admin: MadeAccount;
  let details: string[];
  /** Pages of the need clinic and of a joint need for whoever has the need, and those for organizers and admins. */
  let villages: string[];
  let office: string[];

  before('fill the site a little', async () => {
    const people = make(database.db());
    const organizationId = await people.organization();
    seeker = await people.account({ role: 'seeker', region: place.tongyu, organizationId, password });
    admin = await people.account({ role: 'admin', password });
    await database.db()('account_roles').insert({ account_id: admin.accountId, role: 'organizer', region_code: place.city });
    const technology = await people.technology({ by: await people.account({ role: 'researcher', organizationId }) });
    const need = await people.need({ by: seeker });
    const sent = await people.need({ status: 'submitted', by: seeker, title: '等审核的需求' });
    await system().app.matchListing(technology.listingId, { quiet: true });
    await system().app.matchListing(need.listingId, { quiet: false });
    await system().app.refitWeights(); // keeps the weights of the beginning as the first version
    const [matchId] = (await database.db()('matches').pluck('id')) as string[];
    details = [`/technologies/${technology.listingId}`, `/needs/${need.listingId}`, `/organizations/${organizationId}`];
    expect(matchId).to.be.a('string');
    details.push(`/matches/${matchId}`, `/my/listings/${need.listingId}`);

    await system().app.orderRematch(admin);

    // A neighbour asks the same, so that there is something to gather; and a joint need that waits for answers.
    const neighbour = await people.account({ role: 'seeker', region: place.tongyu });
    const asked = [await people.need({ by: seeker }), await people.need({ by: neighbour })].map(({ listingId }) => listingId);
    for (const id of asked) await system().app.findLikenesses(id);
    const jointId = await makeJointNeed(database.db(), [seeker, neighbour]);
    const memberId = (await database.db()('joint_need_members').where({ place: 1 }).first('need_id')) as { need_id: string };
    villages = [`/needs/${need.listingId}/clinic`, `/my/listings/${asked[0] ?? ''}/pooling`, `/joint-needs/${jointId}`];
    villages.push(`/matches/new?technology=${technology.listingId}`);
    office = [
      ...[`/needs/${need.listingId}/clinic`, `/joint-needs/${jointId}`, `/matches/${matchId}`],
      `/organizer/joint-needs/new?need=${asked[0] ?? ''}`,
      `/organizer/joint-needs/${jointId}/answer?need=${memberId.need_id}`,
      ...[`/needs/${need.listingId}/candidates`, `/technologies/${technology.listingId}/candidates`],
      `/matches/new?need=${need.listingId}`,
      `/organizer/moderation/${sent.listingId}`,
    ];
  });

  const forAnybody = [
    '/',
    '/technologies',
    '/needs',
    '/organizations',
    '/events',
    '/search?q=盐碱地',
    '/search?q=没有的东西',
    '/how-it-works',
    '/help',
    '/privacy',
    '/sign-in',
    '/sign-in/card',
    '/register',
    '/nothing-here',
  ];
  const forSeekers = ['/today', '/my/listings', '/matches', '/notifications', '/settings', '/needs/new', '/technologies/new'];
  const forOffice = [
    '/organizer',
    '/organizer/moderation',
    '/organizer/events',
    '/organizer/events/new',
    '/organizer/people',
    '/admin',
    '/admin/accounts',
    '/admin/mail',
    ...[
      '/organizer/clinic',
      '/organizer/clinic?show=unassessed',
      '/organizer/joint-needs',
      '/organizer/likenesses',
      '/read-back',
    ],
    ...['/admin/matching', '/admin/matching/weights', '/admin/matching/weights/1', '/admin/matching/weights/edit'],
    ...['/admin/matching/weights/edit?bias=-3', '/admin/matching/fairness', '/admin/matching/fairness?best=5&own=1&equalStep=2'],
  ];

  for (const width of ['phone', 'desk'] as const) {
    for (const language of ['zh', 'en'] as const) {
      it(`is legible for everybody (${width}, ${language})`, async function () {
        this.timeout(240_000);
        await look(width, language, forAnybody.concat(details.slice(0, 3)));
        await look(width, language, forSeekers.concat(details.slice(3), villages), seeker);
        await look(width, language, forOffice.concat(office), admin);
      });
    }
  }

  for (const [width, dark] of [
    ['phone', false],
    ['desk', false],
    ['desk', true],
  ] as const) {
    it(`is made of parts that hold in every state (${width}, ${dark ? 'dark' : 'light'})`, async () => {
      const window = await openWindow(browser(), system().url, `styleguide-${dark ? 'dark' : 'light'}`, width, { dark });
      for (const path of ['/styleguide', '/styleguide/form', '/styleguide/print']) {
        await window.page.goto(path);
        await checkPage(window, path.slice(1).replace('/', '-'));
      }
      await window.page.emulateMedia({ media: 'print' });
      await window.page.goto('/styleguide');
      expect(await window.page.isVisible('.masthead')).to.equal(false);
      await window.context.close();
    });
  }

  async function look(width: Width, language: 'zh' | 'en', paths: string[], account?: MadeAccount): Promise<void> {
    const window = await openWindow(browser(), system().url, language, width);
    await window.context.addCookies([{ name: 'lang', value: language, url: system().url }]);
    if (account) await signIn(window, account);
    for (const path of paths) await lookAt(window, path);
    const unexpected = window.problems.filter((problem) => !problem.includes('status of 404'));
    expect(unexpected).to.deep.equal([]);
    await window.context.close();
  }

  async function lookAt(window: Window, path: string): Promise<void> {
    const response = await window.page.goto(path);
    expect(response?.status(), path).to.equal(path === '/nothing-here' ? 404 : 200);
    await checkPage(window, `page${path.replace(/[\w-]{36}/g, 'one').replace(/[/?=]/g, '-')}`);
  }
});

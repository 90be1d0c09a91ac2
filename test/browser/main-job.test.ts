import { expect } from 'chai';
import { checkPage, openWindow, picture, signIn, useBrowser, type Width, type Window } from '../support/browser.ts';
import { useDatabase } from '../support/database.ts';
import { make, type MadeAccount } from '../support/make.ts';
import { place } from '../support/places.ts';
import { password, useSystem } from '../support/system.ts';

for (const width of ['phone', 'desk'] as const) {
  describe(`the main job, in three windows and on the big screen (${width})`, () => walk(width));
}

function walk(width: Width): void {
  const database = useDatabase();
  const system = useSystem(database, { workers: true });
  const browser = useBrowser();
  const windows: Window[] = [];
  before(() => database.db()('industries').where({ code: 'A0113' }).update({ plan_group: 'ten' }));
  afterEach(async function () {
    for (const window of windows.splice(0)) {
      if (this.currentTest?.state === 'failed') await picture(window, 'failed');
      await window.context.close();
    }
  });

  it('goes from a need and a technology to a letter of intent', async () => {
    const people = make(database.db());
    const [institute, farm] = [
      await people.organization({ name: '白城市农业科学院' }),
      await people.organization({ name: '向阳合作社', kind: 'cooperative', region_code: place.tongyu }),
    ];
    const accounts = {
      researcher: await people.account({ name: '李秀英', role: 'researcher', organizationId: institute, password }),
      seeker: await people.account({ name: '赵德柱', role: 'seeker', region: place.tongyu, organizationId: farm, password }),
      organizer: await people.account({ name: '孙立新', role: 'organizer', password }),
    };
    const [researcher, seeker, organizer] = [
      await open('researcher', width, accounts.researcher),
      await open('seeker', width, accounts.seeker),
      await open('organizer', width, accounts.organizer),
    ];
    await checkPage(seeker, 'today-empty');

    await listTechnology(researcher);
    await postNeed(seeker);
    await publishAll(organizer);

    // Both are told without a reload, and find the notice again after one.
    for (const window of [researcher, seeker]) {
      await window.page.locator('[data-unread]', { hasText: /\d/ }).first().waitFor();
      await window.page.goto('/notifications');
      await checkPage(window, 'notifications');
      await window.page.goto('/matches');
      await checkPage(window, 'matches');
      await window.page.click('main article h3 a');
      await window.page.waitForURL(/\/matches\/[\w-]{36}/);
      expect(await window.page.textContent('main'))
        .to.not.include('13900001111')
        .and.to.not.include('13900002222');
      await checkPage(window, 'match');
      await window.page.click('main form button.primary:visible');
      await window.page.waitForLoadState();
    }
    expect(await seeker.page.textContent('main')).to.include('13900001111');
    await researcher.page.reload();
    expect(await researcher.page.textContent('main')).to.include('13900002222');

    const eventPath = await planEvent(organizer, [accounts.researcher, accounts.seeker]);
    for (const window of [researcher, seeker]) {
      await window.page.goto(`${eventPath}/mine`);
      await window.page.check('input[name="listingIds"]');
      await window.page.click('main section form button.primary');
      await window.page.waitForLoadState();
      await checkPage(window, 'my-event');
    }
    await organizer.page.goto(`/organizer${eventPath}`);
    await checkPage(organizer, 'event-console');
    for (const name of ['schedule', 'release', 'open']) {
      await organizer.page.goto(`/organizer${eventPath}`);
      await organizer.page.click('section[aria-labelledby="next"] .button.primary');
      await organizer.page.waitForLoadState();
      if (name === 'schedule') await checkPage(organizer, 'schedule');
    }

    const screen = await open('screen', 'desk');
    await screen.page.goto(`${eventPath}/screen`);
    await seeker.page.goto(`${eventPath}/now`);
    await organizer.page.goto(`${eventPath}/hall`);
    await organizer.page.waitForSelector('#start-slot');
    const pressed = Date.now();
    await organizer.page.click('#start-slot');
    await Promise.all([
      screen.page.waitForSelector('.board >> text=向阳合作社'),
      seeker.page.waitForSelector('text=现在请到 1 号桌'),
      organizer.page.waitForSelector('#end-slot'),
    ]);
    expect(Date.now() - pressed, 'milliseconds until everybody saw the slot').to.be.below(3_000);
    await checkPage(organizer, 'hall');
    await checkPage(screen, 'screen');
    await checkPage(seeker, 'now');

    await organizer.page.click('a[href$="/letter"]');
    await organizer.page.fill('#f-terms', '2027 年在向阳村试种 200 亩，种子半价，秋后一起测产。');
    await organizer.page.click('main form button.primary');
    await organizer.page.waitForURL('**/letters/*');
    const letterPath = new URL(organizer.page.url()).pathname;
    await seeker.page.goto(letterPath);
    expect(await seeker.page.textContent('main')).to.include('试种 200 亩');
    await seeker.page.goto(`${letterPath}/print`);
    await checkPage(seeker, 'letter-print');
    expect((await seeker.page.pdf()).length).to.be.above(5_000);
    expect(windows.flatMap(({ problems }) => problems)).to.deep.equal([]);
  });

  async function open(name: string, width: Width, account?: MadeAccount): Promise<Window> {
    const window = await openWindow(browser(), system().url, name, width);
    windows.push(window);
    if (account) await signIn(window, account);
    return window;
  }
}

type Fields = Record<string, string | true>;

/** Fills in what a step asks for, and goes on; `true` ticks the box or the button of that name. */
async function step({ page }: Window, fields: Fields): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`main [name="${name.replace(/=.*/, '')}"]`);
    if (value === true) await page.check(`main input[name="${name.replace(/=.*/, '')}"][value="${name.replace(/.*=/, '')}"]`);
    else if ((await page.locator(`main select[name="${name}"]`).count()) > 0) await field.selectOption(value);
    else await field.fill(value);
  }
  await page.click('main form button.primary[value="on"]');
  await page.waitForLoadState();
}

async function listTechnology(window: Window): Promise<void> {
  await window.page.goto('/technologies/new');
  await checkPage(window, 'technology-new');
  await step(window, {
    title: '盐碱地玉米膜下滴灌保苗技术',
    'kind=technology': true,
    problem: '盐碱地玉米出苗率低，缺苗断垄',
    howItWorks: '起垄覆膜，膜下滴灌，春季压盐保墒',
    'industries=A0113': true,
    'fieldStage=demonstration': true,
  });
  await step(window, { advantage: '出苗率从六成提高到九成', 'costUnit=mu': true, costFen: '120', presentCostFen: '95' });
  await step(window, { county: place.tongyu, 'soils=saline-alkali': true });
  await step(window, { ipStatus: 'granted', ipNumber: 'ZL201510000000.1' });
  await step(window, { 'cooperation=contracting': true, contactName: '李秀英', contactPhone: '13900001111' });
  await send(window);
}

async function postNeed(window: Window): Promise<void> {
  await window.page.goto('/needs/new');
  await step(window, {
    title: '盐碱地玉米总是缺苗',
    problem: '二百亩盐碱地，玉米出苗率低，年年要补种',
    'industries=A0113': true,
  });
  await step(window, { county: place.tongyu, village: '向阳村', scaleMu: '200', households: '35' });
  await checkPage(window, 'need-conditions');
  await step(window, { soil: 'saline-alkali' });
  await step(window, { hoped: '出苗率到八成以上', budgetFen: '30000' });
  await step(window, { contactName: '赵德柱', contactPhone: '13900002222' });
  await send(window);
}

/** From the step of pictures to the check, and off to the organizers. */
async function send(window: Window): Promise<void> {
  await window.page.click('main a.button.primary');
  await window.page.waitForLoadState();
  await checkPage(window, 'listing-check');
  await window.page.click('main button[value="submit"]');
  await window.page.waitForLoadState();
}

async function publishAll(window: Window): Promise<void> {
  for (let left = 2; left > 0; left -= 1) {
    await window.page.goto('/organizer/moderation');
    await checkPage(window, 'moderation');
    await window.page.click('main article h2 a');
    await window.page.waitForURL(/moderation\/[\w-]{36}/);
    if (left === 2) await checkPage(window, 'moderation-one');
    await window.page.click('main form button.primary:visible');
    await window.page.waitForLoadState();
  }
}

/** Creates the event, opens registration and invites; answers the public path of the event. */
async function planEvent({ page }: Window, guests: MadeAccount[]): Promise<string> {
  await page.goto('/organizer/events/new');
  const fields = {
    title: '通榆春季对接会',
    day: '2030-03-12',
    time: '09:00',
    venue: '县会议中心',
    slots: '6',
    tables: '3',
    slotMinutes: '20',
    breakMinutes: '5',
    mostMeetings: '4',
  };
  for (const [name, value] of Object.entries(fields)) await page.fill(`main [name="${name}"]`, value);
  await page.selectOption('main [name="regionCode"]', place.tongyu);
  await page.click('main form button.primary');
  await page.waitForURL(/organizer\/events\/[\w-]{36}/);
  const eventPath = new URL(page.url()).pathname.replace('/organizer', '');
  await page.click('section[aria-labelledby="next"] .button.primary');
  await page.waitForLoadState();
  await page.goto(`/organizer${eventPath}/people`);
  for (const { accountId } of guests) await page.check(`input[name="accountIds"][value="${accountId}"]`);
  await page.click('#invite form[method="post"] button.primary');
  await page.waitForLoadState();
  return eventPath;
}

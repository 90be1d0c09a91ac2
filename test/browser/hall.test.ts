import { expect } from 'chai';
import { make } from '../support/make.ts';
import { makeHall, type MadeHall, type MadeMeeting } from '../support/make-hall.ts';
import { checkPage, openWindow, signIn, useBrowser, type Width, type Window } from '../support/browser.ts';
import { useDatabase } from '../support/database.ts';
import { password, useSystem } from '../support/system.ts';

describe('the hall in the browser', () => {
  const database = useDatabase();
  const system = useSystem(database, { workers: true });
  const browser = useBrowser();
  const windows: Window[] = [];
  let hall: MadeHall;
  let meeting: MadeMeeting;

  beforeEach(async () => {
    const people = make(database.db());
    hall = await makeHall(database.db(), { password, startsAt: new Date() });
    const [institute, farm] = [
      await people.organization({ name: '白城市农科院' }),
      await people.organization({ name: '向阳合作社', kind: 'cooperative' }),
    ];
    const expert = await people.account({ name: '李教授', role: 'researcher', organizationId: institute });
    const farmer = await people.account({ name: '赵大叔', role: 'seeker', organizationId: farm, password });
    meeting = await hall.meet(1, 1, { technology: await hall.seat(expert), need: await hall.seat(farmer) });
    await hall.meet(2, 2);
  });
  afterEach(async () => {
    for (const { context } of windows.splice(0)) await context.close();
  });

  async function open(name: string, width: Width, path: string, account?: MadeHall['organizer'], script = true): Promise<Window> {
    const window = await openWindow(browser(), system().url, name, width, { script });
    windows.push(window);
    if (account) await signIn(window, account);
    await window.page.goto(`/events/${hall.eventId}/${path}`);
    return window;
  }

  it('moves the desk, a phone and the big screen with the organizer, without a reload', async () => {
    const clerk = await make(database.db()).account({ role: 'desk', password });
    const organizer = await open('organizer', 'desk', 'hall', hall.organizer);
    const desk = await open('desk', 'desk', 'desk', clerk);
    const phone = await open('participant', 'phone', 'now', meeting.need.account);
    const screen = await open('visitor', 'desk', 'screen');

    await desk.page.fill('#f-code', meeting.need.code.toLowerCase());
    await desk.page.press('#f-code', 'Enter');
    await desk.page.waitForSelector(`#out-${meeting.need.participantId}`);
    expect(await desk.page.inputValue('#f-code')).to.equal('');
    await phone.page.waitForSelector('text=已签到');
    await organizer.page.waitForSelector('text=一方已到');

    await organizer.page.click('#start-slot');
    await Promise.all([
      organizer.page.waitForSelector('#end-slot'),
      phone.page.waitForSelector('text=现在请到 1 号桌'),
      screen.page.waitForSelector('.board >> text=向阳合作社'),
      desk.page.waitForSelector(`#met-${meeting.id}`),
    ]);
    await organizer.page.fill('#f-text', '茶水在门口');
    await organizer.page.press('#f-text', 'Enter');
    await Promise.all([screen.page.waitForSelector('text=茶水在门口'), phone.page.waitForSelector('text=茶水在门口')]);

    for (const [window, title] of [
      [organizer, 'hall-console'],
      [desk, 'hall-desk'],
      [screen, 'hall-screen'],
    ] as const) {
      await checkPage(window, title);
    }
    await checkPage(phone, 'hall-now');
    await organizer.page.setViewportSize({ width: 360, height: 740 });
    await checkPage(organizer, 'hall-console');
    await organizer.page.setViewportSize({ width: 1280, height: 900 });

    await organizer.page.click(`#meeting-${meeting.id} a[href$="/letter"]`);
    await organizer.page.fill('#f-terms', '试种 20 亩，种子半价。');
    await organizer.page.check('#f-onScreen');
    await checkPage(organizer, 'letter-form');
    await organizer.page.click('main form button.primary');
    await organizer.page.waitForURL('**/letters/*');
    await checkPage(organizer, 'letter');
    await screen.page.waitForSelector('text=签了意向书');
    await phone.page.waitForSelector('text=看意向书');
    await organizer.page.goto(`${organizer.page.url()}/print`);
    await checkPage(organizer, 'letter-print');
    expect(windows.flatMap(({ problems }) => problems)).to.deep.equal([]);
  });

  it('keeps what was pressed without a network, says how old the page is, and acts once when it is back', async () => {
    const { page, context } = await open('organizer', 'desk', 'hall', hall.organizer);
    await page.click('#start-slot');
    await page.waitForSelector('#extend-5');
    await context.setOffline(true);
    await page.click('#extend-5');
    await page.waitForSelector('[data-offline]:not([hidden]) >> text=秒前');
    await page.waitForSelector('[data-offline] >> text=有 1 条操作');
    await context.setOffline(false);
    await page.waitForSelector('[data-offline]', { state: 'hidden' });
    const log = (await database.db()('hall_log').where({ event_id: hall.eventId }).orderBy('sequence').pluck('name')) as string[];
    expect(log).to.deep.equal(['start-slot', 'extend-slot']);
  });

  it('is run without script by pressing the same buttons', async () => {
    const { page } = await open('organizer', 'phone', 'hall', hall.organizer, false);
    await page.click('#start-slot');
    await page.waitForSelector('text=时段已开始');
    await page.click(`#met-${meeting.id}`);
    await page.waitForSelector(`#undo-${meeting.id}`);
    await page.click('#end-slot');
    await page.waitForSelector('text=时段已结束');
  });
});

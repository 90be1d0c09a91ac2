import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { MadeAccount } from './make.ts';
import { password } from './system.ts';

const axe = readFileSync(fileURLToPath(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8');
const pictures = fileURLToPath(new URL('../browser/pictures/', import.meta.url));

export const widths = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 900 } } as const;
export type Width = keyof typeof widths;

/** One Chromium for a describe: that of Debian's package, or the one that CHROMIUM names. */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined;
  before('start Chromium', async () => {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });
  after('stop Chromium', () => browser?.close());
  return () => {
    if (!browser) throw new Error('Chromium is there once the hooks run: call it inside a test or hook.');
    return browser;
  };
}

export type Window = { page: Page; context: BrowserContext; name: string; problems: string[] };

/** A window of somebody of their own; whatever its console complains of is kept, and is a fault of ours. */
export async function openWindow(
  browser: Browser,
  url: string,
  name: string,
  width: Width,
  options: { script?: boolean; dark?: boolean } = {},
): Promise<Window> {
  const context = await browser.newContext({
    ...{ viewport: widths[width], baseURL: url, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' },
    ...{ javaScriptEnabled: options.script ?? true, colorScheme: options.dark ? 'dark' : 'light' },
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`));
  page.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(url))
      problems.push(`a request to another host: ${request.url()}`);
  });
  return { page, context, name, problems };
}

export async function signIn({ page }: Window, account: Pick<MadeAccount, 'email'>): Promise<void> {
  await page.goto('/sign-in');
  await page.fill('input[name="login"]', account.email);
  await page.fill('input[name="password"]', password);
  await page.click('main form button');
  await page.waitForURL('**/today');
}

/** What a person would see and meet: nothing serious for axe, nothing wider than the window; and a picture to look at. */
export async function checkPage(window: Window, title: string): Promise<void> {
  await picture(window, title);
  const { page } = window;
  const size = page.viewportSize()?.width ?? 0;
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
  expect(wide, `${title} at ${size} px is wider than the window`).to.be.at.most(0);
  // The policy of our pages refuses inline scripts, so axe is evaluated from outside.
  await page.evaluate(axe);
  const { violations } = await page.evaluate<Findings>('axe.run()');
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const words = serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
  expect(words, `${title} at ${size} px`).to.deep.equal([]);
}

export async function picture({ page, name }: Window, title: string): Promise<void> {
  await page.screenshot({ path: `${pictures}${title}-${name}-${page.viewportSize()?.width ?? 0}.png`, fullPage: true });
}

type Findings = { violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] };

import { expect } from 'chai';
import { api } from '../../src/catalogue.ts';
import type { Endpoint } from '../../src/kernel/contract.ts';
import { useDatabase } from '../support/database.ts';
import { make } from '../support/make.ts';
import { place } from '../support/places.ts';
import { useSystem } from '../support/system.ts';

const eventId = '0a0a0a0a-0000-4000-8000-000000000001';
const start = Date.now() + 7 * 24 * 3600 * 1000;
const soon = (minutes: number): Date => new Date(start + minutes * 60_000);

/** What a page of ours never shows: a key that has no text in the language. */
const untranslated = />[^<>]*\b[a-z-]+:[a-z-]+(\.[\w-]+)+[^<>]*</;

describe('the public site', () => {
  const database = useDatabase();
  const system = useSystem(database);

  before('give it something of everything', async () => {
    const made = make(database.db());
    const organizationId = await made.organization();
    await made.technology({ by: await made.account({ role: 'researcher', organizationId }) });
    await made.need();
    const organizer = await made.account({ role: 'organizer', region: place.city });
    const rows = database.db();
    await rows('docking_events').insert({
      ...{ id: eventId, title: '春季对接会', region_code: place.city, status: 'registration' },
      ...{ account_id: organizer.accountId, starts_at: soon(0), slot_minutes: 20 },
    });
    await rows('event_slots').insert({ event_id: eventId, number: 1, starts_at: soon(0), ends_at: soon(20) });
    await rows('event_tables').insert({ event_id: eventId, number: 1 });
  });

  for (const language of ['zh', 'en']) {
    it(`leads a visitor from the front page to nothing broken, in ${language}`, async () => {
      const visitor = system().visitor();
      await visitor.get(`/preferences?lang=${language}`);
      const seen = new Set<string>(['/']);
      const problems: string[] = [];
      for (const path of seen) {
        const { status, html, location, headers } = await visitor.get(path);
        if (status === 303) {
          // What is somebody's own asks for a sign-in; nothing else sends a visitor away.
          if (!location?.startsWith('/sign-in?to=')) problems.push(`${path} leads to ${location ?? 'nowhere'}`);
          continue;
        }
        const isSample = path.startsWith('/styleguide/error/');
        if (status !== 200 && !isSample) problems.push(`${path} answers ${status}`);
        if (!headers.get('content-type')?.includes('html')) continue;
        problems.push(...problemsOf(html, language).map((problem) => `${path}: ${problem}`));
        for (const link of linksOf(html)) if (!isLook(link)) seen.add(link);
        expect(seen.size, 'pages without end').to.be.lessThan(400);
      }
      expect(problems).to.deep.equal([]);
      expect([...seen]).to.include.members([
        '/needs',
        '/technologies',
        '/events',
        '/organizations',
        '/help',
        '/privacy',
        '/how-it-works',
      ]);
    });
  }

  it('shows the style guide with every part', async () => {
    for (const path of ['/styleguide', '/styleguide/form', '/styleguide/print', '/styleguide/screen']) {
      const { status, html } = await system().visitor().get(path);
      expect(status, path).to.equal(200);
      expect(untranslated.test(html), path).to.equal(false);
    }
  });

  it('opens in the language that a link names', async () => {
    const { html } = await system().visitor().get('/privacy?lang=en');
    expect(html).to.include('<html lang="en"').and.include('Personal data');
  });

  it('keeps language, theme and type size without an account, and goes back to the same page', async () => {
    const visitor = system().visitor();
    const answer = await visitor.get('/preferences?theme=dark&back=%2Fneeds%3Findustry%3DA01');
    await visitor.get('/preferences?type=large');
    expect(answer.location).to.equal('/needs?industry=A01');
    expect((await visitor.get('/help')).html).to.include('data-theme="dark" data-type="large"');
    expect((await visitor.get('/preferences?lang=en&back=//elsewhere.example')).location).to.equal('/');
  });

  it('forbids whatever is inline or from elsewhere', async () => {
    const { headers } = await system().visitor().get('/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).to.include("default-src 'none'").and.include("script-src 'self'").and.include("frame-ancestors 'none'");
    expect(policy).not.to.match(/unsafe|https?:|\*/);
    expect(headers.get('x-content-type-options')).to.equal('nosniff');
    expect(headers.get('referrer-policy')).to.not.equal(null);
    expect(headers.get('x-powered-by')).to.equal(null);
  });

  it('describes every endpoint in an OpenAPI document', async () => {
    const response = await system().visitor().fetch('/api/openapi.json');
    const document = (await response.json()) as OpenApi;
    expect(document.openapi).to.match(/^3\.1\./);
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
    );
    expect(described.map(({ operationId }) => operationId)).to.have.members(Object.keys(api));
    for (const { path, method, operationId, parameters, responses, requestBody } of described) {
      const endpoint = (api as Record<string, Endpoint>)[operationId];
      expect(method, operationId).to.equal(endpoint?.method);
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const said = parameters.filter((parameter) => parameter.in === 'path');
      expect(
        said.map(({ name }) => name),
        path,
      ).to.have.members(inPath);
      expect(
        said.every(({ required }) => required),
        path,
      ).to.equal(true);
      expect(Object.keys(responses), path).to.include.members([String(endpoint?.status ?? 200), '4XX']);
      expect(Boolean(requestBody), path).to.equal(endpoint?.body !== undefined);
    }
    const text = JSON.stringify(document);
    for (const [, name = ''] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g))
      expect(document.components.schemas).to.have.property(name);
  });
});

type OpenApi = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};
type Operation = {
  operationId: string;
  parameters: { name: string; in: string; required?: boolean }[];
  responses: Record<string, object>;
  requestBody?: object;
};

function problemsOf(html: string, language: string): string[] {
  const headings = html.match(/<h1[\s>]/g)?.length ?? 0;
  const foreign = [...html.matchAll(/<(?!a\s)[^>]*\s(?:src|href|action)="(https?:)?\/\/[^"]*"/g)].map(([tag]) => tag);
  return [
    ...(headings === 1 ? [] : [`${headings} first headings`]),
    ...(/<title>[^<]+<\/title>/.test(html) ? [] : ['no title']),
    ...(html.includes(`<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"`) ? [] : ['another language']),
    ...(untranslated.test(html) ? [`no text for ${untranslated.exec(html)?.[0] ?? ''}`] : []),
    ...(/<script(?![^>]*\ssrc=)|\son\w+="|\sstyle="/.test(html) ? ['something inline'] : []),
    ...foreign.map((tag) => `a request to another host: ${tag}`),
  ];
}

function linksOf(html: string): string[] {
  return [...html.matchAll(/<a\s[^>]*href="(\/(?!\/)[^"#]*)/g)].map(([, path = '']) => path.replace(/&amp;/g, '&'));
}

function isLook(path: string): boolean {
  return path.startsWith('/preferences') || path.startsWith('/assets/');
}

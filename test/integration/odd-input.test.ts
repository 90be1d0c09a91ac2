import { expect } from 'chai';
import { z } from 'zod';
import { newId } from '../../src/kernel/id.ts';
import { useDatabase } from '../support/database.ts';
import { makeWorld, type World } from '../support/make-world.ts';
import { routesOf, type Route } from '../support/routes.ts';
import { useSystem } from '../support/system.ts';
import type { Visitor } from '../support/visitor.ts';

const cursor = (at: string): string => Buffer.from(JSON.stringify([at, newId()])).toString('base64url');

/** What nobody types and everybody can send. */
const oddities: string[] = [
  ...['', `'"><b>%_\\`, '-1', '9007199254740991', 'a\0b', '字'.repeat(5000), newId(), 'A0113', '0000-01-01', '__proto__'],
  ...[cursor('0000-01-01T00:00:00Z'), cursor('2026-01-01T00:00:00+23:59'), cursor('\0')],
];

type Json = { [name: string]: Json } | Json[] | string | number | boolean | null;
type Schema = {
  type?: string | string[];
  format?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  [other: string]: unknown;
};

describe('odd input', function () {
  this.timeout(120_000); // some thousand requests
  const database = useDatabase();
  const system = useSystem(database);
  let world: World;
  let routes: Route[];
  let admin: Visitor;

  before(async () => {
    world = await makeWorld(system(), database.db());
    routes = routesOf(system(), database.db());
    admin = await system().as(world.people.admin);
  });

  it('in an address is answered, and never with a failure of ours', async () => {
    const failed: string[] = [];
    for (const { kind, path, query } of routes.filter(({ method }) => method === 'get')) {
      const address = world.address(path);
      const names = Object.keys((query as z.ZodObject | undefined)?.shape ?? { q: 1 });
      // A page takes what it can read; an endpoint refuses at the first thing that it cannot, so there each has its turn.
      const together = kind === 'endpoint' ? names.map((name) => [name]) : [names];
      for (const [odd, some] of (query ? oddities : ['a\0b']).flatMap((odd) => together.map((some) => [odd, some] as const))) {
        const pairs = some.map((name) => [name, odd] as [string, string]);
        const { status } = await admin.get(`${address}?${new URLSearchParams(pairs).toString()}`);
        if (status >= 500) failed.push(`${address} with ${JSON.stringify(odd).slice(0, 40)}: ${status}`);
      }
      for (const name of names) {
        const twice = `${name}=a&${name}=b&${name}[]=c&${name}[x]=d&%ff=%ff&${name}=%00&${name}=%ed%a0%80`;
        const { status } = await admin.get(`${address}?${twice}`);
        if (status >= 500) failed.push(`${address}?${twice}: ${status}`);
      }
    }
    expect(failed).to.deep.equal([]);
  });

  it('in the place of an id is a page that is not there', async () => {
    const failed: string[] = [];
    for (const { path } of routes.filter(({ method, path }) => method === 'get' && path.includes(':'))) {
      for (const odd of ['%00', 'a%00b', '%ff', '%ed%a0%80', '..%2f..%2fetc%2fpasswd', '0', 'x'.repeat(2000), newId()]) {
        const { status } = await admin.get(path.replace(/:\w+/g, odd));
        if (status >= 500) failed.push(`${path} with ${odd.slice(0, 20)}: ${status}`);
      }
    }
    expect(failed).to.deep.equal([]);
  });

  it('in JSON is refused or taken, and never fails', async () => {
    const failed: string[] = [];
    const lead = newId();
    const known = {
      longBreakAfter: null,
      accountIds: [world.people.other.accountId],
      needIds: [lead, newId()],
      leadNeedId: lead,
    };
    for (const { kind, method, path, body } of routes) {
      if (kind !== 'endpoint' || !body) continue;
      for (const [n, odd] of oddBodies(body, known).entries()) {
        const asked = { method: method.toUpperCase(), headers: { 'content-type': 'application/json' }, body: odd };
        const { status } = await admin.fetch(world.address(path), asked);
        // An odd value is looked at only when all the others are sound; that somebody may not do it is not about the body.
        if (n === 0 && path !== '/api/v1/session')
          expect(status, `${method} ${path} ${odd}`).to.be.oneOf([200, 201, 403, 404, 409]);
        if (status >= 500) failed.push(`${method} ${path} ${odd.slice(0, 200)}: ${status}`);
      }
    }
    expect(failed).to.deep.equal([]);
  });

  it('in a form is refused or taken, and never fails', async () => {
    const { html } = await admin.get('/settings');
    const csrf = /name="csrf" value="([^"]*)"/.exec(html)?.[1] ?? '';
    const failed: string[] = [];
    for (const { kind, path, body } of routes) {
      // Signing out, or ending this session's own account, would end the test.
      if (kind !== 'form' || !body || path === '/sign-out') continue;
      for (const odd of ['', 'a\0b', '字'.repeat(5000), '9007199254740991', newId()]) {
        const schema = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as Schema;
        const names = [...new Set([...namesIn(schema), 'title', 'name', 'version'])];
        for (const times of [1, 2]) {
          const pairs = names.flatMap((name) => Array.from({ length: times }, () => [name, odd] as [string, string]));
          const sent = new URLSearchParams([['csrf', csrf], ['command', newId()], ...pairs]);
          const { status } = await admin.fetch(world.address(path), { method: 'POST', body: sent });
          if (status >= 500) failed.push(`${path} with ${JSON.stringify(odd).slice(0, 30)} ×${times}: ${status}`);
        }
      }
    }
    expect(failed).to.deep.equal([]);
    expect((await admin.get('/admin')).status, 'still signed in').to.equal(200);
  });

  it('names the field that holds a sign that cannot be kept', async () => {
    const sent = (title: string) => admin.call('createNeed', { body: { title } });
    for (const title of ['玉米\0', '\ud800']) {
      const { status, reply } = await sent(title);
      expect(status).to.equal(422);
      expect((reply as unknown as { fields: object }).fields)
        .to.have.property('title')
        .that.includes('符号');
    }
    expect((await sent('😀 𠮷')).status).to.equal(201);
  });
});

/** A sound body, then the same with each of its values in turn replaced by something odd; `known` is what chance would not hit. */
function oddBodies(schema: z.ZodType, known: { [name: string]: Json }): string[] {
  const made = sampleOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema) as { [name: string]: Json };
  const sound = Object.fromEntries(
    Object.entries(made).map(([name, value]) => [name, name in known ? (known[name] ?? null) : value]),
  );
  const values: Json[] = ['a\0b', '\ud800', '字'.repeat(5000), 9007199254740991, null, '0000-01-01'];
  const changed = leavesOf(sound).flatMap((path) => values.map((value) => replaced(sound, path, value)));
  return [...[sound, ...changed, [], {}].map((body) => JSON.stringify(body)), '{', '"text"', '['.repeat(50_000)];
}

function sampleOf(schema: Schema): Json {
  const [first] = [schema['anyOf'], schema['oneOf']].flat().filter(Boolean) as Schema[];
  if (first) return sampleOf(first);
  if (schema.type === 'string' && schema['enum'] === undefined && schema['const'] === undefined) return textOf(schema);
  if (Array.isArray(schema['allOf'])) return Object.assign({}, ...(schema['allOf'] as Schema[]).map(sampleOf)) as Json;
  if (schema['const'] !== undefined) return schema['const'] as Json;
  if (Array.isArray(schema['enum'])) return (schema['enum'] as Json[])[0] ?? null;
  switch ([schema.type].flat()[0]) {
    case 'object':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, of]) => [name, sampleOf(of)]));
    case 'array':
      return schema.items ? [sampleOf(schema.items)] : [];
    case 'integer':
    case 'number':
      return Math.max(1, Number(schema['minimum'] ?? 1));
    case 'boolean':
      return false;
    default:
      return textOf(schema);
  }
}

function textOf({ format, pattern }: Schema): string {
  if (format === 'uuid') return newId();
  if (format === 'date') return '2027-01-01';
  if (format === 'date-time') return '2027-01-01T00:00:00Z';
  if (typeof pattern !== 'string') return '玉米';
  return pattern.startsWith('^$') ? '' : pattern.includes('12') ? '220822000000' : 'A0113';
}

function leavesOf(value: Json, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const parts = Object.entries(value).flatMap(([name, part]) => leavesOf(part, [...path, name]));
  return path.length > 0 ? [path, ...parts] : parts;
}

function replaced(value: Json, [name, ...rest]: string[], by: Json): Json {
  if (name === undefined) return by;
  const part = (value as Record<string, Json>)[name] ?? null;
  return Array.isArray(value)
    ? value.map((one, n) => (String(n) === name ? replaced(one, rest, by) : one))
    : { ...(value as Record<string, Json>), [name]: replaced(part, rest, by) };
}

/** The names of all the fields that a form may send, in each of its variants. */
function namesIn(schema: Schema): string[] {
  const variants = [schema['anyOf'], schema['oneOf'], schema['allOf']].flat().filter(Boolean) as Schema[];
  return [...Object.keys(schema.properties ?? {}), ...variants.flatMap(namesIn)];
}

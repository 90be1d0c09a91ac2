import type { z } from 'zod';
import { site } from '../../src/site.ts';
import { api } from '../../src/catalogue.ts';
import type { Endpoint } from '../../src/kernel/contract.ts';
import type { Web } from '../../src/web/web.ts';
import type { System } from './system.ts';

type Declared = { access: Endpoint['access']; params?: z.ZodType; query?: z.ZodType; body?: z.ZodType; cacheSeconds?: number };
export type Route = Declared & { kind: 'page' | 'form' | 'upload' | 'raw' | 'endpoint'; method: string; path: string };

/** Every route of the site with what it declares, as the features register them. */
export function routesOf({ app, settings }: System, db: Parameters<typeof site>[2]['db']): Route[] {
  const routes: Route[] = [];
  const note = (kind: Route['kind'], method: string) => (path: string, options: Declared) =>
    void routes.push({ ...options, kind, method, path });
  const web = {
    fragment: () => '',
    page: note('page', 'get'),
    form: note('form', 'post'),
    upload: note('upload', 'post'),
    raw: (method: string, path: string, options: Declared) => note('raw', method)(path, options),
    endpoint: (name: keyof typeof api) => {
      const { path, method, ...declared }: Endpoint = api[name];
      note('endpoint', method)(`/api/v1${path}`, declared);
    },
  };
  site(web as unknown as Web, app, { db, config: settings, now: () => new Date() } as never, {
    consume: () => Promise.resolve(),
  });
  return routes;
}

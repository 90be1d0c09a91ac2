import type { RequestListener } from 'node:http';
import compression from 'compression';
import { csrfSync } from 'csrf-sync';
import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import pg from 'pg';
import type { Logger } from 'pino';
import type { App } from '../compose.ts';
import type { Platform } from '../platform/platform.ts';
import { site } from '../site.ts';
import { readAssets } from './assets.ts';
import { createWeb, refuseForm, type WebContext } from './create-web.ts';
import { errorHandler, notFound } from './errors.ts';
import { createMicroCache } from './micro-cache.ts';
import { openApiDocument } from './openapi.ts';
import { setPreferences } from './preferences.ts';
import { countWrites, type RateLimiter } from './rate-limit.ts';
import { requestLog } from './request-log.ts';
import { readPreferences, recogniseCaller } from './request.ts';
import { securityHeaders } from './security.ts';
import { hasOpenSession, hasSession, sessions } from './session.ts';
import { showFailure } from './show-failure.ts';
import { readViews } from './views.ts';

export type ServerOptions = {
  platform: Platform & { log: Logger };
  app: App;
  secret: string;
  /** Off in the benchmark's uncached rounds and in tests that look at changes at once. */
  pageCache?: boolean;
  limits: RateLimiter;
  /** Routes before the pages: health, metrics. */
  before?: RequestHandler[];
  /** The queues' dashboard for admins, mounted at /admin/queues. */
  queueBoard?: RequestHandler;
};

export type WebServer = { handle: RequestListener; session: RequestHandler; close: () => Promise<void> };

/** Builds what answers requests: kept pages first, then the Express application; it listens to nothing until somebody gives it a port. */
export function createServer({
  platform,
  app,
  secret,
  pageCache = true,
  limits,
  before = [],
  queueBoard,
}: ServerOptions): WebServer {
  const { db, config, log } = platform;
  const sessionPool = new pg.Pool({ connectionString: config.DATABASE_URL ?? '', max: 4, application_name: 'duijie sessions' });
  sessionPool.on('error', (error) => log.warn({ err: error }, 'A session connection was lost; the next request opens another.'));
  const session = sessions(sessionPool, secret, { secure: config.SECURE_COOKIES });
  const assets = readAssets();
  const csrf = csrfSync({
    getTokenFromRequest: (request) =>
      (request.body as { csrf?: string } | undefined)?.csrf ?? request.get('x-csrf-token') ?? null,
  });
  const cache = pageCache ? createMicroCache() : null;
  const context: WebContext = {
    db,
    views: readViews(assets),
    cache,
    timeZone: config.TIME_ZONE,
    publicUrl: config.PUBLIC_URL ?? '',
    csrf: (request) => (hasOpenSession(request) ? csrf.generateToken(request) : refuseForm()),
    csrfValid: (request) => csrf.isRequestValid(request),
    countWrite: countWrites(limits),
  };

  const server = express();
  server.disable('x-powered-by').disable('etag').set('trust proxy', config.TRUST_PROXY).set('query parser', 'simple');
  server.use(requestLog(log));
  server.use(securityHeaders(config));
  for (const handler of before) server.use(handler);
  server.get('/assets/{*path}', (request, response) => sendAsset(request, response, assets));
  server.get('/preferences', setPreferences);
  const [forAll, router] = [Router(), Router()];
  server.use(visitorsFirst(forAll));
  server.use(compression({ level: 1 }));
  server.use(session, recogniseCaller(db));
  server.use(express.urlencoded({ extended: false, limit: '256kb', parameterLimit: 500 }), express.json({ limit: '256kb' }));
  if (queueBoard) server.use('/admin/queues', queueBoard);
  router.get('/api/openapi.json', (_request, response) => void response.json(openApiDocument(config.PUBLIC_URL ?? '/')));
  site(createWeb({ forAll, router }, context), app, platform, limits);
  server.use(router);
  server.use(
    notFound(),
    errorHandler(log, (request, response, failure) => void showFailure(request, response, failure, context)),
  );
  const handle: RequestListener = (request, response) => {
    if (!cache?.answer(request, response)) server(request, response);
  };
  return { handle, session, close: () => sessionPool.end() };
}

/** A visitor without a session who reads what everybody may read needs neither session nor token nor body parser. */
function visitorsFirst(forAll: Router): RequestHandler {
  return (request, response, next) => {
    if (hasSession(request)) return next();
    request.caller = null;
    request.preferences = readPreferences(request.headers.cookie, request.url);
    forAll(request, response, next);
  };
}

function sendAsset(request: Request, response: Response, assets: ReturnType<typeof readAssets>): void {
  const path = ([] as string[]).concat(request.params['path'] ?? []).join('/');
  const file = assets.file(path);
  if (!file) {
    response.sendStatus(404);
    return;
  }
  response.set('Cache-Control', request.query['v'] ? 'public, max-age=31536000, immutable' : 'public, max-age=300');
  response.sendFile(file.pathname);
}

import { randomUUID } from 'node:crypto';
import compression from 'compression';
import { csrfSync } from 'csrf-sync';
import express, { Router, type Express, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import pg from 'pg';
import { pinoHttp } from 'pino-http';
import type { Logger } from 'pino';
import type { App } from '../compose.ts';
import type { Platform } from '../platform/platform.ts';
import { site } from '../site.ts';
import { readAssets } from './assets.ts';
import { createWeb, renderPage, type WebContext } from './create-web.ts';
import { errorHandler, notFound, type Failure } from './errors.ts';
import { translator } from './i18n.ts';
import { createMicroCache } from './micro-cache.ts';
import { openApiDocument } from './openapi.ts';
import { readPreferences, recogniseCaller } from './request.ts';
import { apiRoot } from './serve-endpoint.ts';
import { contentSecurity } from './security.ts';
import { sessions } from './session.ts';
import { readViews } from './views.ts';

declare module 'http' {
  interface IncomingMessage {
    id: import('pino-http').ReqId;
  }
}

export type ServerOptions = {
  platform: Platform & { log: Logger };
  app: App;
  secret: string;
  /** Off in the benchmark's uncached rounds and in tests that look at changes at once. */
  pageCache?: boolean;
  /** Counts a write against its account or address. */
  countWrite: (request: Request) => Promise<void>;
  /** Routes before the pages: health, metrics. */
  before?: RequestHandler[];
  /** The queues' dashboard for admins, mounted at /admin/queues. */
  queueBoard?: RequestHandler;
};

export type WebServer = { express: Express; session: RequestHandler; close(): Promise<void> };

/** Builds the Express application; it listens to nothing until somebody gives it a port. */
export function createServer({ platform, app, secret, pageCache = true, countWrite, before = [], queueBoard }: ServerOptions): WebServer {
  const { db, config, log } = platform;
  const sessionPool = new pg.Pool({ connectionString: config.DATABASE_URL ?? '', max: 4, application_name: 'duijie sessions' });
  sessionPool.on('error', (error) => log.warn({ err: error }, 'A session connection was lost; the next request opens another.'));
  const session = sessions(sessionPool, secret, { secure: config.SECURE_COOKIES });
  const assets = readAssets();
  const csrf = csrfSync({ getTokenFromRequest: (request) => (request.body as { csrf?: string } | undefined)?.csrf ?? request.get('x-csrf-token') ?? null });
  const cache = pageCache ? createMicroCache() : null;
  const context: WebContext = {
    db,
    views: readViews(assets),
    cache,
    timeZone: config.TIME_ZONE,
    publicUrl: config.PUBLIC_URL ?? '',
    csrf: (request) => csrf.generateToken(request),
    csrfValid: (request) => csrf.isRequestValid(request),
    countWrite,
  };

  const server = express();
  server.disable('x-powered-by').disable('etag').set('trust proxy', config.TRUST_PROXY).set('query parser', 'simple');
  if (cache) server.use(cache.serve);
  server.use(pinoHttp({ logger: log, genReqId, autoLogging: { ignore: isQuiet }, customLogLevel: levelOf, serializers: { req: plainRequest, res: plainResponse } }));
  server.use(helmet({ contentSecurityPolicy: contentSecurity(config), strictTransportSecurity: config.SECURE_COOKIES }));
  for (const handler of before) server.use(handler);
  server.get('/assets/{*path}', (request, response) => sendAsset(request, response, assets));
  server.get('/preferences', setPreferences);
  server.use(compression({ level: 1 }));
  server.use(session, recogniseCaller(db));
  server.use(express.urlencoded({ extended: false, limit: '256kb', parameterLimit: 500 }), express.json({ limit: '256kb' }));
  if (queueBoard) server.use('/admin/queues', queueBoard);
  const router = Router();
  router.get('/api/openapi.json', (_request, response) => void response.json(openApiDocument(config.PUBLIC_URL ?? '/')));
  site(createWeb(router, context), app, platform);
  server.use(router);
  server.use(notFound(), errorHandler(log, (request, response, failure) => void showFailure(request, response, failure, context)));
  return { express: server, session, close: () => sessionPool.end() };
}

/** API clients get JSON; people get a page that says what happened and what to do; nobody signed in is sent to sign in. */
async function showFailure(request: Request, response: Response, failure: Failure, context: WebContext): Promise<void> {
  request.preferences ??= readPreferences(request.headers.cookie, request.url);
  request.caller ??= null;
  const t = translator(request.preferences.language);
  const message = t(failure.key, failure.params);
  if (request.path.startsWith(`${apiRoot}/`)) {
    const fields = Object.fromEntries(Object.entries(failure.fields).map(([name, { key, params }]) => [name, t(key, params)]));
    response.json({ code: failure.code, message, fields });
  } else if (failure.code === 'sign-in' && request.method === 'GET') {
    response.redirect(303, `/sign-in?to=${encodeURIComponent(request.originalUrl)}`);
  } else {
    try {
      const model = { title: t(`ui:failure.${failure.status}.title`), status: failure.status, code: failure.code, message, requestId: String(request.id) };
      response.type('html').send(await renderPage(request, context, 'errors/error', model));
    } catch {
      response.type('text').send(message); // the database is away: the shell cannot be drawn, the sentence can be said
    }
  }
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

/** Language, theme and type size are kept in cookies and need neither script nor an account. */
function setPreferences(request: Request, response: Response): void {
  const allowed = { lang: ['zh', 'en'], theme: ['auto', 'light', 'dark'], type: ['normal', 'large'] };
  for (const [name, values] of Object.entries(allowed)) {
    const value = request.query[name];
    if (typeof value === 'string' && values.includes(value)) response.cookie(name, value, { maxAge: 365 * 24 * 3600 * 1000, sameSite: 'lax', path: '/' });
  }
  const back = typeof request.query['back'] === 'string' && /^\/(?![/\\])/.test(request.query['back']) ? request.query['back'] : '/';
  response.redirect(303, back.replace(/([?&])lang=(zh|en)(&|$)/, '$1').replace(/[?&]$/, ''));
}

function genReqId(request: { headers: Record<string, string | string[] | undefined> }, response: { setHeader(name: string, value: string): unknown }): string {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  response.setHeader('X-Request-Id', id);
  return id;
}

function isQuiet(request: { url?: string | undefined }): boolean {
  return /^\/(assets|healthz|readyz|metrics)/.test(request.url ?? '');
}

function levelOf(_request: unknown, response: { statusCode: number }, error?: Error): 'error' | 'warn' | 'debug' {
  return error || response.statusCode >= 500 ? 'error' : response.statusCode === 429 ? 'warn' : 'debug';
}

/** Addresses carry codes and words that people typed; the log keeps the path alone. */
function plainRequest(request: { id: string; method: string; url: string }): object {
  return { id: request.id, method: request.method, path: request.url.replace(/\?.*$/, '').replace(/^\/p\/.*/, '/p/…') };
}

function plainResponse(response: { statusCode: number }): object {
  return { status: response.statusCode };
}

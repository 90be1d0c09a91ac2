import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';

declare module 'http' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface merges.
  interface IncomingMessage {
    /** Stands in the log and in the answer, so that a person can quote it. */
    id: string;
  }
}

/** One line a request, with an id that the answer carries too; a request below the log's level costs next to nothing. */
export function requestLog(log: Logger): RequestHandler {
  return (request, response, next) => {
    request.id = idOf(request);
    response.setHeader('X-Request-Id', request.id);
    const began = performance.now();
    response.once('finish', () => {
      const level = levelOf(response.statusCode);
      if (!log.isLevelEnabled(level) || isQuiet(request)) return;
      const responseTime = Math.round(performance.now() - began);
      log[level]({ req: plainRequest(request), res: { status: response.statusCode }, responseTime }, 'request answered');
    });
    next();
  };
}

function idOf({ headers }: Request): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

function isQuiet(request: Request): boolean {
  return /^\/(assets|healthz|readyz|metrics)/.test(request.originalUrl);
}

function levelOf(status: number): 'error' | 'warn' | 'debug' {
  return status >= 500 ? 'error' : status === 429 ? 'warn' : 'debug';
}

/** Addresses carry codes and words that people typed; the log keeps the path alone. */
function plainRequest({ id, method, originalUrl }: Request): object {
  return { id, method, path: originalUrl.replace(/\?.*$/, '').replace(/^\/p\/.*/, '/p/…') };
}

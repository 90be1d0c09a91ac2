import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { pinoHttp, type ReqId } from 'pino-http';
import type { Logger } from 'pino';

declare module 'http' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface merges.
  interface IncomingMessage {
    id: ReqId;
  }
}

/** One line a request, with an id that the answer carries too; addresses lose their query, which may name people. */
export function requestLog(log: Logger): RequestHandler {
  return pinoHttp<IncomingMessage, ServerResponse>({
    logger: log,
    genReqId,
    autoLogging: { ignore: isQuiet },
    customLogLevel: levelOf,
    serializers: { req: plainRequest, res: plainResponse },
  });
}

function genReqId(
  request: { headers: Record<string, string | string[] | undefined> },
  response: { setHeader(name: string, value: string): unknown },
): string {
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

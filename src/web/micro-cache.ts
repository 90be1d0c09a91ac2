import { promisify } from 'node:util';
import { createHash } from 'node:crypto';
import { gzip } from 'node:zlib';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request, Response } from 'express';
import { readPreferences } from './request.ts';
import { hasSession } from './session.ts';

type Answer = { headers: string[]; body: Buffer };
type Kept = { until: number; etag: string; unchanged: string[]; plain: Answer; gzipped: Answer };

/** A page as every visitor without a session gets it, kept some seconds and with its gzip, per address and preferences. */
export type MicroCache = {
  /** Answers with a kept page, if there is one. Comes first, before Express and anything else that costs time. */
  answer(request: IncomingMessage, response: ServerResponse): boolean;
  /** Sends a page and keeps it. */
  send(request: Request, response: Response, plain: Buffer, seconds: number): Promise<void>;
};

const most = 500;
const compress = promisify(gzip);

export function createMicroCache(now: () => number = Date.now): MicroCache {
  const kept = new Map<string, Kept>();
  return {
    answer(request, response) {
      const key = keyOf(request);
      const page = key === undefined ? undefined : kept.get(key);
      if (!page || page.until <= now()) return false;
      write(request, response, page);
      return true;
    },
    async send(request, response, plain, seconds) {
      const gzipped = await compress(plain, { level: 6 });
      const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
      const shared = [
        ...headersForAll(response),
        ...['content-type', 'text/html; charset=utf-8', 'cache-control', `public, max-age=${seconds}`],
        ...['vary', 'Cookie, Accept-Encoding', 'etag', etag],
      ];
      const page: Kept = {
        until: now() + seconds * 1000,
        etag,
        unchanged: shared,
        plain: { headers: [...shared, 'content-length', String(plain.length)], body: plain },
        gzipped: {
          headers: [...shared, 'content-encoding', 'gzip', 'content-length', String(gzipped.length)],
          body: gzipped,
        },
      };
      const key = keyOf(request);
      if (key !== undefined) {
        if (kept.size >= most) kept.delete(kept.keys().next().value ?? '');
        kept.delete(key);
        kept.set(key, page);
      }
      write(request, response, page);
    },
  };
}

function keyOf(request: IncomingMessage): string | undefined {
  if ((request.method !== 'GET' && request.method !== 'HEAD') || hasSession(request)) return undefined;
  const url = request.url ?? '';
  const { language, theme, type } = readPreferences(request.headers.cookie, url);
  return `${language} ${theme} ${type} ${request.headers.host ?? ''} ${url}`;
}

/** The headers are kept in the form in which they are sent. */
function write(request: IncomingMessage, response: ServerResponse, page: Kept): void {
  if (request.headers['if-none-match'] === page.etag) {
    response.writeHead(304, page.unchanged).end();
    return;
  }
  const { headers, body } = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') ? page.gzipped : page.plain;
  response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body);
}

/** The security headers belong to the page; what belongs to one answer does not. */
function headersForAll(response: Response): string[] {
  const own = ['set-cookie', 'x-request-id', 'content-length', 'content-encoding', 'etag'];
  return Object.entries(response.getHeaders()).flatMap(([name, value]) =>
    own.includes(name) || value === undefined ? [] : [name, String(value)],
  );
}

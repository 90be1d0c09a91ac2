import { promisify } from 'node:util';
import { createHash } from 'node:crypto';
import { gzip } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'express';
import { readPreferences } from './request.ts';
import { hasSession } from './session.ts';

type Kept = { until: number; headers: Record<string, string>; plain: Buffer; gzipped: Buffer; etag: string };

/** A page as every visitor without a session gets it, kept some seconds and with its gzip, per address and preferences. */
export type MicroCache = {
  /** Comes first, before anything that costs time. */
  serve: RequestHandler;
  /** Sends a page and keeps it. */
  send(request: Request, response: Response, html: string, seconds: number): Promise<void>;
};

const most = 500;
const compress = promisify(gzip);

export function createMicroCache(now: () => number = Date.now): MicroCache {
  const kept = new Map<string, Kept>();
  return {
    serve(request, response, next) {
      const key = keyOf(request);
      const page = key === undefined ? undefined : kept.get(key);
      if (!page || page.until <= now()) return next();
      write(request, response, page);
    },
    async send(request, response, html, seconds) {
      const plain = Buffer.from(html);
      const page: Kept = {
        until: now() + seconds * 1000,
        headers: {
          ...plainHeaders(response),
          'content-type': 'text/html; charset=utf-8',
          'cache-control': `public, max-age=${seconds}`,
          vary: 'Cookie, Accept-Encoding',
        },
        plain,
        gzipped: await compress(plain, { level: 6 }),
        etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
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

function keyOf(request: Request): string | undefined {
  if ((request.method !== 'GET' && request.method !== 'HEAD') || hasSession(request)) return undefined;
  const { language, theme, type } = readPreferences(request.headers.cookie, request.url);
  return `${language} ${theme} ${type} ${request.headers.host ?? ''} ${request.url}`;
}

function write(request: Request, response: Response, page: Kept): void {
  const headers: Record<string, string | number> = { ...page.headers, etag: page.etag };
  if (request.headers['if-none-match'] === page.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const small = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const body = small ? page.gzipped : page.plain;
  if (small) headers['content-encoding'] = 'gzip';
  headers['content-length'] = body.length;
  response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body);
}

/** The security headers belong to the page; what belongs to one answer does not. */
function plainHeaders(response: Response): Record<string, string> {
  const own = ['set-cookie', 'x-request-id', 'content-length', 'content-encoding', 'etag'];
  return Object.fromEntries(
    Object.entries(response.getHeaders()).flatMap(([name, value]) =>
      own.includes(name) || value === undefined ? [] : [[name, String(value)]],
    ),
  );
}

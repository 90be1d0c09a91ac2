import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { Router, type RequestHandler } from 'express';
import { jobs } from '../../catalogue.ts';
import { comesFromUs } from '../socketio/origin.ts';
import type { QueueConnection } from './connection.ts';

/** The dashboard of the queues, to be mounted at `basePath` for those who may see it. */
export function queueBoard(connection: QueueConnection, basePath: string, publicUrl: string | undefined): Router {
  const adapter = new ExpressAdapter();
  const names = [...new Set(Object.values(jobs).map(({ queue }) => queue))];
  createBullBoard({
    queues: names.map((name) => new BullMQAdapter(connection.queue(name))),
    serverAdapter: adapter.setBasePath(basePath),
    options: { uiConfig: { boardTitle: '对接 Duijie' } },
  });
  const router = Router();
  router.use(relaxStyles, ownFonts, onlyFromUs(publicUrl), adapter.getRouter() as RequestHandler);
  return router;
}

/** The dashboard writes styles into its page; scripts and other hosts stay as closed as everywhere. */
const relaxStyles: RequestHandler = (_request, response, next) => {
  response.set(
    'Content-Security-Policy',
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'self'; frame-ancestors 'none'",
  );
  next();
};

/** Its page asks another host for a typeface, which a hall without internet has not and nobody here allows. */
const ownFonts: RequestHandler = (_request, response, next) => {
  const send = response.send.bind(response);
  response.send = (body: unknown) =>
    send(typeof body === 'string' ? body.replace(/<link [^>]*href="https:\/\/[^"]*"[^>]*>/g, '') : body);
  next();
};

/** The dashboard knows no tokens against forged requests: what changes something must come from a page of ours. */
function onlyFromUs(publicUrl: string | undefined): RequestHandler {
  return (request, response, next) => {
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    if (isReading || (request.headers.origin && comesFromUs(request.headers, publicUrl))) next();
    else response.sendStatus(403);
  };
}

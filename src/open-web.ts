import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Router } from 'express';
import type { App } from './compose.ts';
import type { Settings } from './locate-database.ts';
import { queueBoard } from './platform/bullmq/board.ts';
import type { QueueConnection } from './platform/bullmq/connection.ts';
import { healthRoutes } from './platform/health/health-routes.ts';
import type { Metrics } from './platform/health/metrics.ts';
import type { Broadcast } from './platform/relay/relay-facts.ts';
import { openLiveServer } from './platform/socketio/live-server.ts';
import { StartProblem } from './problem.ts';
import { openLimits } from './web/open-limits.ts';
import { callerReader } from './web/read-caller.ts';
import { createServer, type ServerOptions } from './web/server.ts';
import { checkAccess } from './web/visit.ts';

export type WebOptions = Pick<ServerOptions, 'secret' | 'pageCache'> & {
  /** How many times the usual limits hold; tests and benchmarks raise it. */
  limitScale?: number;
  platform: ServerOptions['platform'] & { config: Settings };
  app: App;
  queues: QueueConnection;
  metrics: Metrics;
};

export type OpenedWeb = { broadcast: Broadcast; listen: () => Promise<string>; close: () => Promise<void> };

const boardPath = '/admin/queues';

/** The web process: pages, API, sockets and health. It can speak to its sockets before it listens. */
export function openWeb({ platform, app, queues, metrics, limitScale, ...options }: WebOptions): OpenedWeb {
  const { db, config, log } = platform;
  const limits = openLimits(config, limitScale, log);
  let stopping = false;
  const health = { db, queues, registry: metrics.registry, token: config.METRICS_TOKEN, isStopping: () => stopping, log };
  const web = createServer({
    ...options,
    platform,
    app,
    limits: limits.limiter,
    before: [metrics.timeRequests, healthRoutes(health)],
    queueBoard: boardForAdmins(queues, config.PUBLIC_URL),
  });
  const http = createHttpServer(web.handle);
  http.keepAliveTimeout = 65_000; // Longer than a proxy keeps its end, so that it never writes into a closed connection.
  const live = openLiveServer({
    http,
    settings: config,
    log,
    readSession: callerReader(web.session, db),
    mayWatch: app.mayWatchEvent,
  });
  metrics.watchSockets(live.sockets);

  return {
    broadcast: live.broadcast,
    async listen() {
      http.listen(config.PORT, config.HOST);
      await once(http, 'listening').catch((error: NodeJS.ErrnoException) => {
        throw new StartProblem(listenProblem(error, config));
      });
      const { port } = http.address() as AddressInfo;
      return `http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${port}`;
    },
    async close() {
      stopping = true;
      await live.close();
      await web.close();
      await limits.close();
    },
  };
}

function boardForAdmins(queues: QueueConnection, publicUrl: string | undefined): Router {
  const router = Router();
  router.use(
    (request, _response, next) => {
      checkAccess(['admin'], request.caller);
      next();
    },
    queueBoard(queues, boardPath, publicUrl),
  );
  return router;
}

function listenProblem(error: NodeJS.ErrnoException, { HOST, PORT }: { HOST: string; PORT: number }): string {
  if (error.code === 'EADDRINUSE') {
    return `The port ${PORT} is taken by another program. Choose another: PORT=${PORT + 1} npm start\n端口 ${PORT} 已被占用，请换一个：PORT=${PORT + 1} npm start`;
  }
  if (error.code === 'EACCES') return `This user may not listen on port ${PORT}. 当前用户无权监听端口 ${PORT}。`;
  return `Cannot listen on ${HOST}:${PORT}: ${error.message}`;
}

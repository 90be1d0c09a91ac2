import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Caller } from '../../features/people/caller.ts';
import { refuse } from '../../kernel/error.ts';
import type { Id } from '../../kernel/id.ts';
import { room } from '../../room.ts';
import type { QueueSettings } from '../bullmq/connection.ts';
import type { Log } from '../log.ts';
import { openLiveAdapter } from './adapter.ts';
import { answer, type LiveSocket } from './answer.ts';
import { broadcastThrough, type Broadcaster, type LiveIo } from './broadcast.ts';
import { createFloodGuard } from './flood.ts';
import { comesFromUs } from './origin.ts';

export type LiveOptions = {
  http: HttpServer;
  settings: QueueSettings & { PUBLIC_URL?: string | undefined };
  log: Log;
  /** Who is behind the session that a connection brings; null for a visitor. */
  readSession: (request: IncomingMessage) => Promise<Caller | null>;
  mayWatch: (caller: Caller | null, eventId: Id) => Promise<boolean>;
};

export type LiveServer = Broadcaster & { sockets: () => number };

/** Where browsers listen: at /live, each signed-in person in the room of the account, and in the rooms of the events watched. */
export function openLiveServer({ http, settings, log, readSession, mayWatch }: LiveOptions): LiveServer {
  const { adapter, close } = openLiveAdapter(settings, log);
  const io: LiveIo = new Server(http, {
    adapter,
    path: '/live',
    transports: ['websocket', 'polling'],
    maxHttpBufferSize: 10_000,
    allowRequest: (request, decide) => decide(null, comesFromUs(request.headers, settings.PUBLIC_URL)),
  });

  io.use((socket, next) => {
    readSession(socket.request).then(
      (caller) => {
        (socket.data as { caller: Caller | null }).caller = caller;
        next();
      },
      (error: unknown) => {
        log.error({ err: error }, 'The session of a socket could not be read.');
        next(new Error('failed'));
      },
    );
  });
  io.on('connection', (socket) => void welcome(socket, mayWatch, log));

  return {
    broadcast: broadcastThrough(io),
    sockets: () => io.engine.clientsCount,
    /** Ends every connection, and the HTTP server with them. */
    async close() {
      await io.close();
      await close();
    },
  };
}

async function welcome(socket: LiveSocket, mayWatch: LiveOptions['mayWatch'], log: Log): Promise<void> {
  const { caller } = socket.data as { caller: Caller | null };
  const isCalm = createFloodGuard(40, 10_000);
  socket.use((_packet, next) => {
    if (isCalm()) next();
    else socket.disconnect(true);
  });
  answer(
    socket,
    'event:watch',
    async ({ eventId }) => {
      if (!(await mayWatch(caller, eventId))) refuse('not-allowed', 'ui:errors.not-allowed');
      await socket.join(room.event(eventId));
    },
    log,
  );
  if (caller) await socket.join(room.account(caller.accountId));
}

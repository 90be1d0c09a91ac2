import { Server } from 'socket.io';
import { messages, type ClientToServer, type ServerToClient } from '../../catalogue.ts';
import type { QueueSettings } from '../bullmq/connection.ts';
import type { Log } from '../log.ts';
import type { Broadcast } from '../relay/relay-facts.ts';
import { openLiveAdapter } from './adapter.ts';

export type LiveIo = Server<ClientToServer, ServerToClient>;
export type Broadcaster = { broadcast: Broadcast; close: () => Promise<void> };

/** Sends to a room wherever its sockets are. What the contract does not name does not leave. */
export function broadcastThrough(io: LiveIo): Broadcast {
  return (to, name, body) => {
    const parsed = messages[name].parse(body);
    (io.to(to).emit as (name: string, body: unknown) => boolean).call(io.to(to), name, parsed); // the table pairs each name with its own body
  };
}

/** For a process that has something to say and no sockets of its own. */
export function openBroadcaster(settings: QueueSettings, log: Log): Broadcaster {
  const { adapter, close } = openLiveAdapter(settings, log);
  const io: LiveIo = new Server({ adapter });
  return {
    broadcast: broadcastThrough(io),
    async close() {
      await io.of('/').adapter.close();
      await close();
    },
  };
}

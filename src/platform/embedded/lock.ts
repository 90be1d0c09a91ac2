import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { lstatSync, mkdirSync, realpathSync, unlinkSync } from 'node:fs';
import { createConnection, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { EmbeddedProblem } from './problem.ts';

export type Lock = { announce(address: string): void; release(): Promise<void> };
export type Held = { pid: number; address: string | null };

const longestSocketPath = 100; // The kernel takes 107 bytes on Linux and 103 on macOS.
const patience = 5_000;

/**
 * Resolves to a Lock, or to { held: Held } when another live process holds the folder.
 * The lock is a listening socket, which the kernel closes however its process ends; a file with a pid would outlive a kill -9.
 */
export async function acquireLock(dataDir: string): Promise<{ lock: Lock } | { held: Held }> {
  mkdirSync(dataDir, { recursive: true });
  const path = socketPath(realpathSync(dataDir));
  for (;;) {
    const holder: Held = { pid: process.pid, address: null };
    const server = await listen(path, holder);
    if (server) return { lock: lockOf(server, holder) };
    const found = identity(path);
    const held = await ask(path);
    if (held) return { held };
    // Another start may have replaced the dead socket meanwhile: only the very file that refused is removed.
    if (found !== null && identity(path) === found) unlinkSync(path);
  }
}

function lockOf(server: Server, holder: Held): Lock {
  return {
    announce(address) {
      holder.address = address;
    },
    async release() {
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
}

/** Null when the path is taken, by a live process or by the remains of a dead one. */
async function listen(path: string, holder: Held): Promise<Server | null> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(JSON.stringify(holder));
  });
  // Readable to all, so that another user is told who holds the folder instead of "permission denied".
  server.listen({ path, readableAll: true, writableAll: true });
  try {
    await once(server, 'listening');
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') return null;
    throw error;
  }
  server.unref();
  return server;
}

/** Null when nobody listens there any more. */
async function ask(path: string): Promise<Held | null> {
  const socket = createConnection(path);
  socket.setTimeout(patience, () => socket.destroy(new EmbeddedProblem(`The process that holds ${path} does not answer.`)));
  try {
    return JSON.parse(await text(socket)) as Held;
  } catch (error) {
    const gone = ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE'].includes(codeOf(error)) || error instanceof SyntaxError;
    if (gone) return null;
    throw error;
  } finally {
    socket.destroy();
  }
}

/** Inode numbers are used again at once, so the moment of creation belongs to the identity of a file. */
function identity(path: string): string | null {
  const stat = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  return stat ? `${stat.ino} ${stat.ctimeNs}` : null;
}

function socketPath(folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\duijie-${hash}`;
  const path = join(folder, 'lock.sock');
  return Buffer.byteLength(path) <= longestSocketPath ? path : join(tmpdir(), `duijie-${hash}.sock`);
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}

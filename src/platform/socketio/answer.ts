import type { Socket } from 'socket.io';
import { z } from 'zod';
import { requests, type ClientToServer, type RequestBody, type RequestName, type ServerToClient } from '../../catalogue.ts';
import type { Ack } from '../../kernel/contract.ts';
import { AppError } from '../../kernel/error.ts';
import type { Log } from '../log.ts';

export type LiveSocket = Socket<ClientToServer, ServerToClient>;

/** Answers one kind of request: its body is parsed, and every request gets an acknowledgement. */
export function answer<N extends RequestName>(
  socket: LiveSocket,
  name: N,
  handle: (body: RequestBody<N>) => Promise<void>,
  log: Log,
): void {
  const listen = socket.on.bind(socket) as (name: string, listener: (...given: unknown[]) => void) => void;
  listen(name, (given, ack) => {
    const reply = typeof ack === 'function' ? (ack as (reply: Ack) => void) : () => undefined;
    perform(name, given, handle).then(
      () => reply({ ok: true }),
      (error: unknown) => reply(refusal(error, name, log)),
    );
  });
}

async function perform<N extends RequestName>(
  name: N,
  given: unknown,
  handle: (body: RequestBody<N>) => Promise<void>,
): Promise<void> {
  await handle(requests[name].parse(given));
}

function refusal(error: unknown, name: string, log: Log): Ack {
  if (error instanceof AppError) return { ok: false, code: error.code };
  if (error instanceof z.ZodError) return { ok: false, code: 'invalid' };
  log.error({ err: error, request: name }, 'A request over the socket failed.');
  return { ok: false, code: 'failed' };
}

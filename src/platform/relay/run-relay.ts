import { setTimeout as pause } from 'node:timers/promises';
import { createBell } from './bell.ts';
import { listenForFacts } from './listen-for-facts.ts';
import { relayFacts, type RelayPorts } from './relay-facts.ts';

export type Relay = { stop: () => Promise<void> };

const pauses = { polling: 100, listening: 1_000, longest: 5_000 };

/** Relays facts until it is stopped: at once when the database says that there are some, and by polling in case it could not. */
export function runRelay(ports: RelayPorts, databaseUrl: string): Relay {
  const stopping = new AbortController();
  const bell = createBell();
  const listener = listenForFacts(databaseUrl, ports.log, bell.ring);

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        const relayed = await relayFacts(ports);
        failures = 0;
        if (relayed === 0) await bell.wait(listener.isListening() ? pauses.listening : pauses.polling);
      } catch (error) {
        failures += 1;
        ports.log.warn({ err: error, failures }, 'The facts could not be handed on; they wait and are tried again.');
        // New facts do not shorten this pause: they could not be handed on either.
        await pause(Math.min(pauses.polling * 2 ** failures, pauses.longest), null, stopping).catch(() => undefined);
      }
    }
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      bell.ring();
      await running;
      await listener.stop();
    },
  };
}

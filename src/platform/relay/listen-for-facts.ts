import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log.ts';

export type FactListener = { isListening: () => boolean; stop: () => Promise<void> };

/** Calls `onFacts` after each commit that recorded facts. Opens the connection again when it is lost, and says meanwhile that it does not listen. */
export function listenForFacts(databaseUrl: string, log: Log, onFacts: () => void): FactListener {
  const stopping = new AbortController();
  let client: pg.Client | undefined;
  let listening = false;

  async function keepListening(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await listenOnce();
      } catch (error) {
        log.warn({ err: error }, 'The outbox cannot be listened to; it is polled instead.');
      }
      listening = false;
      if (!stopping.signal.aborted) await pause(1_000, null, stopping).catch(() => undefined);
    }
  }

  /** Resolves or rejects when the connection ends. */
  async function listenOnce(): Promise<void> {
    const opened = new pg.Client({ connectionString: databaseUrl, application_name: 'duijie relay', keepAlive: true });
    client = opened;
    const ended = new Promise<void>((resolve, reject) => opened.on('end', resolve).on('error', reject));
    opened.on('notification', onFacts);
    try {
      await Promise.race([opened.connect(), ended]);
      await opened.query('listen outbox');
      listening = true;
      onFacts(); // What was recorded while nobody listened.
      await ended;
    } finally {
      ended.catch(() => undefined);
      await opened.end().catch(() => undefined);
    }
  }

  const running = keepListening();
  return {
    isListening: () => listening,
    async stop() {
      stopping.abort();
      await client?.end().catch(() => undefined);
      await running;
    },
  };
}

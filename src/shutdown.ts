import type { Log } from './platform/log.ts';

export type Shutdown = {
  /** What is opened later is closed earlier. */
  add: (name: string, close: () => Promise<unknown>) => void;
  /** Closes everything once, however often it is called; answers whether all of it closed. */
  close: () => Promise<boolean>;
};

export function createShutdown(log: Log): Shutdown {
  const open: { name: string; close: () => Promise<unknown> }[] = [];
  let closing: Promise<boolean> | undefined;

  async function closeAll(): Promise<boolean> {
    let clean = true;
    for (let last = open.pop(); last; last = open.pop()) {
      const { name, close } = last;
      log.debug(`closing ${name}`);
      await close().catch((error: unknown) => {
        clean = false;
        log.error({ err: error }, `${name} did not close properly`);
      });
    }
    return clean;
  }

  return {
    add: (name, close) => void open.push({ name, close }),
    close: () => (closing ??= closeAll()),
  };
}

const deadline = 20_000;

/** On the first Ctrl-C or SIGTERM everything is closed in order, within a deadline; a second one ends the process at once. */
export function stopOnSignals(shutdown: Shutdown, log: Log): void {
  let asked = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (asked) {
      log.warn('Stopped at once; what was running will be repeated at the next start.');
      process.exit(130);
    }
    asked = true;
    log.info(`${signal}: stopping in order; once more stops at once.`);
    setTimeout(() => {
      log.error('Closing took too long; stopped at once.');
      process.exit(1);
    }, deadline).unref();
    void shutdown.close().then((clean) => process.exit(clean ? process.exitCode : 1));
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  // What nobody expected leaves the process in a state that nobody knows: it ends, and whoever runs it starts it again.
  process.once('uncaughtException', (error) => {
    log.fatal({ err: error }, 'Something failed that nothing caught; stopping in order.');
    process.exitCode = 1;
    stop('SIGTERM');
  });
}

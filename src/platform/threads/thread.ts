import { parentPort, workerData } from 'node:worker_threads';

/** What a module must offer to be run in threads: made once in each, with what all of them share, then asked again and again. */
export type Threaded<Shared, Task, Result> = {
  load: (shared: Shared) => void;
  run: (task: Task) => { result: Result; transfer: ArrayBuffer[] };
};
export type Order = { kind: 'load'; shared: unknown } | { kind: 'run'; id: number; task: unknown };
export type Reply = { id: number; result: unknown } | { id: number; message: string };

const { module } = workerData as { module: string };
const { createThreaded } = (await import(module)) as { createThreaded: () => Threaded<unknown, unknown, unknown> };
const threaded = createThreaded();

parentPort?.on('message', (order: Order) => {
  if (order.kind === 'load') {
    threaded.load(order.shared);
    return;
  }
  try {
    const { result, transfer } = threaded.run(order.task);
    parentPort?.postMessage({ id: order.id, result } satisfies Reply, transfer);
  } catch (error) {
    parentPort?.postMessage({
      id: order.id,
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    } satisfies Reply);
  }
});

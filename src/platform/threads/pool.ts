import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Order, Reply } from './thread.ts';

/** Threads that run one module over memory they share. */
export type Threads<Shared, Task, Result> = {
  count: number;
  /** What the tasks asked after this are answered from. */
  load: (shared: Shared) => void;
  run: (task: Task) => Promise<Result>;
  /** Stops them; what they were at is refused. */
  close: () => Promise<void>;
};
type Waiting = { resolve: (result: unknown) => void; reject: (error: Error) => void };
type Thread = { worker: Worker; waiting: Map<number, Waiting> };

/** As source in development, as JavaScript when built: threads begin with a file of the same kind as this one. */
export function besides(url: string, name: string): URL {
  return new URL(`${name}${url.endsWith('.ts') ? '.ts' : '.js'}`, url);
}

/** A thread reads source only after tsx is registered in it; the loader of the process does not reach into its threads. */
function open(file: URL, workerData: { module: string }): Worker {
  if (!file.pathname.endsWith('.ts')) return new Worker(file, { workerData });
  const [tsx, source] = [import.meta.resolve('tsx/esm/api'), file.href];
  const first = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(source)}); });`;
  return new Worker(first, { eval: true, workerData });
}

/** Threads begin with the first task, and never keep the process alive by themselves. */
export function createThreads<Shared, Task, Result>(
  module: URL,
  count = Math.min(2, availableParallelism()),
): Threads<Shared, Task, Result> {
  let threads: Thread[] = [];
  let shared: { value: Shared } | undefined;
  let next = 0;
  let isClosed = false;

  function start(): Thread {
    const worker = open(besides(import.meta.url, './thread'), { module: module.href });
    const thread: Thread = { worker, waiting: new Map() };
    worker.unref();
    worker.on('message', (reply: Reply) => {
      const waiting = thread.waiting.get(reply.id);
      thread.waiting.delete(reply.id);
      if (thread.waiting.size === 0) worker.unref();
      if ('message' in reply) waiting?.reject(new Error(reply.message));
      else waiting?.resolve(reply.result);
    });
    const lost = (error: Error) => {
      threads = threads.filter((one) => one !== thread);
      for (const { reject } of thread.waiting.values()) reject(error);
      thread.waiting.clear();
    };
    worker.on('error', lost).on('exit', () => lost(new Error('The thread has ended.')));
    if (shared) send(thread, { kind: 'load', shared: shared.value });
    threads.push(thread);
    return thread;
  }

  return {
    count,
    load(value) {
      shared = { value };
      for (const thread of threads) send(thread, { kind: 'load', shared: value });
    },
    run(task) {
      if (isClosed) return Promise.reject(new Error('The threads are closed.'));
      const free = threads.length < count ? start() : threads.reduce((a, b) => (b.waiting.size < a.waiting.size ? b : a));
      return new Promise<Result>((resolve, reject) => {
        const id = next++;
        free.worker.ref();
        free.waiting.set(id, { resolve: (result) => resolve(result as Result), reject });
        send(free, { kind: 'run', id, task });
      });
    },
    async close() {
      isClosed = true;
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

function send({ worker }: Thread, order: Order): void {
  worker.postMessage(order);
}

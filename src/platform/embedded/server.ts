import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { programPath } from './binaries.ts';
import { EmbeddedProblem } from './problem.ts';
import { run, runAtOnce, surroundings, type User } from './run.ts';
import { stopPostmaster } from './stop-postmaster.ts';

export type Server = { port: number; stop: () => Promise<void> };
export type ServerOptions = { native: string; data: string; user: User; durable: boolean; log: (line: string) => void };

const attempts = 6;

/** Starts PostgreSQL on data that nobody else serves, at a free port of 127.0.0.1, and resolves when it answers. */
export async function startServer(options: ServerOptions): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const started = await launch(options, port);
    if ('child' in started) return { port, stop: stopping(started.child, options) };
    if (attempt === attempts || !passes(started.trouble)) {
      throw new EmbeddedProblem(`PostgreSQL did not start:\n${started.trouble}`);
    }
    await delay(attempt * 300);
  }
}

/** Somebody took the port meanwhile, or the last sessions of a killed server are still ending. */
function passes(trouble: string): boolean {
  return /could not bind|could not create any TCP|pre-existing shared memory block/.test(trouble);
}

async function launch(options: ServerOptions, port: number): Promise<{ child: ChildProcess } | { trouble: string }> {
  const [program = '', ...args] = [...guard(options.user), programPath(options.native, 'postgres'), ...settings(options, port)];
  // Detached: Ctrl-C in a terminal goes to every process of the group, and the application must drain before PostgreSQL stops.
  const child = spawn(program, args, {
    ...surroundings(options.user),
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const last: string[] = [];
  const ready = new Promise<boolean>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      options.log(line);
      last.splice(0, last.length - 19);
      last.push(line);
      if (line.includes('database system is ready to accept connections')) resolve(true);
    });
    child.once('close', () => resolve(false));
    child.once('error', reject);
  });
  if (!(await ready)) return { trouble: last.join('\n') || `it ended with code ${child.exitCode} (${child.signalCode})` };
  // A process that has nothing else to do may end; PostgreSQL then goes with it.
  child.unref();
  (child.stderr as Socket).unref();
  return { child };
}

function stopping(child: ChildProcess, { native, data, user, log }: ServerOptions): () => Promise<void> {
  let stopped: Promise<void> | null = null;
  const ended = once(child, 'exit').then(() => true);
  const leave = () => child.kill('SIGINT');
  process.once('exit', leave);
  child.once('exit', (code, signal) => {
    process.removeListener('exit', leave);
    if (!stopped) log(`PostgreSQL ended by itself (${signal ?? code}); the application cannot go on without it`);
  });
  const gone = (milliseconds: number) => Promise.race([ended, delay(milliseconds, false, { ref: false })]);

  return () => {
    stopped ??= stop();
    return stopped;
  };

  async function stop(): Promise<void> {
    const { pid } = child;
    if (!pid || child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    // Windows has no signals: there they would end the process at once.
    if (process.platform !== 'win32') return stopPostmaster(pid, gone, log);
    await run(user, programPath(native, 'pg_ctl'), ['stop', '-D', data, '-m', 'fast', '-w']);
  }
}

/** On Linux, a kill -9 of this process reaches PostgreSQL as the signal for a fast shutdown, where setpriv can arrange that. */
function guard(user: User): string[] {
  const words = ['setpriv', '--pdeathsig', 'INT', '--'];
  const [program = '', ...args] = [...words, 'true'];
  return process.platform === 'linux' && runAtOnce(user, program, args).status === 0 ? words : [];
}

function settings({ data, durable }: ServerOptions, port: number): string[] {
  const values: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '150',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_checkpoints: 'off',
    // Errors go to the one who caused them. In a log they would carry what people typed.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const flags = Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', data, '-p', String(port), ...flags];
}

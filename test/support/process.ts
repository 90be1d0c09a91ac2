import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export type Running = {
  child: ChildProcess;
  /** Resolves with the first match in what the process prints; rejects with all it said when it ends without. */
  says: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** Its exit code, or the signal that ended it, once it has ended. */
  ended: () => Promise<number | NodeJS.Signals | null>;
  output: () => string;
};

/** Runs one of our entry points as a process of its own, which a test can stop or kill. */
export function run(script: string, words: string[], environment: Record<string, string>): Running {
  const loader = script.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(REDIS_URL|DATABASE_URL|TEST_)/.test(name)),
  );
  const child = spawn(process.execPath, [...loader, script, ...words], {
    cwd: root,
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const hear = (chunk: Buffer): void => {
    printed += chunk.toString();
    child.emit('printed');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const exit = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;

  return {
    child,
    output: () => printed,
    ended: async () => {
      const [code, signal] = await exit;
      return code ?? signal;
    },
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(printed);
          if (found) resolve(found);
        };
        child.on('printed', look);
        child.once('close', () => reject(new Error(`The process ended without saying ${pattern}:\n${printed}`)));
        look();
      }),
  };
}

/** Fast: sessions end and all is written. Immediate: as in a power cut, and the log repairs it. */
const steps = [
  ['SIGINT', 10_000],
  ['SIGQUIT', 10_000],
  ['SIGKILL', 10_000],
] as const;

/** Ends PostgreSQL, at first kindly; `gone` waits so many milliseconds for the end. */
export async function stopPostmaster(
  pid: number,
  gone: (milliseconds: number) => Promise<boolean>,
  log: (line: string) => void,
): Promise<void> {
  for (const [signal, patience] of steps) {
    send(pid, signal);
    send(pid, 'SIGCONT'); // A suspended process would sleep through its signal.
    if (await gone(patience)) return;
    log(`PostgreSQL (pid ${pid}) did not stop within ${patience / 1000} s of ${signal}`);
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

import { pino } from 'pino';

export type Log = Pick<pino.Logger, 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'>;

/** Structured lines for whoever gets up at night: an error means that somebody must act. Personal data never enters. */
export function createLog(level: string, role: string): pino.Logger {
  return pino({
    level,
    base: { role, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['req.headers.cookie', 'req.headers.authorization', 'res.headers["set-cookie"]', '*.password', '*.phone', '*.email'],
      censor: '…',
    },
  });
}

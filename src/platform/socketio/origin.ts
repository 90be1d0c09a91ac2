import type { IncomingHttpHeaders } from 'node:http';

/** Whether a connection was opened by a page of ours. What is not a browser sends no origin, and no cookie of ours either. */
export function comesFromUs({ origin, host }: IncomingHttpHeaders, publicUrl: string | undefined): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.host === host || (publicUrl !== undefined && from.origin === new URL(publicUrl).origin);
}

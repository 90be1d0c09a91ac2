import type { z } from 'zod';
import type { ErrorCode } from './error.ts';

/** The queues that workers serve, each with its own concurrency. */
export type Queue = 'matching' | 'notifications' | 'events' | 'housekeeping';

export type FactSpecs = Record<string, z.ZodType>;
/** The union of the facts that a table of schemas declares. */
export type FactOf<S extends FactSpecs> = { [N in keyof S & string]: { name: N; body: z.infer<S[N]> & object } }[keyof S &
  string];

/**
 * A job carries ids, not data: it reads what is true when it runs. `everySeconds` makes it a clock's job.
 * The pause before the first repetition is doubled before each further one.
 */
export type JobSpec = { queue: Queue; payload: z.ZodType; attempts?: number; firstRetrySeconds?: number; everySeconds?: number };
export type JobSpecs = Record<string, JobSpec>;

/** Server to browser: says what changed and its version; the browser fetches what it missed. */
export type MessageSpecs = Record<string, z.ZodType>;

/** Browser to server, always acknowledged. Changes to data never come this way: they go through the API. */
export type RequestSpecs = Record<string, z.ZodType>;
/** What a request is answered with: done, or refused and why. */
export type Ack = { ok: true } | { ok: false; code: ErrorCode | 'failed' };

/** Who may call: anyone, anybody signed in, or a holder of one of these roles. */
export type Access = 'anyone' | 'signed-in' | readonly string[];

/** One JSON endpoint: handlers, test client and the OpenAPI document all read this. */
export type Endpoint = {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  summary: string;
  access: Access;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  reply: z.ZodType;
  status?: number;
};
export type Endpoints = Record<string, Endpoint>;

import { ServerResponse, type IncomingMessage } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import type { Knex } from 'knex';
import type { Caller } from '../features/people/caller.ts';
import { hasSession, loadCaller } from './session.ts';

/** Knows who opens a socket by the same session that pages have; reads it and never writes it. */
export function callerReader(session: RequestHandler, db: Knex): (request: IncomingMessage) => Promise<Caller | null> {
  return async (request) => {
    if (!hasSession(request)) return null;
    const read = request as Request; // all that the session reads is there: address, headers and connection
    await new Promise<void>((resolve, reject) => {
      void session(read, new ServerResponse(request) as Response, (error: unknown) => (error ? reject(error) : resolve()));
    });
    return read.session.accountId ? loadCaller(db, read.session.accountId) : null;
  };
}

import type { Request } from 'express';
import type { z } from 'zod';
import type { Access } from '../kernel/contract.ts';
import { Id, newId } from '../kernel/id.ts';
import type { Command } from '../kernel/transact.ts';
import { translator } from './i18n.ts';
import { readInput } from './input.ts';
import { formatsOf } from './layout.ts';
import { readParams, type CallerOf, type Output, type Visit } from './visit.ts';

/** One request, read and checked with what its page or endpoint declares. */
export function visitOf<A extends Access, P extends z.ZodType | undefined, Q extends z.ZodType | undefined>(
  request: Request,
  context: { timeZone: string },
  options: { access: A; params?: P; query?: Q },
): Visit<A, Output<P>, Output<Q>> {
  return {
    caller: request.caller as CallerOf<A>, // checkAccess has refused whoever may not come in
    params: readParams(options.params, request) as Output<P>,
    query: (options.query ? readInput(options.query, request.query) : {}) as Output<Q>,
    language: request.preferences.language,
    t: translator(request.preferences.language),
    formats: formatsOf(request.preferences.language, context.timeZone),
    path: request.path,
    request,
  };
}

/** The id that the form or client gave this write; one of ours when it gave none, so that a bare client still works. */
export function commandOf(request: Request, name: string, given: unknown): Command {
  const read = Id.safeParse(given);
  return { id: read.success ? read.data : newId(), name, accountId: request.caller?.accountId ?? null };
}

import type { Request } from 'express';
import type { z } from 'zod';
import type { Access } from '../kernel/contract.ts';
import { refuse } from '../kernel/error.ts';
import type { Command } from '../kernel/transact.ts';
import { hasRole, type Caller, type Language, type Role } from '../features/people/caller.ts';
import type { Formats } from './format.ts';
import type { Translate } from './i18n.ts';
import { unwritable } from './input.ts';

/** The caller that a page of this access can count on. */
export type CallerOf<A extends Access> = A extends 'anyone' ? Caller | null : Caller;

/** One request of one person, read and checked; what every handler gets. */
export type Visit<A extends Access = 'anyone', P = unknown, Q = unknown> = {
  caller: CallerOf<A>;
  params: P;
  query: Q;
  language: Language;
  t: Translate;
  formats: Formats;
  path: string;
  request: Request;
};

/** A write carries the id that its form or client gave it. */
export type Write<A extends Access, P, B> = Visit<A, P> & { body: B; command: Command };

export type Output<S> = S extends z.ZodType ? z.infer<S> : Record<never, never>;

/** Refuses whoever may not come in: nobody signed in, or none of the roles. */
export function checkAccess(access: Access, caller: Caller | null): void {
  if (access === 'anyone') return;
  if (!caller) refuse('sign-in', 'ui:errors.sign-in');
  if (access === 'signed-in') return;
  if (!access.some((role) => hasRole(caller, role as Role))) refuse('not-allowed', 'ui:errors.not-allowed');
}

/** What the address names does not exist when it does not even have the right form. */
export function readParams<S extends z.ZodType>(schema: S | undefined, request: Request): Output<S> {
  if (!schema) return {} as Output<S>;
  const read = schema.safeParse(request.params);
  if (!read.success || unwritable(read.data).length > 0) refuse('not-found', 'web:errors.not-found');
  return read.data as Output<S>;
}

import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { ZodError } from 'zod';
import { AppError, type ErrorCode } from '../kernel/error.ts';
import type { Log } from '../platform/log.ts';

export const statusOf = {
  'sign-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  stale: 409,
  invalid: 422,
  'too-many': 429,
  'too-large': 413,
} as const satisfies Record<ErrorCode, number>;

export type Failure = {
  status: number;
  code: ErrorCode | 'failed';
  key: string;
  params: AppError['params'];
  fields: AppError['fields'];
};

/** A refusal keeps its words; everything else says nothing of the inside. */
export function failureOf(error: unknown): Failure {
  if (error instanceof AppError) {
    return { status: statusOf[error.code], code: error.code, key: error.key, params: error.params, fields: error.fields };
  }
  const status = clientStatus(error);
  if (status === 413) return { status, code: 'too-large', key: 'ui:errors.too-large', params: {}, fields: {} };
  if (status !== undefined) return { status, code: 'invalid', key: 'ui:errors.unreadable', params: {}, fields: {} };
  return { status: 500, code: 'failed', key: 'ui:errors.failed', params: {}, fields: {} };
}

export type ShowFailure = (request: Request, response: Response, failure: Failure) => void;

export function notFound(): RequestHandler {
  return () => {
    throw new AppError('not-found', 'web:errors.not-found');
  };
}

export function errorHandler(log: Log, show: ShowFailure): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const failure = failureOf(error);
    if (failure.status >= 500)
      log.error({ err: withoutData(error), requestId: request.id, path: request.path }, 'A request failed.');
    if (response.headersSent) return next(error);
    sayWhenToRetry(response, failure);
    response.status(failure.status).set('Cache-Control', 'no-store');
    show(request, response, failure);
  };
}

export function sayWhenToRetry(response: Response, { code, params }: Pick<Failure, 'code' | 'params'>): void {
  if (code === 'too-many' && typeof params['seconds'] === 'number') response.set('Retry-After', String(params['seconds']));
}

/** Errors of Express and its body parsers carry the status of a client's mistake. */
function clientStatus(error: unknown): number | undefined {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}

/** A ZodError repeats what was sent, which may be personal; its issues without input are enough to find the bug. */
function withoutData(error: unknown): unknown {
  if (!(error instanceof ZodError)) return error;
  return new Error(`ZodError: ${JSON.stringify(error.issues.map(({ path, code }) => ({ path, code })))}`);
}

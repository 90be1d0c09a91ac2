import type { Request, RequestHandler, Response, Router } from 'express';
import type { Knex } from 'knex';
import type { z } from 'zod';
import type { Access } from '../kernel/contract.ts';
import { AppError } from '../kernel/error.ts';
import type { Command } from '../kernel/transact.ts';
import { sayWhenToRetry, statusOf } from './errors.ts';
import { translator } from './i18n.ts';
import { attemptOf, readInput } from './input.ts';
import { formatsOf, layoutOf, type LayoutContext } from './layout.ts';
import type { MicroCache } from './micro-cache.ts';
import { hasSession, keepSession } from './session.ts';
import { receiveFiles } from './receive-files.ts';
import { commandOf, visitOf } from './read-visit.ts';
import { checkAccess, type Output, type Visit } from './visit.ts';
import type { Views } from './views.ts';
import type { Done, FormOptions, Model, Redirect, UploadedFile, Web } from './web.ts';
import { serveEndpoint } from './serve-endpoint.ts';

export type WebContext = LayoutContext & {
  db: Knex;
  views: Views;
  cache: MicroCache | null;
  /** Whether the request carries the token that its session was given. */
  csrfValid: (request: Request) => boolean;
  /** Counts a write against its account or address and refuses when there are too many. */
  countWrite: (request: Request) => Promise<void>;
};

/** `forAll` answers visitors without a session before anything that only a person needs is set up. */
export type Routers = { forAll: Router; router: Router };

/** Turns what features declare into routes; everything that every route needs happens here and nowhere else. */
export function createWeb({ forAll, router }: Routers, context: WebContext): Web {
  return {
    fragment: (view, language, model) =>
      context.views.piece(view, {
        ...{ t: translator(language), formats: formatsOf(language, context.timeZone), csrf: refuseForm },
        ...model,
      }),
    page(path, options, load) {
      const show: RequestHandler = async (request, response, next) => {
        // «/needs/new» is not the need with the id «new»: another page may have that address.
        if (options.params?.safeParse(request.params).success === false) return next();
        checkAccess(options.access, request.caller);
        const visit = visitOf(request, context, options);
        const model = await load(visit);
        if (isRedirect(model)) return response.redirect(303, model.redirect);
        const body = await renderPage(request, context, options.view, model);
        if (options.cacheSeconds && context.cache && !hasSession(request) && (model.status ?? 200) === 200) {
          return context.cache.send(request, response, body, options.cacheSeconds);
        }
        const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'private, no-cache' };
        response.writeHead(model.status ?? 200, { ...headers, 'Content-Length': body.length }).end(body);
      };
      if (options.cacheSeconds) forAll.get(path, show);
      router.get(path, show);
    },
    form(path, options, act) {
      router.post(
        path,
        formHandler(path, options, context, (write) => act(write)),
      );
    },
    upload(path, options, act) {
      router.post(
        path,
        admit(options.access), // nobody who may not come in makes the server read and hold files
        receiveFiles(options),
        formHandler(path, options, context, (write) => act({ ...write, files: filesOf(write.request) })),
      );
    },
    raw(method, path, options, handle) {
      router[method](path, async (request, response) => {
        checkAccess(options.access, request.caller);
        await handle(visitOf(request, context, options), response);
      });
    },
    endpoint(name, handle) {
      serveEndpoint(router, name, context, handle);
    },
  };
}

export async function renderPage(request: Request, context: WebContext, view: string, model: Model): Promise<Buffer> {
  return context.views.page(view, { ...(await layoutOf(request, context)), ...model }, model.layout);
}

function admit(access: Access): RequestHandler {
  return (request, _response, next) => {
    checkAccess(access, request.caller);
    next();
  };
}

function formHandler<A extends Access, P extends z.ZodType | undefined, B extends z.ZodType>(
  path: string,
  options: FormOptions<A, P, B>,
  context: WebContext,
  act: (write: Visit<A, Output<P>> & { body: z.infer<B>; command: Command; response: Response }) => Promise<Done>,
): RequestHandler {
  return async (request, response) => {
    checkAccess(options.access, request.caller);
    const visit = visitOf(request, context, { access: options.access, params: options.params });
    const typed = request.body as Record<string, unknown> | undefined;
    try {
      if (!context.csrfValid(request)) throw new AppError('stale', 'web:errors.csrf');
      await context.countWrite(request);
      if (request.uploadProblem) throw request.uploadProblem;
      const body = readInput(options.body, typed);
      const done = await act({ ...visit, body, command: commandOf(request, `POST ${path}`, typed?.['command']), response });
      leaveFlash(request, done);
      await keepSession(request);
      response.redirect(303, done.to);
    } catch (error) {
      if (!options.again || !isShownAgain(error)) throw error;
      const { view, ...model } = await options.again(visit, attemptOf(error, typed, visit.t));
      const html = await renderPage(request, context, view, model);
      sayWhenToRetry(response, error);
      response.status(statusOf[error.code]).set('Cache-Control', 'no-store').type('html').send(html);
    }
  };
}

function isShownAgain(error: unknown): error is AppError {
  return error instanceof AppError && ['invalid', 'conflict', 'stale', 'too-many'].includes(error.code);
}

function leaveFlash(request: Request, { flash, flashParams, flashKind }: Done): void {
  if (flash) request.session.flash = { kind: flashKind ?? 'success', key: flash, params: flashParams ?? {} };
}

/** What is shown to many cannot carry the token of one session. */
export function refuseForm(): never {
  throw new Error('A page or piece of a page that is kept for everybody may not hold a form that writes.');
}

function filesOf(request: Request): UploadedFile[] {
  return request.uploads ?? [];
}

function isRedirect(model: Model | Redirect): model is Redirect {
  return 'redirect' in model && !('title' in model);
}

import type { Response } from 'express';
import type { z } from 'zod';
import type { api } from '../catalogue.ts';
import type { Language } from '../features/people/caller.ts';
import type { Access } from '../kernel/contract.ts';
import type { Params } from '../kernel/error.ts';
import type { Attempt } from './input.ts';
import type { Crumb } from './layout.ts';
import type { Piece } from './pieces.ts';
import type { Output, Visit, Write } from './visit.ts';

/** A page's own values; the shell adds its own. `status` is 200 unless said. */
export type Model = {
  title: string;
  breadcrumbs?: Crumb[];
  scripts?: string[];
  status?: number;
  layout?: 'main' | 'print' | 'screen' | 'plain';
} & Record<string, unknown>;
export type Redirect = { redirect: string };
export type Done = { to: string; flash?: string; flashParams?: Params; flashKind?: 'success' | 'information' | 'warning' };
export type UploadedFile = { name: string; type: string; bytes: Buffer };

type Zod = z.ZodType;
export type PageOptions<A extends Access, P extends Zod | undefined, Q extends Zod | undefined> = {
  access: A;
  params?: P;
  query?: Q;
  view: string;
  /** How long visitors without a session may be given the same page; nothing in it may be personal. */
  cacheSeconds?: number;
};
export type FormOptions<A extends Access, P extends Zod | undefined, B extends Zod> = {
  access: A;
  params?: P;
  body: B;
  /** What to show when the form is refused: the same page with what was typed. */
  again?: (visit: Visit<A, Output<P>>, attempt: Attempt) => Promise<Model & { view: string }>;
};
export type UploadOptions<A extends Access, P extends Zod | undefined, B extends Zod> = FormOptions<A, P, B> & {
  maxBytes: number;
  maxFiles: number;
};

type Api = typeof api;
type Part<E, K extends string> = E extends Record<K, infer S> ? Output<S> : Record<never, never>;
export type EndpointName = keyof Api;
export type EndpointVisit<N extends EndpointName> = Write<
  Api[N] extends { access: infer A extends Access } ? A : 'anyone',
  Part<Api[N], 'params'>,
  Part<Api[N], 'body'>
> & {
  query: Part<Api[N], 'query'>;
  response: Response;
};
export type EndpointReply<N extends EndpointName> = Part<Api[N], 'reply'>;

/** Where the features put what the web shows. */
export type Web = {
  /** A piece of a page on its own, for what is kept and put into many pages; there is nothing personal and no form in it. */
  fragment(view: string, language: Language, model: object): Piece;
  page<A extends Access, P extends Zod | undefined = undefined, Q extends Zod | undefined = undefined>(
    path: string,
    options: PageOptions<A, P, Q>,
    load: (visit: Visit<A, Output<P>, Output<Q>>) => Promise<Model | Redirect>,
  ): void;
  form<A extends Access, P extends Zod | undefined = undefined, B extends Zod = Zod>(
    path: string,
    options: FormOptions<A, P, B>,
    act: (write: Write<A, Output<P>, z.infer<B>> & { response: Response }) => Promise<Done>,
  ): void;
  upload<A extends Access, P extends Zod | undefined = undefined, B extends Zod = Zod>(
    path: string,
    options: UploadOptions<A, P, B>,
    act: (write: Write<A, Output<P>, z.infer<B>> & { response: Response; files: UploadedFile[] }) => Promise<Done>,
  ): void;
  raw<A extends Access, P extends Zod | undefined = undefined, Q extends Zod | undefined = undefined>(
    method: 'get' | 'post',
    path: string,
    options: { access: A; params?: P; query?: Q },
    handle: (visit: Visit<A, Output<P>, Output<Q>>, response: Response) => Promise<void>,
  ): void;
  endpoint<N extends EndpointName>(name: N, handle: (visit: EndpointVisit<N>) => Promise<EndpointReply<N>>): void;
};

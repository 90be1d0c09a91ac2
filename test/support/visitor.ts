import type { z } from 'zod';
import { api } from '../../src/catalogue.ts';
import type { Endpoint } from '../../src/kernel/contract.ts';
import type { EndpointName, EndpointReply } from '../../src/web/web.ts';

type Input<N extends EndpointName, K extends string> =
  (typeof api)[N] extends Record<K, infer S extends z.ZodType> ? { [P in K]: z.input<S> } : { [P in K]?: never };
export type CallInput<N extends EndpointName> = Input<N, 'params'> &
  Partial<Input<N, 'query'>> &
  Input<N, 'body'> & { key?: string };

/** A page as a browser gets it. */
export type Page = { status: number; html: string; location: string | null; headers: Headers };

/** A browser without script: keeps cookies, reads pages, fills in forms, and speaks the API in the types of the contracts. */
export type Visitor = {
  get(path: string): Promise<Page>;
  /** Opens the page `from`, fills its form's hidden fields in, and sends it to `to`. */
  submit(from: string, to: string, fields: Record<string, string | string[]>, files?: File[]): Promise<Page>;
  call<N extends EndpointName>(name: N, input: CallInput<N>): Promise<{ status: number; reply: EndpointReply<N> }>;
  /** For requests that no page of ours would send. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  cookie(): string;
};

export function createVisitor(url: string): Visitor {
  const cookies = new Map<string, string>();
  const cookie = (): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (cookies.size > 0) headers.set('cookie', cookie());
    const response = await fetch(url + path, { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return response;
  }
  const pageOf = async (response: Response): Promise<Page> => ({
    status: response.status,
    html: await response.text(),
    location: response.headers.get('location'),
    headers: response.headers,
  });

  return {
    cookie,
    fetch: send,
    get: async (path) => pageOf(await send(path)),
    async submit(from, to, fields, files) {
      const { html } = await pageOf(await send(from));
      const form = formOf(html, to);
      const pairs = Object.entries({ csrf: hidden(form, 'csrf'), command: hidden(form, 'command'), ...fields });
      const body = files ? new FormData() : new URLSearchParams();
      for (const [name, value] of pairs) for (const one of [value].flat()) body.append(name, one);
      for (const file of files ?? []) (body as FormData).append('files', file, file.name);
      return pageOf(await send(to, { method: 'POST', body }));
    },
    async call(name, input) {
      const { method, path }: Endpoint = api[name];
      const { params = {}, query = {}, body, key } = input as { params?: object; query?: object; body?: unknown; key?: string };
      const filled = Object.entries(params).reduce(
        (at, [of, value]) => at.replace(`:${of}`, encodeURIComponent(String(value))),
        path,
      );
      const asked = new URLSearchParams(query as Record<string, string>).toString();
      const response = await send(`/api/v1${filled}${asked && `?${asked}`}`, {
        method: method.toUpperCase(),
        headers: { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
        ...(method === 'get' ? {} : { body: JSON.stringify(body ?? {}) }),
      });
      return { status: response.status, reply: (await response.json()) as never };
    },
  };
}

/** The form that is sent to this address, else the whole page. */
function formOf(html: string, action: string): string {
  const path = action.replace(/\?.*$/, '');
  return html.split('<form').find((part) => part.includes(`action="${path}"`) || part.includes(`action="${action}"`)) ?? html;
}

function hidden(form: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? '';
}

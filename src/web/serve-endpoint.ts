import type { Request, Router } from 'express';
import { api } from '../catalogue.ts';
import type { Endpoint } from '../kernel/contract.ts';
import { AppError } from '../kernel/error.ts';
import type { WebContext } from './create-web.ts';
import { readInput } from './input.ts';
import { commandOf, visitOf } from './read-visit.ts';
import { checkAccess } from './visit.ts';
import type { EndpointName, EndpointReply, EndpointVisit } from './web.ts';

export const apiRoot = '/api/v1';

/** Serves one declared endpoint. The reply is parsed too: one that does not fit is our bug, and never the client's. */
export function serveEndpoint<N extends EndpointName>(
  router: Router,
  name: N,
  context: WebContext,
  handle: (visit: EndpointVisit<N>) => Promise<EndpointReply<N>>,
): void {
  const endpoint: Endpoint = api[name];
  router[endpoint.method](apiRoot + endpoint.path, async (request, response) => {
    checkAccess(endpoint.access, request.caller);
    const visit = visitOf(request, context, endpoint);
    if (endpoint.method !== 'get') {
      checkSameSite(request);
      await context.countWrite(request);
    }
    const body = endpoint.body ? readInput(endpoint.body, request.body) : {};
    const command = commandOf(request, `${endpoint.method} ${endpoint.path}`, request.get('idempotency-key'));
    // Each part was parsed with the schema that the visit's type is inferred from.
    const reply = await handle({ ...visit, body, command, response } as unknown as EndpointVisit<N>);
    response
      .status(endpoint.status ?? 200)
      .set('Cache-Control', 'no-store')
      .json(endpoint.reply.parse(reply));
  });
}

/** A page of another site can send neither JSON nor our origin without asking first, and it is not allowed to. */
function checkSameSite(request: Request): void {
  const origin = request.get('origin');
  const foreign = origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== request.get('host'));
  if (foreign || !request.is('application/json')) throw new AppError('invalid', 'ui:errors.json-only');
}

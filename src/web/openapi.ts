import { z } from 'zod';
import { api } from '../catalogue.ts';
import type { Endpoint } from '../kernel/contract.ts';
import { apiRoot } from './serve-endpoint.ts';

/** The OpenAPI 3.1 document of the JSON API, made from the schemas that validate it. */
export function openApiDocument(publicUrl: string): object {
  const paths: Record<string, Record<string, object>> = {};
  const endpoints: Record<string, Endpoint> = api;
  for (const [name, endpoint] of Object.entries(endpoints)) {
    const path = (apiRoot + endpoint.path).replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[endpoint.method] = operation(name, endpoint);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Duijie 对接',
      version: '1',
      description: 'What the pages do, as JSON. Writes take an Idempotency-Key header with a uuid and act once.',
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      schemas: { Failure: z.toJSONSchema(Failure) },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'duijie' } },
    },
  };
}

/** Every refusal has this form; `fields` names what is wrong with each field. */
export const Failure = z.object({ code: z.string(), message: z.string(), fields: z.record(z.string(), z.string()) });

function operation(name: string, endpoint: Endpoint): object {
  const failure = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } } };
  return {
    operationId: name,
    summary: endpoint.summary,
    security: endpoint.access === 'anyone' ? [] : [{ session: [] }],
    parameters: [
      ...parameters('path', endpoint.params),
      ...parameters('query', endpoint.query),
      ...(endpoint.method === 'get'
        ? []
        : [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string', format: 'uuid' } }]),
    ],
    ...(endpoint.body && {
      requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(endpoint.body, 'input') } } },
    }),
    responses: {
      [endpoint.status ?? 200]: {
        description: 'Done',
        content: { 'application/json': { schema: jsonSchema(endpoint.reply, 'output') } },
      },
      '4XX': { description: 'Refused, with what to do', ...failure },
    },
  };
}

function parameters(where: 'path' | 'query', schema: z.ZodType | undefined): object[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, object>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: of,
  }));
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>;
  return rest;
}

import { z } from 'zod';
import type { Endpoints, FactSpecs, JobSpecs } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Role } from './caller.ts';
import { organizationApi } from './organization-contract.ts';

export const facts = {
  'account.signed-in': z.object({ accountId: Id, by: z.enum(['password', 'card']) }),
} as const satisfies FactSpecs;

export const jobs = {
  'trim-traces': { queue: 'housekeeping', payload: z.object({}), everySeconds: 3600 },
} as const satisfies JobSpecs;

const Me = z.object({
  accountId: Id,
  name: z.string(),
  organizationId: Id.nullable(),
  roles: z.array(z.object({ role: Role, region: z.string() })),
});

export const api = {
  ...organizationApi,
  signIn: {
    method: 'post',
    path: '/session',
    summary: 'Sign in with phone or e-mail and password',
    access: 'anyone',
    body: z.object({ login: z.string().max(200), password: z.string().max(200) }),
    reply: Me,
  },
  signOut: { method: 'delete', path: '/session', summary: 'Sign out', access: 'signed-in', reply: z.object({}) },
  me: { method: 'get', path: '/me', summary: 'Who is signed in', access: 'signed-in', reply: Me },
} as const satisfies Endpoints;

import { z } from 'zod';
import type { Endpoints } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { OrganizationKind } from './account.ts';

export const OrganizationQuery = z.object({ kind: OrganizationKind, region: z.string().regex(/^\d{12}$/), after: Id }).partial();

export const organizationApi = {
  listOrganizations: {
    method: 'get',
    path: '/organizations',
    summary: 'Organizations by name, twenty at a time; `next` goes into `after`',
    access: 'anyone',
    query: OrganizationQuery,
    reply: z.object({
      items: z.array(
        z.object({
          ...{ id: Id, name: z.string(), kind: OrganizationKind, about: z.string(), place: z.string().nullable() },
          listings: z.int(),
        }),
      ),
      next: Id.nullable(),
    }),
  },
} as const satisfies Endpoints;

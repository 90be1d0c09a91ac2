import type { Knex } from 'knex';
import { z } from 'zod';
import { refuse } from '../../kernel/error.ts';
import { Id } from '../../kernel/id.ts';
import type { Translate } from '../../web/i18n.ts';
import type { Web } from '../../web/web.ts';
import { OrganizationKind } from './account.ts';
import { OrganizationQuery } from './organization-contract.ts';
import { pageSize, peopleReads, type OrganizationRow } from './reads.ts';

type Asked = z.infer<typeof Link>;
const { kind, region, after } = OrganizationQuery.shape;
const Link = z.object({ kind: kind.catch(undefined), region: region.catch(undefined), after: after.catch(undefined) });

/** Who offers and who needs: organizations with what they have published. Their people and contacts are not shown. */
export function organizationPages(web: Web, db: Knex): void {
  const reads = peopleReads(db);

  web.page(
    '/organizations',
    { access: 'anyone', query: Link, view: 'people/organizations', cacheSeconds: 5 },
    async ({ query, t, language }) => {
      const rows = await reads.organizations(query);
      const counties = await reads.regions('county', language);
      const last = rows.length > pageSize ? rows[pageSize - 1] : undefined;
      return {
        title: t('organizations:title'),
        organizations: rows.slice(0, pageSize).map((row) => lineOf(row, t)),
        groups: [
          group(
            'kind',
            query,
            OrganizationKind.options.map((value) => ({ value, label: t(`people:kind.${value}`) })),
            t,
          ),
          group('region', query, counties, t),
        ],
        next: last ? pathOf({ ...query, after: last.id }) : '',
        first: query.after ? pathOf({ ...query, after: undefined }) : '',
        narrowed: Boolean(query.kind ?? query.region),
      };
    },
  );

  web.page(
    '/organizations/:organizationId',
    { access: 'anyone', params: z.object({ organizationId: Id }), view: 'people/organization', cacheSeconds: 5 },
    async ({ params, t }) => {
      const row = (await reads.organization(params.organizationId)) ?? refuse('not-found', 'web:errors.not-found');
      const listings = await reads.listingsOf(row.id);
      const of = (side: 'technology' | 'need', path: string) =>
        listings.filter((listing) => listing.side === side).map(({ id, title }) => ({ href: `${path}/${id}`, title }));
      return {
        title: row.name,
        breadcrumbs: [{ href: '/organizations', label: t('organizations:title') }],
        kind: t(`people:kind.${row.kind}`),
        place: row.place ?? '',
        about: row.about,
        invented: row.invented,
        technologies: of('technology', '/technologies'),
        needs: of('need', '/needs'),
      };
    },
  );

  web.endpoint('listOrganizations', async ({ query }) => {
    const rows = await reads.organizations(query);
    const items = rows.slice(0, pageSize);
    return { items, next: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null };
  });
}

function lineOf(row: OrganizationRow, t: Translate) {
  return {
    line: { name: row.name, href: `/organizations/${row.id}`, kind: t(`people:kind.${row.kind}`), place: row.place ?? '' },
    about: row.about,
    listings: row.listings === 0 ? '' : t('organizations:listings', { count: row.listings }),
    invented: row.invented,
  };
}

function group(name: 'kind' | 'region', asked: Asked, options: { value: string; label: string }[], t: Translate) {
  const link = (value: string | undefined) => pathOf({ ...asked, after: undefined, [name]: value });
  return {
    label: t(`organizations:filter.${name}`),
    open: asked[name] !== undefined,
    options: [
      { href: link(undefined), label: t('organizations:filter.all'), current: asked[name] === undefined },
      ...options.map(({ value, label }) => ({ href: link(value), label, current: asked[name] === value })),
    ],
  };
}

function pathOf(asked: Record<string, string | undefined>): string {
  const pairs = Object.entries(asked).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const query = new URLSearchParams(pairs).toString();
  return `/organizations${query && `?${query}`}`;
}

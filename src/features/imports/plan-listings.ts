import { AppError } from '../../kernel/error.ts';
import type { Id } from '../../kernel/id.ts';
import { beginContent, missingFrom, type Beginning, type Content } from '../listings/content.ts';
import { faultAt, type Fault } from './fault.ts';
import type { Known } from './known.ts';
import { nameOf, readRow, type Row, type Table } from './table.ts';

/** Whose name the listings are published in. */
export type Publisher = { accountId: Id; organizationId: Id | null; name: string; phone: string; email: string };
export type NewOrganization = { name: string; kind: string; regionCode: string | null };
export type NewListing = Content & {
  row: number;
  reference: string | null;
  organization: string | null;
  sourceName: string;
  sourceUrl: string | null;
};
/** What is there already: a reference, or a title of the same organization. */
export type Present = { references: ReadonlySet<string>; titles: ReadonlySet<string>; organizations: ReadonlySet<string> };
export type ListingPlan = { listings: NewListing[]; organizations: NewOrganization[]; skipped: number; faults: Fault[] };

const ownFields = ['reference', 'organization', 'organizationKind', 'sourceName', 'sourceUrl'];

/** Every row as a listing that may be published at once, or everything that speaks against it. A row that is there already is left out. */
export function planListings(table: Table, known: Known, present: Present, publisher: Publisher, file: string): ListingPlan {
  const plan: ListingPlan = { listings: [], organizations: [], skipped: 0, faults: [] };
  const seen = new Map<string, number>();
  for (const row of table.rows) {
    const { values, faults } = readRow(table, row, known);
    const listing = faults.length === 0 ? listingOf(table, row, values, publisher, file) : { faults };
    const found = [...twinsOf(table, row, seen), ...('faults' in listing ? listing.faults : [])];
    plan.faults.push(...found);
    if (found.length > 0 || 'faults' in listing) continue;
    if (isPresent(listing, present)) plan.skipped += 1;
    else addTo(plan, listing, values, present);
  }
  return plan;
}

export function titleKey(title: string, organization: string | null): string {
  return `${organization ?? ''}\n${title}`;
}

function listingOf(
  table: Table,
  row: Row,
  values: Map<string, unknown>,
  publisher: Publisher,
  file: string,
): NewListing | { faults: Fault[] } {
  const contact = { contactName: publisher.name, contactPhone: publisher.phone, contactEmail: publisher.email };
  const ofItsOwn = values.has('contactPhone') || values.has('contactEmail');
  const typed = Object.fromEntries([...values].filter(([field]) => !ownFields.includes(field)));
  if ('noApprovalYet' in typed) typed.noApprovalYet = typed.noApprovalYet === 'yes';
  const side = table.kind === 'technologies' ? 'technology' : 'need';
  const text = (field: string) => (values.get(field) as string | undefined) ?? null;
  try {
    const given = { ...(ofItsOwn ? { contactName: publisher.name } : contact), ...typed };
    const content = beginContent({ side, content: given } as unknown as Beginning); // its schema decides whether it is one
    const faults = missingFrom(content).map((field) =>
      faultAt(row.number, nameOf(table, field), '', `listings:missing.${field}`),
    );
    if (faults.length > 0) return { faults };
    const source = { sourceName: text('sourceName') ?? file, sourceUrl: text('sourceUrl') };
    return { ...content, row: row.number, reference: text('reference'), organization: text('organization'), ...source };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const wrong = Object.entries(error.fields);
    return {
      faults: wrong.map(([field, { key, params }]) =>
        faultAt(row.number, nameOf(table, field), row.cells.get(field) ?? '', key, params),
      ),
    };
  }
}

/** An earlier row of the file with the same reference, or the same title of the same organization. */
function twinsOf(table: Table, { number, cells }: Row, seen: Map<string, number>): Fault[] {
  const [reference, title, organization] = ['reference', 'title', 'organization'].map((field) => cells.get(field) ?? '');
  const keys = [
    ...(reference ? [['reference', reference] as const] : []),
    ['title', titleKey(title ?? '', organization ?? '')] as const,
  ];
  return keys.flatMap(([field, key]) => {
    const twin = seen.get(`${field} ${key}`);
    seen.set(`${field} ${key}`, number);
    const isTwin = twin !== undefined && (field === 'reference' || title !== '');
    return isTwin ? [faultAt(number, nameOf(table, field), cells.get(field) ?? '', 'imports:faults.twice', { row: twin })] : [];
  });
}

function isPresent({ reference, content, organization }: NewListing, { references, titles }: Present): boolean {
  return (reference !== null && references.has(reference)) || titles.has(titleKey(content.title, organization));
}

function addTo(plan: ListingPlan, listing: NewListing, values: Map<string, unknown>, { organizations }: Present): void {
  plan.listings.push(listing);
  const { organization: name } = listing;
  if (name === null || organizations.has(name) || plan.organizations.some((one) => one.name === name)) return;
  const kind = (values.get('organizationKind') as string | undefined) ?? 'other';
  plan.organizations.push({ name, kind, regionCode: listing.side === 'need' ? listing.content.regionCode : null });
}

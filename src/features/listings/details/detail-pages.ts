import type { Knex } from 'knex';
import { z } from 'zod';
import { refuse } from '../../../kernel/error.ts';
import { Id } from '../../../kernel/id.ts';
import { covers } from '../../../kernel/region-code.ts';
import type { Visit } from '../../../web/visit.ts';
import type { Model, Web } from '../../../web/web.ts';
import { mayOrganize, type Caller } from '../../people/caller.ts';
import { mayConsult } from '../clinic/assessment.ts';
import { clinicSummary, isConfirmed } from '../clinic/summary-reads.ts';
import { editorReads } from '../editor/editor-reads.ts';
import { jointHint } from '../joint/joint-hint.ts';
import { jointReads } from '../joint/joint-reads.ts';
import { isOwner, isPublic, mayReadAll } from '../listing.ts';
import { listingPath, listPaths } from '../listing-path.ts';
import { placeIn } from '../lists/listing-card.ts';
import { industryWords, needSections, technologySections } from './facts-of.ts';
import type { SharedRow, TechnologyRow } from './listing-rows.ts';
import { listingReads } from './reads.ts';
import type { Section } from './section.ts';

const params = z.object({ listingId: Id });

/** One technology or need, for everybody. The contact is not on it: it opens between two sides that both said yes. */
export function detailPages(web: Web, db: Knex): void {
  const reads = listingReads(db);
  const listings = editorReads(db);
  const clinicOf = clinicSummary(db);
  const pooling = jointReads(db);

  web.page('/technologies/:listingId', { access: 'anyone', params, view: 'listings/listing', cacheSeconds: 5 }, async (visit) => {
    const row = shown(await reads.technology(visit.params.listingId), visit.caller);
    return listingModel(row, technologySections(row, visit), technologyChips(row, visit), visit);
  });
  web.page('/needs/:listingId', { access: 'anyone', params, view: 'listings/listing', cacheSeconds: 5 }, async (visit) => {
    const row = shown(await reads.need(visit.params.listingId), visit.caller);
    return listingModel(row, needSections(row, visit), [], visit);
  });

  async function listingModel(row: SharedRow, sections: Section[], chips: string[], visit: Visit): Promise<Model> {
    const { t, formats, language, caller } = visit;
    const list = listPaths[row.side];
    const { organization } = row;
    return {
      title: row.title,
      breadcrumbs: [{ href: list, label: t(`listings-pages:${row.side}.title`) }],
      side: row.side,
      chips: [...chips, ...(row.invented ? [t('listings-pages:invented')] : [])],
      status: 200,
      standing: isPublic(row) && row.status === 'published' ? null : standing(row, visit),
      pooled: row.side === 'need' ? jointHint(await pooling.joint(row.id), row.id, t) : null,
      place: placeIn(language, row),
      published: row.publishedAt,
      expires: row.expiresOn ? formats.date(row.expiresOn) : '',
      sections,
      industries: industryWords(row, visit).map(({ label, code }) => ({ label, href: `${list}?industry=${code}` })),
      approvals: row.approvals.map((approval) => ({
        kind: t(`listings-words:approval.${approval.kind}`),
        number: approval.number,
        zone: approval.ecoZone,
        checked: approval.checkedOn ? formats.date(approval.checkedOn) : '',
      })),
      pictures: row.files.filter(({ kind }) => kind === 'picture').map(({ id, name }) => ({ href: `/files/${id}`, name })),
      attachments: row.files
        .filter(({ kind }) => kind === 'attachment')
        .map(({ id, name, size }) => ({
          href: `/files/${id}`,
          name,
          size: t('listings-pages:kilobytes', { count: Math.ceil(size / 1024) }),
        })),
      source: row.sourceName ? { name: row.sourceName, href: webAddress(row.sourceUrl) } : null,
      organization: organization && {
        ...{ name: organization.name, href: `/organizations/${organization.id}`, kind: t(`people:kind.${organization.kind}`) },
        place: organization.place ?? '',
      },
      ...(await clinicFor(row, visit)),
      step: await nextStep(row, caller, visit),
      editHref: isOwner(caller, row) && isPublic(row) ? `${listingPath(row)}/edit` : '',
    };
  }

  /** What experts found, for those whom it concerns; that the villager confirmed their words, for everybody. */
  async function clinicFor({ id, side, status, accountId, region }: SharedRow, { caller, t }: Visit) {
    if (side === 'technology') return { clinic: null, confirmed: false };
    const mayLook = mayConsult(caller, { status, accountId, regionCode: region });
    return { clinic: mayLook ? await clinicOf(await listings.find(id, side), t) : null, confirmed: await isConfirmed(db, id) };
  }

  /** The one thing to do next, for whoever looks. */
  async function nextStep(row: SharedRow, caller: Caller | null, { t }: Visit) {
    const say = (key: string, href: string) => ({
      text: t(`listings-pages:step.${key}.text`),
      href,
      label: t(`listings-pages:step.${key}.label`),
    });
    if (isOwner(caller, row))
      return isPublic(row) ? say('own-public', `/matches?listing=${row.id}`) : say('own', `${listingPath(row)}/edit`);
    if (!isPublic(row)) return say('over', listPaths[row.side]);
    if (!caller) return say('sign-in', `/sign-in?to=${encodeURIComponent(listingPath(row))}`);
    const match = await reads.matchWith(row.id, caller.accountId);
    if (match) return say('match', `/matches/${match}`);
    const answer = row.side === 'technology' ? 'need' : 'technology';
    if (await reads.hasPublic(caller.accountId, answer)) return say(`interest-${answer}`, `/matches/new?${row.side}=${row.id}`);
    // Nothing of their own to offer: whoever brings others together sees who might fit.
    if (mayOrganize(caller, row.region)) return say('bring', `${listingPath(row)}/candidates`);
    if (isBrokerOf(caller, row.region)) return say('bring', `/matches/new?${row.side}=${row.id}`);
    return say(`post-${answer}`, `${listPaths[answer]}/new`);
  }
}

/** Whoever may not see it hears the same as if it were not there. What was once public may be looked up when it is over. */
export function shown<R extends SharedRow>(row: R | undefined, caller: Caller | null): R {
  if (!row) return refuse('not-found', 'web:errors.not-found');
  const isForAll = isPublic(row) || ((row.status === 'closed' || row.status === 'expired') && row.publishedAt !== null);
  const isReadable = isForAll || mayReadAll(caller, { ...row, regionCode: row.region });
  return isReadable ? row : refuse('not-found', 'web:errors.not-found');
}

function standing(row: SharedRow, { t }: Visit) {
  const kind = row.status === 'returned' ? 'warning' : row.status === 'matched' ? 'success' : 'information';
  return { kind, text: t(`listings-pages:standing.${row.status}`, { reason: row.returnedReason ?? '' }) };
}

function technologyChips(row: TechnologyRow, { t }: Visit): string[] {
  return [t(`listings-words:kind.${row.kind}`), ...(row.fieldStage ? [t(`listings-words:stage.${row.fieldStage}`)] : [])];
}

function isBrokerOf({ roles }: Caller, regionCode: string | null): boolean {
  return regionCode !== null && roles.some(({ role, region }) => role === 'broker' && covers(region, regionCode));
}

/** Only what opens in a browser as a page becomes a link; a source may also be a book. */
function webAddress(url: string | null): string {
  return url && /^https?:\/\//.test(url) ? url : '';
}

import type { Knex } from 'knex';
import { z } from 'zod';
import type { App } from '../../../compose.ts';
import { refuse } from '../../../kernel/error.ts';
import { Id } from '../../../kernel/id.ts';
import { readCursor, writeCursor } from '../../../kernel/keyset.ts';
import { field, type Attempt } from '../../../web/input.ts';
import type { Visit } from '../../../web/visit.ts';
import type { Model, Web } from '../../../web/web.ts';
import { mayOrganize, organizedRegions, type Language } from '../../people/caller.ts';
import { statusChip } from './joint-models.ts';
import { JointText, mostMembers } from './joint-need.ts';
import { pageSize, proposalReads, type AlikeNeed } from './proposal-reads.ts';

const access = ['organizer', 'admin'] as const;
const list = '/organizer/joint-needs';
const params = z.object({ jointNeedId: Id });
const Lead = JointText.extend({ leadNeedId: Id });
const Gathering = Lead.extend({
  needId: Id,
  needIds: field.many(Id).pipe(z.array(Id).min(2, 'pooling:errors.too-few').max(mostMembers)),
});

/** Where organizers see which needs ask the same, gather them, and publish what was agreed. */
export function jointOrganizerPages(web: Web, app: App, db: Knex): void {
  const reads = proposalReads(db);
  const query = z.object({ before: z.string().optional().catch(undefined) });

  web.page(list, { access, query, view: 'pooling/list' }, async ({ caller, query, t, language }) => {
    const regions = organizedRegions(caller);
    const rows = await reads.jointNeeds(regions, language, readCursor(query.before));
    const shown = rows.slice(0, pageSize);
    const last = shown.at(-1);
    const groups = query.before ? [] : await reads.groups(regions, language);
    return {
      title: t('pooling:list.title'),
      breadcrumbs: [{ href: '/organizer', label: t('ui:nav.organizer') }],
      isFirst: !query.before,
      groups: groups.slice(0, pageSize).map((group) => ({
        title: t('pooling:list.group', { count: group.length }),
        href: `${list}/new?need=${group[0]?.needId ?? ''}`,
        needs: group.map(({ needId, title, organization, place }) => ({
          ...{ title, href: `/needs/${needId}` },
          from: [organization, place].filter(Boolean).join(' · '),
        })),
      })),
      jointNeeds: shown.map(({ id, title, status, place, isIn, asked, updatedAt }) => ({
        ...{ title, place, updatedAt, href: `/joint-needs/${id}`, chip: statusChip(status, t) },
        count: t('pooling:list.count', { isIn, asked }),
      })),
      newer: query.before ? list : '',
      older: rows.length > pageSize && last ? `${list}?before=${writeCursor(last)}` : '',
    };
  });

  web.page(
    `${list}/new`,
    { access, query: z.object({ need: Id.optional().catch(undefined) }), view: 'pooling/new' },
    async (visit) => (visit.query.need ? newModel(visit, visit.query.need, null) : { redirect: list }),
  );
  web.form(
    list,
    {
      access,
      body: Gathering,
      again: async (visit, attempt) => {
        const need = Id.safeParse(attempt.typed['needId']);
        if (!need.success) return refuse('conflict', 'pooling:errors.taken');
        return { view: 'pooling/new', ...(await newModel(visit, need.data, attempt)) };
      },
    },
    async ({ caller, body, command }) => {
      const id = await app.gatherJointNeed(caller, body, command);
      return { to: `/joint-needs/${id}`, flash: 'pooling:flash.gathered' };
    },
  );
  web.form(`${list}/:jointNeedId/text`, { access, params, body: Lead }, async ({ caller, params, body, command }) => {
    await app.rewriteJointNeed(caller, params.jointNeedId, body, command);
    return { to: `/joint-needs/${params.jointNeedId}`, flash: 'pooling:flash.rewritten' };
  });
  web.form(`${list}/:jointNeedId/publication`, { access, params, body: z.object({}) }, async ({ caller, params, command }) => {
    await app.publishJointNeed(caller, params.jointNeedId, command);
    return { to: `/joint-needs/${params.jointNeedId}`, flash: 'pooling:flash.published' };
  });
  web.form(`${list}/:jointNeedId/closure`, { access, params, body: z.object({}) }, async ({ caller, params, command }) => {
    await app.closeJointNeed(caller, params.jointNeedId, command);
    return { to: `/joint-needs/${params.jointNeedId}`, flash: 'pooling:flash.closed' };
  });

  async function newModel({ caller, t, language }: Visit<typeof access>, needId: Id, attempt: Attempt | null): Promise<Model> {
    const { needs, first } = await choice(needId, language);
    if (!first || !mayOrganize(caller, first.regionCode)) return refuse('not-found', 'web:errors.not-found');
    const typed = (name: string, value: string) => (attempt ? String(attempt.typed[name] ?? '') : value);
    const chosen = attempt ? [attempt.typed['needIds'] ?? []].flat() : needs.slice(0, mostMembers).map((one) => one.needId);
    const options = needs.map((need) => ({
      value: need.needId,
      label: [need.title, need.organization, need.place].filter(Boolean).join(' · '),
    }));
    return {
      title: t('pooling:new.title'),
      breadcrumbs: [
        { href: '/organizer', label: t('ui:nav.organizer') },
        { href: list, label: t('pooling:list.title') },
      ],
      attempt,
      action: list,
      needId,
      needs: needs.map(({ title, problem, organization, place }) => ({
        ...{ title, problem, from: [organization, place].filter(Boolean).join(' · ') },
      })),
      options,
      typed: {
        ...{ needIds: chosen, title: typed('title', first.title), problem: typed('problem', first.problem) },
        leadNeedId: typed('leadNeedId', first.needId),
      },
      errors: Object.fromEntries(
        ['needIds', 'title', 'problem', 'leadNeedId'].map((name) => [name, attempt?.errors[name] ?? '']),
      ),
    };
  }

  /** Those whom a village has asked with, else those that the engine finds alike; one of each account. */
  async function choice(needId: Id, language: Language): Promise<{ needs: AlikeNeed[]; first: AlikeNeed | undefined }> {
    const living = await reads.livingOf(needId);
    const ids = living
      ? ((await db('joint_need_members').where({ joint_need_id: living.id }).orderBy('place').pluck('need_id')) as Id[])
      : [];
    const found = living ? await reads.needs(ids, language) : await reads.around(needId, language);
    const ordered = [...found].sort((a, b) => Number(b.needId === needId) - Number(a.needId === needId));
    const accounts = new Set<Id>();
    const needs = ordered.filter(({ accountId }) => !accounts.has(accountId) && accounts.add(accountId));
    return { needs, first: needs.find((one) => one.needId === needId) };
  }
}

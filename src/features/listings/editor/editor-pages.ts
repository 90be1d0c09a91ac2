import type { Knex } from 'knex';
import { z } from 'zod';
import type { App } from '../../../compose.ts';
import { refuse } from '../../../kernel/error.ts';
import { Id } from '../../../kernel/id.ts';
import { readInput, type Attempt } from '../../../web/input.ts';
import type { Visit } from '../../../web/visit.ts';
import type { Model, Web } from '../../../web/web.ts';
import type { Side } from '../basics.ts';
import type { Beginning, Patch } from '../content.ts';
import type { Listing } from '../listing.ts';
import { blankNeed } from '../need.ts';
import { blankTechnology } from '../technology.ts';
import { listPaths } from '../listing-path.ts';
import { editorReads, type EditorReads } from './editor-reads.ts';
import { editorShell } from './editor-shell.ts';
import { readStep } from './read-step.ts';
import { namedErrors, partModels } from './step-form.ts';
import { editPath, nextStep, stepAfter, stepsOf } from './steps.ts';
import type { Step } from './step.ts';
import { theirsOf } from './theirs.ts';

/** A step is read field by field later, since each step has fields of its own. */
const Typed = z.looseObject({ version: z.coerce.number().int().optional(), go: z.enum(['on', 'later']).catch('on') });
const blanks = { technology: { title: '', kind: null, ...blankTechnology }, need: { title: '', ...blankNeed } };

/** Writing a technology or a need, step by step; every step is saved on its own. */
export function editorPages(web: Web, app: App, db: Knex): void {
  const reads = editorReads(db);
  stepPages(web, app, reads, 'technology');
  stepPages(web, app, reads, 'need');
}

function stepPages(web: Web, app: App, reads: EditorReads, side: Side): void {
  const home = listPaths[side];
  const first = stepsOf[side][0] ?? refuse('not-found', 'web:errors.not-found');
  const params = z.object({ id: Id, step: z.string().max(20) });

  const beginning = (visit: Visit<'signed-in'>, attempt: Attempt | null) => stepModel(visit, first, null, attempt);
  web.page(`${home}/new`, { access: 'signed-in', view: 'listings/editor/step' }, (visit) => beginning(visit, null));
  web.form(
    `${home}/new`,
    {
      access: 'signed-in',
      body: Typed,
      again: async (visit, attempt) => ({ view: 'listings/editor/step', ...(await beginning(visit, attempt)) }),
    },
    async ({ caller, body, command }) => {
      const content = await readStep(side, first, body, reads, readInput);
      // The schema of the step is the noun's own, so what it read is what the noun takes.
      const { id } = await app.createListing(caller, { side, content } as unknown as Beginning, command);
      return after(id, first, body.go);
    },
  );

  web.page(
    `${home}/:id/edit`,
    { access: 'signed-in', params: z.object({ id: Id }), view: 'listings/editor/step' },
    async (visit) => {
      const listing = await reads.own(visit.caller, visit.params.id, side);
      return { redirect: editPath(side, listing.id, nextStep(listing)) };
    },
  );
  web.page(`${home}/:id/edit/:step`, { access: 'signed-in', params, view: 'listings/editor/step' }, async (visit) => {
    const listing = await reads.own(visit.caller, visit.params.id, side);
    return stepModel(visit, stepNamed(visit.params.step), listing, null);
  });
  web.form(
    `${home}/:id/edit/:step`,
    {
      access: 'signed-in',
      params,
      body: Typed,
      again: async (visit, attempt) => {
        const listing = await reads.own(visit.caller, visit.params.id, side);
        return { view: 'listings/editor/step', ...(await stepModel(visit, stepNamed(visit.params.step), listing, attempt)) };
      },
    },
    async ({ caller, params: { id, step }, body, command }) => {
      const content = await readStep(side, stepNamed(step), body, reads, readInput);
      await app.editListing(caller, id, body.version ?? 0, { side, content } as Patch, command);
      return after(id, stepNamed(step), body.go);
    },
  );

  function stepNamed(id: string): Step {
    return stepsOf[side].find((step) => step.id === id) ?? refuse('not-found', 'web:errors.not-found');
  }

  function after(id: Id, step: Step, go: 'on' | 'later') {
    if (go === 'later') return { to: `/my/listings/${id}`, flash: 'listing-editor:flash.saved' };
    return { to: editPath(side, id, stepAfter(side, step.id)) };
  }

  async function stepModel(
    visit: Visit<'signed-in'>,
    step: Step,
    listing: Listing | null,
    attempt: Attempt | null,
  ): Promise<Model> {
    const { t, language, formats } = visit;
    const known = await reads.person(visit.caller);
    const values: Record<string, unknown> = { ...(listing?.content ?? blanks[side]) };
    const { regionCode, ...contact } = known;
    values['regionCode'] ??= regionCode;
    if (!values['contactName'] && !values['contactPhone'] && !values['contactEmail']) Object.assign(values, contact);
    return {
      ...editorShell(side, step.id, listing, t),
      attempt: attempt && namedErrors(attempt, side, t),
      theirs: listing && attempt ? theirsOf(listing, step, attempt, await reads.names(listing, language), t, formats) : [],
      action: listing ? editPath(side, listing.id, step.id) : `${home}/new`,
      version: listing?.version ?? 0,
      parts: await partModels({ side, step, values, attempt, t, language }, reads),
    };
  }
}

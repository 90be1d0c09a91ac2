import type { Knex } from 'knex';
import { z } from 'zod';
import { refuse } from '../../../kernel/error.ts';
import { Id } from '../../../kernel/id.ts';
import type { Attempt } from '../../../web/input.ts';
import type { Visit } from '../../../web/visit.ts';
import type { Model, Web } from '../../../web/web.ts';
import { mayOrganize, type Caller } from '../../people/caller.ts';
import { shareForm } from './joint-models.ts';
import { jointNeedReads } from './joint-need-reads.ts';

const access = ['organizer', 'admin'] as const;
const params = z.object({ jointNeedId: Id });
const query = z.object({ need: Id.optional().catch(undefined) });
type Shown = Pick<Visit<'anyone', { jointNeedId: Id }>, 'params' | 't' | 'formats' | 'language'> & { caller: Caller | null };

/** Where an organizer writes down what a village said by telephone or on paper. */
export function onBehalfPages(web: Web, db: Knex) {
  const reads = jointNeedReads(db);
  web.page('/organizer/joint-needs/:jointNeedId/answer', { access, params, query, view: 'pooling/answer' }, (visit) =>
    model(visit, visit.query.need, null),
  );
  return { model };

  async function model(visit: Shown, needId: Id | undefined, attempt: Attempt | null): Promise<Model> {
    const { caller, params, t, language } = visit;
    const joint = await reads.one(params.jointNeedId, language);
    const member = joint?.members.find((one) => one.needId === needId);
    if (!joint || !member || !mayOrganize(caller, joint.regionCode)) return refuse('not-found', 'web:errors.not-found');
    return {
      title: t('pooling:organizer.answer-of', { village: member.organization ?? member.title }),
      breadcrumbs: [
        { href: '/organizer/joint-needs', label: t('pooling:list.title') },
        { href: `/joint-needs/${joint.id}`, label: joint.title },
      ],
      ...{ attempt, joint: joint.title, problem: joint.problem },
      form: shareForm(member, joint, attempt, visit),
      action: `/joint-needs/${joint.id}/answer`,
      channels: (['phone', 'paper'] as const).map((value) => ({ value, label: t(`pooling:channel.${value}`) })),
    };
  }
}

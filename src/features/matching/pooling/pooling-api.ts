import type { Knex } from 'knex';
import type { App } from '../../../compose.ts';
import { refuse } from '../../../kernel/error.ts';
import { translator } from '../../../web/i18n.ts';
import type { Web } from '../../../web/web.ts';
import { organizedRegions } from '../../people/caller.ts';
import { maySeeShare, membersFor, standpointOf } from './joint-models.ts';
import { totalOf } from './joint-need.ts';
import { jointNeedReads } from './joint-need-reads.ts';
import { likenessReads, pageSize } from './likeness-reads.ts';

/** Pooling for programs. What a reply may hold is declared in the contract: the rest never leaves. */
export function poolingApi(web: Web, app: App, db: Knex): void {
  const reads = { ...jointNeedReads(db), ...likenessReads(db) };

  web.endpoint('getJointNeed', async ({ caller, params, language }) => {
    const joint = await reads.one(params.jointNeedId, language);
    const standpoint = joint && standpointOf(caller, joint);
    if (!joint || !standpoint) return refuse('not-found', 'web:errors.not-found');
    return {
      ...joint,
      jointNeedId: joint.id,
      total: totalOf(joint),
      members: membersFor(joint, standpoint).map((member) => ({
        ...member,
        share: member.status === 'in' && maySeeShare(standpoint, member) ? member.share : null,
      })),
    };
  });
  web.endpoint('askToPool', async ({ caller, params, command }) => ({
    jointNeedId: await app.askToPool(caller, params.listingId, command),
  }));
  web.endpoint('gatherJointNeed', async ({ caller, body, command }) => ({
    jointNeedId: await app.gatherJointNeed(caller, body, command),
  }));
  web.endpoint('answerJointNeed', ({ caller, params, body, command }) =>
    app.answerJointNeed(caller, params.jointNeedId, body, command),
  );
  web.endpoint('publishJointNeed', ({ caller, params, command }) => app.publishJointNeed(caller, params.jointNeedId, command));
  web.endpoint('closeJointNeed', ({ caller, params, command }) => app.closeJointNeed(caller, params.jointNeedId, command));

  web.endpoint('listLikenesses', async ({ caller }) => ({
    pairs: (await reads.open(organizedRegions(caller))).slice(0, pageSize),
  }));
  web.endpoint('decideLikeness', async ({ caller, body, command }) => ({
    decision: await app.decideLikeness(caller, { ...body, reason: translator('zh')('pooling:likenesses.reason') }, command),
  }));
}

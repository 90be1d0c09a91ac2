import type { Knex } from 'knex';
import { z } from 'zod';
import type { App } from '../../../compose.ts';
import { refuse } from '../../../kernel/error.ts';
import { Id } from '../../../kernel/id.ts';
import type { Attempt } from '../../../web/input.ts';
import type { Visit } from '../../../web/visit.ts';
import type { Model, Web } from '../../../web/web.ts';
import { answerAgain, answerPages } from './answer-pages.ts';
import { membersFor, shareForm, standpointOf, statusChip, totalModel, villageModel, type Standpoint } from './joint-models.ts';
import { onBehalfPages } from './on-behalf-pages.ts';
import { fewestMembers } from './joint-need.ts';
import { jointNeedReads, type JointView } from './joint-need-reads.ts';

const params = z.object({ jointNeedId: Id });
const view = 'pooling/show';

/** What of a request the page needs, whoever makes it. */
type Shown = Pick<Visit<'anyone', { jointNeedId: Id }>, 'caller' | 'params' | 't' | 'formats' | 'language'>;

/** A joint need: for everybody who asks and how much; for a member its share and consent; for organizers the gathering. */
export function poolingPages(web: Web, app: App, db: Knex): void {
  const reads = jointNeedReads(db);
  const onBehalf = onBehalfPages(web, db);

  web.page('/joint-needs/:jointNeedId', { access: 'anyone', params, view }, (visit) => showModel(visit, null));
  answerPages(web, app, async (visit, attempt) => {
    const need = Id.safeParse(attempt.typed['needId']);
    return answerAgain(attempt) === 'on-behalf' && need.success
      ? { view: 'pooling/answer', ...(await onBehalf.model(visit, need.data, attempt)) }
      : { view, ...(await showModel(visit, attempt)) };
  });

  async function showModel(visit: Shown, attempt: Attempt | null): Promise<Model> {
    const {
      caller,
      params: { jointNeedId },
      t,
      language,
    } = visit;
    const joint = await reads.one(jointNeedId, language);
    const standpoint = joint && standpointOf(caller, joint);
    if (!joint || !standpoint) return refuse('not-found', 'web:errors.not-found');
    const { mine, isOrganizer } = standpoint;
    const mayAnswer = joint.status === 'gathering' || joint.status === 'published';
    const holderId = caller?.accountId ?? null;
    const contacts = holderId
      ? [...(await reads.memberContacts(joint.id, holderId)), ...(await reads.holderContacts(joint.id, holderId))]
      : [];
    return {
      title: joint.title,
      breadcrumbs: isOrganizer
        ? [
            { href: '/organizer', label: t('ui:nav.organizer') },
            { href: '/organizer/joint-needs', label: t('pooling:list.title') },
          ]
        : [{ href: '/needs', label: t('listings-pages:need.title') }],
      attempt,
      chip: statusChip(joint.status, t),
      place: joint.place,
      lead: t(`pooling:lead.${joint.status}`),
      problem: joint.problem,
      total: totalModel(joint, visit),
      villages: membersFor(joint, standpoint).map((member) => villageModel(member, joint, standpoint, visit)),
      listing: joint.isListed ? `/needs/${joint.id}` : '',
      answerTo: `/joint-needs/${joint.id}/answer`,
      mine: mine && mayAnswer ? shareForm(mine, joint, attempt, visit) : null,
      waiting: mine && joint.status === 'proposed' ? t('pooling:mine.proposed') : '',
      matches: mine?.status === 'in' || isOrganizer ? await matchModels(joint, standpoint, visit) : [],
      contacts,
      history: mine || isOrganizer ? await historyModel(joint, standpoint, visit) : [],
      organizer: isOrganizer ? organizerModel(joint, mayAnswer, attempt, t) : null,
    };
  }

  async function matchModels(joint: JointView, { isOrganizer }: Standpoint, { caller, t }: Shown) {
    const speaks =
      (await db('listings')
        .where({ id: joint.id, account_id: caller?.accountId ?? null })
        .first('id')) !== undefined;
    return (await reads.matches(joint.id)).map(({ matchId, technologyId, title, organization, status }) => ({
      ...{ title, organization: organization ?? '', status: t(`pooling:match.${status}`) },
      href: speaks || isOrganizer ? `/matches/${matchId}` : `/technologies/${technologyId}`,
    }));
  }

  async function historyModel(joint: JointView, { mine, isOrganizer }: Standpoint, { t }: Shown) {
    const names = new Map(joint.members.map((member) => [member.needId, member.organization ?? member.title]));
    return (await reads.consents(joint.id))
      .filter(({ needId }) => isOrganizer || needId === mine?.needId)
      .map(({ needId, purpose, given, textVersion, channel, at }) => ({
        at,
        title: t(`pooling:consent.${purpose}.${given ? 'given' : 'withdrawn'}`),
        text: [
          isOrganizer ? (names.get(needId) ?? '') : '',
          t('pooling:consent.text-version', { version: textVersion }),
          t(`pooling:channel.${channel}`),
        ]
          .filter(Boolean)
          .join(' · '),
      }));
  }

  function organizerModel(joint: JointView, mayAnswer: boolean, attempt: Attempt | null, t: Shown['t']) {
    const isIn = joint.members.filter(({ status }) => status === 'in').length;
    const base = `/organizer/joint-needs/${joint.id}`;
    const typed = (name: string, value: string) => (attempt && name in attempt.typed ? String(attempt.typed[name]) : value);
    return {
      gather: joint.status === 'proposed' ? `/organizer/joint-needs/new?need=${joint.members[0]?.needId ?? ''}` : '',
      text:
        joint.status === 'gathering'
          ? {
              action: `${base}/text`,
              title: typed('title', joint.title),
              problem: typed('problem', joint.problem),
              lead: typed('leadNeedId', joint.leadNeedId ?? ''),
              leads: joint.members.map(({ needId, organization, title }) => ({ value: needId, label: organization ?? title })),
              errors: { title: attempt?.errors['title'] ?? '', problem: attempt?.errors['problem'] ?? '' },
            }
          : null,
      // Offered once it would be accepted; until then the words beside say what is missing.
      publication: joint.status === 'gathering' && isIn >= fewestMembers ? `${base}/publication` : '',
      lacking:
        joint.status === 'gathering' && isIn < fewestMembers
          ? t('pooling:organizer.lacking', { count: fewestMembers - isIn })
          : '',
      closure: joint.status === 'closed' ? '' : `${base}/closure`,
      answers: mayAnswer
        ? joint.members.map(({ needId, organization, title, status }) => ({
            href: `${base}/answer?need=${needId}`,
            name: t('pooling:organizer.answer-of', { village: organization ?? title }),
            status: t(`pooling:member.${status}`),
          }))
        : [],
    };
  }
}

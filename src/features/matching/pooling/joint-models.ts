import type { Id } from '../../../kernel/id.ts';
import type { Attempt } from '../../../web/input.ts';
import type { Formats } from '../../../web/format.ts';
import type { Translate } from '../../../web/i18n.ts';
import { writeYuan } from '../../../kernel/money.ts';
import { mayOrganize, type Caller } from '../../people/caller.ts';
import type { JointStatus, MemberStatus, Share } from './joint-need.ts';
import { totalOf } from './joint-need.ts';
import type { JointView, MemberView } from './joint-need-reads.ts';

type Words = { t: Translate; formats: Formats };

/** How a person stands to a joint need. Before it is published, whoever has no part in it does not learn of it. */
export type Standpoint = { mine: MemberView | null; isOrganizer: boolean };
export function standpointOf(caller: Caller | null, joint: JointView): Standpoint | undefined {
  const mine = joint.members.find(({ accountId }) => accountId === caller?.accountId) ?? null;
  const isOrganizer = mayOrganize(caller, joint.regionCode);
  return mine || isOrganizer || joint.publishedAt ? { mine, isOrganizer } : undefined;
}

/** Whether this reader may see the share of one village: its own, all as an organizer, else what is shown to everybody. */
export function maySeeShare({ mine, isOrganizer }: Standpoint, member: MemberView): boolean {
  return isOrganizer || member.needId === mine?.needId || member.showsShare;
}

/** Who is in is for everybody; who was only asked, or said no, for organizers. */
export function membersFor(joint: JointView, { isOrganizer }: Standpoint): MemberView[] {
  return joint.members.filter(({ status }) => isOrganizer || status === 'in');
}

export function shareWords({ mu, heads, households, fen }: Share, { t, formats }: Words): string {
  return [
    mu === null ? '' : t('pooling:share.mu', { count: formats.number(mu) }),
    heads === null ? '' : t('pooling:share.heads', { count: formats.number(heads) }),
    households === null ? '' : t('pooling:share.households', { count: formats.number(households) }),
    fen === null ? '' : t('pooling:share.fen', { money: formats.money(fen) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

const looks: Record<JointStatus, { kind: string; icon: string }> = {
  proposed: { kind: '', icon: 'question' },
  gathering: { kind: 'information', icon: 'clock' },
  published: { kind: 'success', icon: 'check' },
  closed: { kind: '', icon: 'lock' },
};
const memberKinds: Record<MemberStatus, string> = { invited: 'warning', in: 'success', declined: '', left: '' };

export function statusChip(status: JointStatus, t: Translate) {
  return { ...looks[status], label: t(`pooling:status.${status}`) };
}

export function villageModel(member: MemberView, joint: JointView, standpoint: Standpoint, words: Words) {
  return {
    ...{ id: member.needId, name: member.organization ?? member.title, place: member.place ?? '', title: member.title },
    ...{ href: `/needs/${member.needId}`, isLead: member.needId === joint.leadNeedId },
    share: member.status === 'in' && maySeeShare(standpoint, member) ? shareWords(member.share, words) : '',
    chip: { kind: memberKinds[member.status], label: words.t(`pooling:member.${member.status}`), icon: '' },
  };
}

export function totalModel(joint: JointView, { t, formats }: Words) {
  const { mu, heads, households, fen } = totalOf(joint);
  const villages = joint.members.filter(({ status }) => status === 'in').length;
  return [
    { label: t('pooling:total.villages'), value: formats.number(villages) },
    ...(mu === null ? [] : [{ label: t('pooling:total.mu'), value: t('pooling:share.mu', { count: formats.number(mu) }) }]),
    ...(heads === null
      ? []
      : [{ label: t('pooling:total.heads'), value: t('pooling:share.heads', { count: formats.number(heads) }) }]),
    ...(households === null ? [] : [{ label: t('pooling:total.households'), value: formats.number(households) }]),
    ...(fen === null ? [] : [{ label: t('pooling:total.fen'), value: formats.money(fen) }]),
  ];
}

/** The form of one village's consent and share, as it stands or as it was typed. */
export function shareForm(member: MemberView, joint: JointView, attempt: Attempt | null, { t, formats }: Words) {
  const isTried = attempt !== null && attempt.typed['needId'] === member.needId;
  const text = (name: string, value: string) => (isTried ? String(attempt.typed[name] ?? '') : value);
  const { mu, heads, households, fen } = member.status === 'invited' ? member.own : member.share;
  const plain = (value: number | null) => (value === null ? '' : String(value));
  return {
    needId: member.needId as Id,
    isIn: member.status === 'in',
    isAsked: member.status === 'invited',
    mu: text('mu', plain(mu)),
    heads: text('heads', plain(heads)),
    households: text('households', plain(households)),
    yuan: text('yuan', fen === null ? '' : writeYuan(fen)),
    showsShare: isTried ? attempt.typed['showsShare'] !== undefined : member.showsShare,
    opensContact: isTried ? attempt.typed['opensContact'] !== undefined : member.opensContact,
    channel: text('channel', ''),
    errors: {
      ...{ mu: isTried ? (attempt.errors['mu'] ?? '') : '', heads: isTried ? (attempt.errors['heads'] ?? '') : '' },
      ...{ households: isTried ? (attempt.errors['households'] ?? '') : '', yuan: isTried ? (attempt.errors['yuan'] ?? '') : '' },
      channel: isTried ? (attempt.errors['channel'] ?? '') : '',
    },
    now:
      member.status === 'in'
        ? t('pooling:mine.in', { share: shareWords(member.share, { t, formats }) })
        : t(`pooling:mine.${member.status}`),
    name: member.organization ?? member.title,
    textVersion: joint.textVersion,
  };
}

import type { Formats } from '../../web/format.ts';
import type { Translate } from '../../web/i18n.ts';
import { listPaths } from '../listings/listing-path.ts';
import type { MatchView, MyMatch, PartyView } from './match-view-reads.ts';
import { otherSide, Refusal, type Side } from './match.ts';
import type { Contact } from './reads.ts';
import { reasonWords } from './reason-words.ts';
import type { Reason } from './score/reason.ts';

export type Words = { t: Translate; formats: Formats; names: ReadonlyMap<string, string> };

const mostFor = 3;

/** A match in a list, seen from one's own listing. */
export function cardModel(match: MyMatch, { t, formats, names }: Words) {
  const [mine, theirs] = [match[match.mySide], match[otherSide[match.mySide]]];
  const closed = closedKey(match);
  const isGoing = match.status === 'proposed' || match.status === 'refused';
  return {
    href: `/matches/${match.matchId}`,
    title: theirs.title,
    grade: match.score === 0 ? '' : t(`matching:grade.${match.grade}`),
    strong: match.grade === 'strong',
    status: match.status === 'proposed' && theirs.answer === 'yes' ? t('matching:list.they-said-yes') : '',
    news: [
      ...(match.origin === 'engine' ? [] : [{ kind: '', icon: 'user', label: t(`matching:origin.${match.origin}`) }]),
      ...(isGoing && theirs.asks > 0 ? [{ kind: 'warning', icon: 'question', label: t('match-life:card.they-ask') }] : []),
      ...(isGoing && mine.asks > 0 ? [{ kind: 'information', icon: 'clock', label: t('match-life:card.i-asked') }] : []),
      ...(mine.laterUntil
        ? [{ kind: '', icon: 'calendar', label: t('match-life:card.later', { day: formats.date(mine.laterUntil) }) }]
        : []),
      ...(isGoing && !mine.seenAt ? [{ kind: 'information', icon: '', label: t('match-life:card.new') }] : []),
      ...(closed ? [{ kind: '', icon: 'lock', label: t(`match-life:card.closed.${closed.replace(/\..*/, '')}`) }] : []),
    ],
    ...reasonWords(weightiest(match.reasons), names, t, formats),
  };
}

/** A card in a list is read at a glance: of what speaks for a match it says the weightiest, and the page says all. */
function weightiest(reasons: readonly Reason[]): Reason[] {
  const kept = reasons.filter(({ kind }) => kind === 'for').sort((a, b) => b.points - a.points);
  return reasons.filter((reason) => reason.kind !== 'for' || kept.indexOf(reason) < mostFor);
}

/** Why a match goes no further although nobody refused it; empty while it may. */
export function closedWhy(match: MatchView, t: Translate): string {
  const key = closedKey(match);
  return key && t(`match-life:ended.${key}`);
}

function closedKey(match: MatchView): string {
  if (match.status === 'open' || match.status === 'refused') return '';
  const ended = (['need', 'technology'] as const).find((side) => !match[side].isPublic);
  if (ended) return `${ended}.${match[ended].standing}`;
  return match.status !== 'lapsed' ? '' : match.score === 0 ? 'no-fit' : 'outranked';
}

/** The reasons one may give for a no, as the choices of a form. */
export function refusalOptions(t: Translate) {
  return Refusal.options.map((value) => ({ value, label: t(`matching:refusal.${value}`) }));
}

export function partyModel(party: PartyView, side: Side, isMine: boolean, t: Translate) {
  const said = party.answer ?? 'none';
  return {
    ...{ title: party.title, href: `${listPaths[side]}/${party.listingId}`, icon: side },
    label: t(`matching:show.${isMine ? 'my' : 'the'}-${side}`),
    meta: [
      ...(party.organization ? [{ icon: 'organization', label: party.organization }] : []),
      ...(party.place ? [{ icon: 'place', label: party.place }] : []),
    ],
    answer: {
      kind: said === 'yes' ? 'success' : said === 'no' ? 'danger' : '',
      icon: said === 'yes' ? 'check' : said === 'no' ? 'cross' : 'clock',
      label: t(said === 'none' && party.seenAt ? 'match-life:show.seen-not-answered' : `matching:show.said-${said}`),
    },
    because: party.reason ? t(`matching:refusal.${party.reason}`) : '',
    note: party.note,
  };
}

export function contactModel(contact: Contact, side: Side, isMine: boolean, t: Translate) {
  return {
    label: t(`matching:contact.${isMine ? 'my' : 'the'}-${side}`),
    ...{ name: contact.name, organization: contact.organization ?? '', phone: contact.phone, email: contact.email },
    isMine,
  };
}

/** Where it stands, as this side sees it: that the other one said yes is more than that an answer is waited for. */
export function stateModel({ status, ...match }: MatchView, mySide: Side | null, t: Translate) {
  if (status === 'proposed' && mySide && !match[mySide].answer && match[otherSide[mySide]].answer === 'yes')
    return { kind: 'success', icon: 'check', label: t('matching:list.they-said-yes') };
  const look = {
    proposed: { kind: 'information', icon: 'clock' },
    open: { kind: 'success', icon: 'check' },
    refused: { kind: 'warning', icon: 'cross' },
    lapsed: { kind: '', icon: 'lock' },
  }[status];
  return { ...look, label: t(`matching:status.${status}`) };
}

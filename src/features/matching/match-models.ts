import type { Formats } from '../../web/format.ts';
import type { Translate } from '../../web/i18n.ts';
import { listPaths } from '../listings/listing-path.ts';
import type { MatchView, MyMatch, PartyView } from './match-view-reads.ts';
import { otherSide, Refusal, type Side } from './match.ts';
import type { Contact } from './reads.ts';
import { reasonWords } from './reason-words.ts';

export type Words = { t: Translate; formats: Formats; names: ReadonlyMap<string, string> };

/** A match in a list, seen from one's own listing. */
export function cardModel(match: MyMatch, { t, formats, names }: Words) {
  const [mine, theirs] = [match[match.mySide], match[otherSide[match.mySide]]];
  const isGoing = match.status === 'proposed' || match.status === 'refused';
  return {
    href: `/matches/${match.matchId}`,
    title: theirs.title,
    grade: t(`matching:grade.${match.grade}`),
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
      ...(closedWhy(match, t) ? [{ kind: '', icon: 'lock', label: closedWhy(match, t) }] : []),
    ],
    ...reasonWords(match.reasons, names, t, formats),
  };
}

/** Why a match goes no further although nobody refused it; empty while it may. */
export function closedWhy(match: MatchView, t: Translate): string {
  if (match.status === 'open' || match.status === 'refused') return '';
  const ended = (['need', 'technology'] as const).find((side) => !match[side].isPublic);
  if (ended) return t(`match-life:ended.${ended}.${match[ended].standing}`);
  if (match.status !== 'lapsed') return '';
  return t(`match-life:ended.${match.score === 0 ? 'no-fit' : 'outranked'}`);
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

export function stateModel({ status }: MatchView, t: Translate) {
  const look = {
    proposed: { kind: 'information', icon: 'clock' },
    open: { kind: 'success', icon: 'check' },
    refused: { kind: 'warning', icon: 'cross' },
    lapsed: { kind: '', icon: 'lock' },
  }[status];
  return { ...look, label: t(`matching:status.${status}`) };
}

import type { Formats } from '../../web/format.ts';
import type { Translate } from '../../web/i18n.ts';
import { listPaths } from '../listings/listing-path.ts';
import { mayAnswer, Refusal, type Side } from './match.ts';
import type { Contact, MatchView, MyMatch, PartyView } from './reads.ts';
import { reasonWords } from './reason-words.ts';

type Words = { t: Translate; formats: Formats; names: ReadonlyMap<string, string> };

/** A match in a list, seen from one's own listing. */
export function cardModel(match: MyMatch, { t, formats, names }: Words) {
  const theirs = match.mySide === 'technology' ? match.need : match.technology;
  return {
    href: `/matches/${match.matchId}`,
    title: theirs.title,
    grade: t(`matching:grade.${match.grade}`),
    strong: match.grade === 'strong',
    status: match.status === 'proposed' && theirs.answer === 'yes' ? t('matching:list.they-said-yes') : '',
    ...reasonWords(match.reasons, names, t, formats),
  };
}

/** A match on its page: both sides, what speaks for and against, and what this person can do. */
export function matchModel(match: MatchView, mySide: Side | null, contacts: Record<Side, Contact> | null, words: Words) {
  const { t, formats, names } = words;
  const mine = mySide && match[mySide];
  const canAnswer = mySide !== null && mayAnswer(match);
  return {
    matchId: match.matchId,
    version: match.version,
    isOpen: match.status === 'open',
    isWatching: mySide === null,
    canAnswer,
    myAnswer: mine?.answer ?? '',
    state: stateModel(match, t),
    grade: { label: t(`matching:grade.${match.grade}`), kind: match.grade === 'strong' ? 'success' : 'information' },
    origin: match.origin === 'engine' ? '' : t(`matching:origin.${match.origin}`),
    sides: (['technology', 'need'] as const).map((side) => partyModel(match[side], side, side === mySide, t)),
    reasons: reasonWords(match.reasons, names, t, formats),
    contacts: contacts
      ? (['technology', 'need'] as const).map((side) => contactModel(contacts[side], side, side === mySide, t))
      : [],
    next: nextSteps(match, mySide, t),
  };
}

/** The reasons one may give for a no, as the choices of a form. */
export function refusalOptions(t: Translate) {
  return Refusal.options.map((value) => ({ value, label: t(`matching:refusal.${value}`) }));
}

function partyModel(party: PartyView, side: Side, isMine: boolean, t: Translate) {
  const said = party.answer ?? 'none';
  return {
    ...{ title: party.title, summary: party.summary, href: `${listPaths[side]}/${party.listingId}`, icon: side },
    label: t(`matching:show.${isMine ? 'my' : 'the'}-${side}`),
    meta: [
      ...(party.organization ? [{ icon: 'organization', label: party.organization }] : []),
      ...(party.place ? [{ icon: 'place', label: party.place }] : []),
    ],
    answer: {
      kind: said === 'yes' ? 'success' : said === 'no' ? 'danger' : '',
      icon: said === 'yes' ? 'check' : said === 'no' ? 'cross' : 'clock',
      label: t(`matching:show.said-${said}`),
    },
    because: party.reason ? t(`matching:refusal.${party.reason}`) : '',
    note: party.note,
  };
}

function contactModel(contact: Contact, side: Side, isMine: boolean, t: Translate) {
  return {
    label: t(`matching:contact.${isMine ? 'my' : 'the'}-${side}`),
    ...{ name: contact.name, organization: contact.organization ?? '', phone: contact.phone, email: contact.email },
    isMine,
  };
}

function stateModel({ status }: MatchView, t: Translate) {
  const look = {
    proposed: { kind: 'information', icon: 'clock' },
    open: { kind: 'success', icon: 'check' },
    refused: { kind: 'warning', icon: 'cross' },
    lapsed: { kind: '', icon: 'cross' },
  }[status];
  return { ...look, label: t(`matching:status.${status}`) };
}

/** What has happened and what comes, as steps. */
function nextSteps(match: MatchView, mySide: Side | null, t: Translate) {
  const answers = [match.technology.answer, match.need.answer];
  const mine = mySide ? match[mySide].answer : null;
  const isOpen = match.status === 'open';
  const answered = mySide ? mine !== null : answers.every((answer) => answer !== null);
  return [
    { label: t('matching:step.read'), done: true, current: false },
    { label: t('matching:step.answer'), done: answered, current: !answered && match.status === 'proposed' },
    { label: t('matching:step.other'), done: isOpen, current: answered && match.status === 'proposed' },
    { label: t('matching:step.talk'), done: false, current: isOpen },
  ];
}

import type { Id } from '../../kernel/id.ts';
import { noticesTo, type Notice } from './notice.ts';

export type AssessmentMatter = { id: Id; needId: Id; title: string; ownerId: Id; assessorId: Id; isLatest: boolean };
export type ReadBackMatter = {
  id: Id;
  needId: Id;
  title: string;
  ownerId: Id;
  /** Whoever asked, and the expert who looked at the need last. */
  expertIds: Id[];
  isOnBehalf: boolean;
  answer: 'yes' | 'no' | null;
  objection: string;
};

/** The owner, of the newest finding: who looks into the clinic sees all that came before it. */
export function assessed({ id, needId, title, ownerId, assessorId, isLatest }: AssessmentMatter): Notice[] {
  if (!isLatest || ownerId === assessorId) return [];
  return noticesTo([ownerId], { about: `need-assessed ${id}`, kind: 'need-assessed', params: { title }, link: linkOf(needId) });
}

/** The owner, unless the words are those of somebody else, who answers on paper. */
export function readBackAsked({ id, needId, title, ownerId, isOnBehalf, answer }: ReadBackMatter): Notice[] {
  if (isOnBehalf || answer !== null) return [];
  return noticesTo([ownerId], {
    about: `read-back-asked ${id}`,
    kind: 'read-back-asked',
    params: { title },
    link: `${linkOf(needId)}#read-back`,
  });
}

/** Whoever must find better words. */
export function objected({ id, needId, title, ownerId, expertIds, answer, objection }: ReadBackMatter): Notice[] {
  if (answer !== 'no') return [];
  const others = expertIds.filter((expert) => expert !== ownerId);
  return noticesTo(others, {
    about: `read-back-objected ${id}`,
    kind: 'read-back-objected',
    params: { title, objection },
    link: `${linkOf(needId)}#read-back`,
  });
}

function linkOf(needId: Id): string {
  return `/needs/${needId}/clinic`;
}

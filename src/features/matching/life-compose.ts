import type { Platform } from '../../platform/platform.ts';
import { outboxStore } from '../../platform/postgres/outbox.ts';
import { createTransact } from '../../platform/postgres/transact.ts';
import { answerMatch } from './answer-match.ts';
import { postponeMatch, seeMatch, wakeMatches } from './follow-match.ts';
import { lifeStore } from './life-store.ts';
import { matchStore } from './match-store.ts';
import { askQuestion, tellAnswer } from './questions/ask-question.ts';
import { questionStore } from './questions/question-store.ts';
import { refusalStore } from './refusals/refusal-store.ts';
import { sumRefusals } from './refusals/sum-refusals.ts';

type Ports = Pick<Platform, 'db' | 'now'> & { today: () => string };

/** What people do with a match once it is there. */
export function composeLife({ db, now, today }: Ports) {
  const transact = createTransact(db, (trx) => ({
    matches: matchStore(trx),
    life: lifeStore(trx),
    questions: questionStore(trx),
    refusals: refusalStore(trx),
    outbox: outboxStore(trx),
  }));
  const ports = { transact, now, today };
  return {
    answerMatch: answerMatch(ports),
    seeMatch: seeMatch(ports),
    postponeMatch: postponeMatch(ports),
    wakeMatches: wakeMatches(ports),
    askQuestion: askQuestion(ports),
    tellAnswer: tellAnswer(ports),
    sumRefusals: sumRefusals(ports),
  };
}

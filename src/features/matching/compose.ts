import { dayIn } from '../../kernel/local-day.ts';
import { cutterWith } from '../../platform/jieba/cutter.ts';
import type { Platform } from '../../platform/platform.ts';
import { outboxStore } from '../../platform/postgres/outbox.ts';
import { createTransact } from '../../platform/postgres/transact.ts';
import { composeFairness } from './fairness/compose.ts';
import { composeLearning } from './learning/compose.ts';
import { composeLife } from './life-compose.ts';
import { proposeMatch, showInterest } from './make-match.ts';
import { matchStore } from './match-store.ts';
import { composeRanking } from './ranking/compose.ts';
import { currentScale } from './ranking/current-scale.ts';
import { profileStore } from './ranking/profile-store.ts';
import { readToScore } from './ranking/read-to-score.ts';
import { scaleStore } from './ranking/scale-store.ts';
import { createSegment, ownWords } from './text/segment.ts';

type Ports = Pick<Platform, 'db' | 'config' | 'now'> & { log?: Platform['log'] };

export function composeMatching({ db, config, now, log }: Ports) {
  const cut = cutterWith(ownWords);
  const transact = createTransact(db, (trx) => ({
    profiles: profileStore(trx, cut),
    matches: matchStore(trx),
    outbox: outboxStore(trx),
  }));
  const day = dayIn(config.TIME_ZONE);
  const today = () => day(now());
  const ports = { transact, now, today, scaleNow: currentScale({ scales: scaleStore(db), today }) };
  return {
    ...composeRanking({ db, config, now, log, segment: createSegment(cut), cut }),
    ...composeLife({ db, ...ports }),
    ...composeLearning({ db }),
    ...composeFairness({ db }),
    readToScore: readToScore(ports),
    proposeMatch: proposeMatch(ports),
    showInterest: showInterest(ports),
  };
}

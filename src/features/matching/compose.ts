import { dayIn } from '../../kernel/local-day.ts';
import { cutterWith } from '../../platform/jieba/cutter.ts';
import type { Platform } from '../../platform/platform.ts';
import { outboxStore } from '../../platform/postgres/outbox.ts';
import { createTransact } from '../../platform/postgres/transact.ts';
import { composeFairness } from './fairness/compose.ts';
import { composeLearning } from './learning/compose.ts';
import { composeLife } from './life-compose.ts';
import { proposeMatch, showInterest } from './make-match.ts';
import { matchListing } from './match-listing.ts';
import { matchStore } from './match-store.ts';
import { profileStore } from './profile-store.ts';
import { createSegment, ownWords } from './text/segment.ts';
import { wordsStore } from './words-store.ts';
import { writeWords } from './write-words.ts';

export function composeMatching({ db, config, now }: Pick<Platform, 'db' | 'config' | 'now'>) {
  const transact = createTransact(db, (trx) => ({
    words: wordsStore(trx),
    profiles: profileStore(trx),
    matches: matchStore(trx),
    outbox: outboxStore(trx),
  }));
  const segment = createSegment(cutterWith(ownWords));
  const day = dayIn(config.TIME_ZONE);
  const ports = { transact, now, today: () => day(now()) };
  return {
    matchListing: matchListing({ ...ports, writeWords: writeWords({ transact, segment }) }),
    ...composeLife({ db, ...ports }),
    ...composeLearning({ db }),
    ...composeFairness({ db }),
    proposeMatch: proposeMatch(ports),
    showInterest: showInterest(ports),
  };
}

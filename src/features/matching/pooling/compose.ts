import { cutterWith } from '../../../platform/jieba/cutter.ts';
import type { Platform } from '../../../platform/platform.ts';
import { outboxStore } from '../../../platform/postgres/outbox.ts';
import { createTransact } from '../../../platform/postgres/transact.ts';
import { createSegment, ownWords } from '../text/segment.ts';
import { wordsStore } from '../words-store.ts';
import { writeWords } from '../write-words.ts';
import { answerJointNeed } from './answer-joint-need.ts';
import { decideLikeness, type ReturnListing } from './decide-likeness.ts';
import { findLikenesses } from './find-likenesses.ts';
import { askToPool, gatherJointNeed, rewriteJointNeed } from './gather-joint-need.ts';
import { jointNeedStore } from './joint-need-store.ts';
import { keepJointNeed, tendJointNeeds, type KeepListing } from './keep-joint-need.ts';
import { likenessStore } from './likeness-store.ts';
import { memberNeedStore } from './member-need-store.ts';
import { closeJointNeed, publishJointNeed } from './publish-joint-need.ts';

/** What pooling needs done to listings, by the feature that owns them. */
type Listings = { keepListing: KeepListing; returnListing: ReturnListing };

export function composePooling({ db, now }: Pick<Platform, 'db' | 'now'>, { keepListing, returnListing }: Listings) {
  const transact = createTransact(db, (trx) => ({
    words: wordsStore(trx),
    likenesses: likenessStore(trx),
    joints: jointNeedStore(trx),
    memberNeeds: memberNeedStore(trx),
    outbox: outboxStore(trx),
  }));
  const segment = createSegment(cutterWith(ownWords));
  return {
    findLikenesses: findLikenesses({ transact, segment, writeWords: writeWords({ transact, segment }) }),
    decideLikeness: decideLikeness({ transact, returnListing }),
    askToPool: askToPool({ transact }),
    gatherJointNeed: gatherJointNeed({ transact }),
    rewriteJointNeed: rewriteJointNeed({ transact }),
    answerJointNeed: answerJointNeed({ transact }),
    publishJointNeed: publishJointNeed({ transact, now }),
    closeJointNeed: closeJointNeed({ transact }),
    keepJointNeed: keepJointNeed({ transact, keepListing }),
    tendJointNeeds: tendJointNeeds({ transact }),
  };
}

import type { Handlers } from '../src/catalogue.ts';
import type { JobCases } from './app.ts';

export const matching = (app: JobCases): Handlers<'matching'> => ({
  'match-listing': ({ listingId, quiet = false }) => app.matchListing(listingId, { quiet }),
  'start-rematch': ({ reason }) => app.startRematch(reason),
  'count-rematch': ({ rematchId }) => app.countRematch(rematchId),
  'rank-shard': ({ rematchId, shard }) => app.rankShard(rematchId, shard),
  'enforce-scale': ({ rematchId }) => app.enforceScale(rematchId),
  'propose-shard': ({ rematchId, shard }) => app.proposeShard(rematchId, shard),
  'find-likenesses': ({ listingId }) => app.findLikenesses(listingId),
  'keep-joint-need': ({ jointNeedId }) => app.keepJointNeed(jointNeedId),
  'tend-joint-needs': ({ listingId }) => app.tendJointNeeds(listingId),
  'mark-matched': ({ matchId }) => app.markMatched(matchId),
  'index-listing': ({ listingId }) => app.indexListing(listingId),
});

import { randomInt } from 'node:crypto';
import { dayIn } from '../../kernel/local-day.ts';
import type { Platform } from '../../platform/platform.ts';
import { outboxStore } from '../../platform/postgres/outbox.ts';
import { createTransact } from '../../platform/postgres/transact.ts';
import { answerBySlipCode, answerReadBack } from './clinic/answer-read-back.ts';
import { askReadBack } from './clinic/ask-read-back.ts';
import { assessNeed } from './clinic/assess-need.ts';
import { clinicStore } from './clinic/clinic-store.ts';
import { createListing } from './create-listing.ts';
import { editListing } from './edit-listing.ts';
import { closeListing, withdrawListing } from './end-listing.ts';
import { attachFiles } from './files/attach-files.ts';
import { fileStore } from './files/file-store.ts';
import { removeFile } from './files/remove-file.ts';
import type { Moment } from './listing.ts';
import { listingStore } from './listing-store.ts';
import { jointListingStore } from './joint/joint-listing-store.ts';
import { keepJointListing } from './joint/keep-joint-listing.ts';
import { publishListing } from './publish-listing.ts';
import { returnListing } from './return-listing.ts';
import { submitListing } from './submit-listing.ts';
import { expireListings } from './upkeep/expire-listings.ts';
import { markMatched } from './upkeep/mark-matched.ts';

export function composeListings({ db, now, config }: Pick<Platform, 'db' | 'now' | 'config'>) {
  const transact = createTransact(db, (trx) => ({
    listings: listingStore(trx),
    files: fileStore(trx),
    joints: jointListingStore(trx),
    clinic: clinicStore(trx),
    outbox: outboxStore(trx),
  }));
  const day = dayIn(config.TIME_ZONE);
  const moment = (): Moment => ({ now: now(), today: day(now()) });
  const ports = { transact, moment, random: (below: number) => randomInt(below) };
  return {
    createListing: createListing(ports),
    editListing: editListing(ports),
    submitListing: submitListing(ports),
    publishListing: publishListing(ports),
    returnListing: returnListing(ports),
    withdrawListing: withdrawListing(ports),
    closeListing: closeListing(ports),
    attachFiles: attachFiles(ports),
    removeFile: removeFile(ports),
    expireListings: expireListings(ports),
    markMatched: markMatched(ports),
    keepJointListing: keepJointListing(ports),
    assessNeed: assessNeed(ports),
    askReadBack: askReadBack(ports),
    answerReadBack: answerReadBack(ports),
    answerBySlipCode: answerBySlipCode(ports),
  };
}

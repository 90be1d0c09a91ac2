import { createHash } from 'node:crypto';
import type { Platform } from '../../platform/platform.ts';
import { outboxStore } from '../../platform/postgres/outbox.ts';
import { createTransact } from '../../platform/postgres/transact.ts';
import { commandHall } from './command-hall.ts';
import { letterStore } from './letters/letter-store.ts';
import { recordLetter, showLetter } from './letters/record-letter.ts';
import { letterWriter } from './letters/write-letter-compose.ts';
import { hallStore } from './store.ts';

export function composeHall({ db, now, config }: Pick<Platform, 'db' | 'now' | 'config'>) {
  const transact = createTransact(db, (trx) => ({
    hall: hallStore(trx),
    letters: letterStore(trx),
    outbox: outboxStore(trx),
  }));
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const ports = { transact, now, sha256, ...letterWriter(config.TIME_ZONE) };
  return {
    commandHall: commandHall(ports),
    recordLetter: recordLetter(ports),
    showLetter: showLetter(ports),
  };
}

import { useDatabase } from '../support/database.ts';
import { survivesKills } from './survives-kills.ts';

describe('a publication, when workers are killed, with its queue in PostgreSQL', () => {
  survivesKills(useDatabase(), () => undefined);
});

import { useDatabase } from '../support/database.ts';
import { useRedis } from '../support/redis.ts';
import { survivesKills } from './survives-kills.ts';

describe('a publication, when workers are killed, with its queue in Redis', () => {
  const redis = useRedis();
  survivesKills(useDatabase(), () => redis().url);
});

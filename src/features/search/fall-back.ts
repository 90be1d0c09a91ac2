import type { SearchEngine } from './search-engine.ts';

type Ports = { warn: (error: unknown) => void; now: () => Date };

const rest = 30_000;

/** Asks the first engine and, when it is away, the second; the first is then left alone for a while, so that pages stay quick. */
export function fallBack(first: SearchEngine, second: SearchEngine, { warn, now }: Ports): SearchEngine {
  let awayUntil = 0;
  return {
    async find(wanted) {
      if (now().getTime() < awayUntil) return second.find(wanted);
      try {
        return await first.find(wanted);
      } catch (error) {
        awayUntil = now().getTime() + rest;
        warn(error);
        return second.find(wanted);
      }
    },
  };
}

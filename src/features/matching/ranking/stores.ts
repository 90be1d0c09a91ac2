import type { Transact } from '../../../kernel/transact.ts';
import type { Outbox } from '../../../platform/postgres/outbox.ts';
import type { SettingsStore } from '../fairness/settings-store.ts';
import type { WeightsStore } from '../learning/weights-store.ts';
import type { MatchStore } from '../match-store.ts';
import type { WordsStore } from '../words-store.ts';
import type { EntryStore } from './entry-store.ts';
import type { FactsStore } from './facts-store.ts';
import type { Keeper } from './keeper.ts';
import type { RankingStore } from './ranking-store.ts';
import type { RematchStore } from './rematch-store.ts';
import type { ScaleStore } from './scale-store.ts';

export type RankingStores = {
  words: WordsStore;
  facts: FactsStore;
  entries: EntryStore;
  scales: ScaleStore;
  rankings: RankingStore;
  rematches: RematchStore;
  matches: MatchStore;
  weights: WeightsStore;
  settings: SettingsStore;
  outbox: Outbox;
};

export type RankingPorts = {
  transact: Transact<RankingStores>;
  keeper: Keeper;
  today: () => string;
  now: () => Date;
  /** Lets whatever else waits in this process have its turn. */
  breathe: () => Promise<void>;
};

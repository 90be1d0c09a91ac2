import type { Id } from '../../../kernel/id.ts';
import type { Side } from '../match.ts';
import type { Facts } from '../score/facts.ts';
import type { Terms } from '../text/terms.ts';

/** A listing as the engine reads it, in one version. */
export type EntryContent = { side: Side; version: number; isPublic: boolean; terms: Terms; facts: Facts };

/** As it is stored. `settled`: its matches rest on it; `quiet`: nobody is told of what is found; `stamp`: who wrote it. */
export type Entry = EntryContent & { number: number; listingId: Id | null; quiet: boolean; settled: boolean; stamp: string };

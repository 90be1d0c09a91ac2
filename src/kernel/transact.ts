import type { Id } from './id.ts';

/** A client's write, by the id the client gave it: applied once, and answered alike when it arrives again. */
export type Command = { id: Id; name: string; accountId: Id | null };

/**
 * Runs the work in one transaction with stores that live on it; there is no other way to write.
 * With a command, a repetition does nothing and gets the first answer, even when both arrive at the same moment.
 */
export type Transact<Stores> = <T>(work: (stores: Stores) => Promise<T>, once?: Command) => Promise<T>;

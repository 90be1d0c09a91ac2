import type { z } from 'zod';
import type { AnyFact } from './kernel/decision.ts';
import type { Ack, FactOf, JobSpecs, MessageSpecs, Queue, RequestSpecs } from './kernel/contract.ts';
import * as events from './features/events/contract.ts';
import * as hall from './features/hall/contract.ts';
import * as listings from './features/listings/contract.ts';
import * as matching from './features/matching/contract.ts';
import * as pooling from './features/matching/pooling/contract.ts';
import * as notifications from './features/notifications/contract.ts';
import * as people from './features/people/contract.ts';
import * as places from './features/places/contract.ts';
import * as search from './features/search/contract.ts';

/** Everything that crosses a boundary, joined from the features' contracts. */
export const facts = {
  ...people.facts,
  ...places.facts,
  ...listings.facts,
  ...matching.facts,
  ...pooling.facts,
  ...notifications.facts,
  ...events.facts,
  ...hall.facts,
};
export const jobs = {
  ...matching.jobs,
  ...pooling.jobs,
  ...search.jobs,
  ...notifications.jobs,
  ...listings.jobs,
  ...people.jobs,
} as const satisfies JobSpecs;
export const messages = {
  ...notifications.messages,
  ...matching.messages,
  ...events.messages,
  ...hall.messages,
} as const satisfies MessageSpecs;
export const requests = { ...hall.requests } as const satisfies RequestSpecs;
export const api = {
  ...people.api,
  ...listings.api,
  ...matching.api,
  ...pooling.api,
  ...notifications.api,
  ...events.api,
  ...hall.api,
  ...search.api,
};

export type Fact = FactOf<typeof facts>;
export type FactName = Fact['name'];
export type FactBody<N extends FactName> = z.infer<(typeof facts)[N]>;

export type JobName = keyof typeof jobs;
export type Payload<N extends JobName> = z.infer<(typeof jobs)[N]['payload']>;
export type JobsOf<Q extends Queue> = { [N in JobName]: (typeof jobs)[N]['queue'] extends Q ? N : never }[JobName];
/** What a worker must supply: one handler for every job of its queue. Each must be safe to run twice. */
export type Handlers<Q extends Queue> = { [N in JobsOf<Q>]: (payload: Payload<N>) => Promise<unknown> };

export type MessageName = keyof typeof messages;
export type MessageBody<N extends MessageName> = z.infer<(typeof messages)[N]>;

export type RequestName = keyof typeof requests;
export type RequestBody<N extends RequestName> = z.infer<(typeof requests)[N]>;

/** The two directions of a socket, for both of its ends. */
export type ServerToClient = { [N in MessageName]: (body: MessageBody<N>) => void };
export type ClientToServer = { [N in RequestName]: (body: RequestBody<N>, ack: (reply: Ack) => void) => void };

/** Parses a fact against its declaration; throws a ZodError, which is a bug of ours, when it does not fit. */
export function readFact(fact: AnyFact): Fact {
  if (!isFactName(fact.name)) throw new Error(`No contract declares the fact ${fact.name}.`);
  return { name: fact.name, body: facts[fact.name].parse(fact.body) } as Fact; // the table pairs each name with its own schema
}

function isFactName(name: string): name is FactName {
  return name in facts;
}

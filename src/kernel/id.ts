import { randomUUID } from 'node:crypto';
import { z } from 'zod';

/** A uuid made by us, so that an object has its identity before it is saved. */
export const Id = z.uuid();
export type Id = z.infer<typeof Id>;

export function newId(): Id {
  return randomUUID();
}

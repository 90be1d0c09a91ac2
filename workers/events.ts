import type { Handlers } from '../src/catalogue.ts';

export const events = (): Handlers<'events'> => ({});

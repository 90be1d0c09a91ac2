import { listPaths } from '../listing-path.ts';
import { missingFrom, type Content } from '../content.ts';
import type { Side } from '../basics.ts';
import { needSteps } from './need-steps.ts';
import { namesOf, type Step } from './step.ts';
import { technologySteps } from './technology-steps.ts';

export const stepsOf: Record<Side, readonly Step[]> = { technology: technologySteps, need: needSteps };
/** Every step of the editor by its address: what is written, what is attached, and the last look. */
export function stepIds(side: Side): string[] {
  return [...stepsOf[side].map(({ id }) => id), 'files', 'check'];
}

export function editPath(side: Side, id: string, step: string): string {
  return `${listPaths[side]}/${id}/edit/${step}`;
}

export function stepAfter(side: Side, step: string): string {
  const ids = stepIds(side);
  return ids[ids.indexOf(step) + 1] ?? 'check';
}

/** The step in which a field is asked for. */
export function stepWith(side: Side, name: string): string {
  return stepsOf[side].find((step) => namesOf(step).includes(name))?.id ?? 'check';
}

/** The first step that still lacks something, else the last look. */
export function nextStep(listing: Content): string {
  const lacks = missingFrom(listing);
  return stepsOf[listing.side].find((step) => namesOf(step).some((name) => lacks.includes(name)))?.id ?? 'check';
}

/** Whether a step has been written in and lacks nothing. */
export function isDone(step: Step, listing: Content): boolean {
  const lacks = missingFrom(listing);
  const values = listing.content as Record<string, unknown>;
  const isSaid = (value: unknown) =>
    value !== null && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0);
  return namesOf(step).some((name) => isSaid(values[name])) && !namesOf(step).some((name) => lacks.includes(name));
}

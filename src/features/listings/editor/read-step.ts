import { refuseFields, type FieldErrors } from '../../../kernel/error.ts';
import type { Side } from '../basics.ts';
import { Need } from '../need.ts';
import { Technology } from '../technology.ts';
import { readApprovals } from './approval-rows.ts';
import type { EditorReads } from './editor-reads.ts';
import { namesOf, stepSchema, type Step } from './step.ts';

export type TypedStep = Record<string, unknown>;
type ReadInput = (schema: ReturnType<typeof stepSchema>, input: unknown) => Record<string, unknown>;

const shapes = { technology: Technology.shape, need: Need.shape };

/** What was typed in a step, as the fields of the noun; places and industries are looked up by their names. */
export async function readStep(side: Side, step: Step, typed: TypedStep, reads: EditorReads, readInput: ReadInput) {
  const names = namesOf(step);
  const patch = readInput(stepSchema(step, shapes[side]), typed);
  if (names.includes('regionCode')) {
    patch['regionCode'] = await reads.places.codeOf({ county: textOf(typed['county']), village: textOf(typed['village']) });
  }
  if (names.includes('industries')) {
    const chosen = [typed['industries'] ?? []].flat().map(String);
    patch['industries'] = [...new Set([...chosen, ...(await reads.industries.codesOf(textOf(typed['otherIndustries'])))])];
    if ((patch['industries'] as string[]).length > 8) refuseFields(tooMany);
  }
  if (names.includes('approvals')) patch['approvals'] = readApprovals(typed);
  return patch;
}

const tooMany: FieldErrors = { industries: { key: 'web:errors.too-many-choices', params: { count: 8 } } };

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

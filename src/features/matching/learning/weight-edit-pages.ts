import { z } from 'zod';
import type { App } from '../../../compose.ts';
import { AppError } from '../../../kernel/error.ts';
import type { Platform } from '../../../platform/platform.ts';
import { attemptOf, field, readInput, type Attempt } from '../../../web/input.ts';
import type { Visit } from '../../../web/visit.ts';
import type { Web } from '../../../web/web.ts';
import { measureNames, type MeasureName } from '../score/measure-names.ts';
import { priors, type Weights } from '../score/weights.ts';
import { effectModel } from './effect-model.ts';
import { weightsReads } from './weights-reads.ts';

const access = ['admin'] as const;
const home = '/admin/matching/weights';
const names = [...measureNames, 'bias'] as const;
type Name = (typeof names)[number];
const Number_ = field.number(-20, 20);
/** Every weight as a form sends it; none may come to mean the opposite. */
const Numbers = z.object(
  Object.fromEntries(
    names.map((name) => [
      name,
      name === 'bias' ? Number_ : Number_.refine((value) => value * priors.of[name] >= 0, 'learning:errors.sign'),
    ]),
  ) as Record<Name, typeof Number_>,
);
/** Why something is adopted, and since which adoption the page was true. */
export const ByHand = z.object({
  reason: z.string().trim().min(1, 'learning:errors.reason').max(500),
  after: field.whole(0, 2_147_483_647),
  isHeld: field.tick(),
});
const From = z.object({ from: z.coerce.number().int().min(1).max(2_147_483_647).optional().catch(undefined) });

/** An admin tries other numbers: the effect is shown first, and adopted after. */
export function weightEditPages(web: Web, app: App, { db }: Platform): void {
  const reads = weightsReads(db);

  web.page(`${home}/edit`, { access, query: z.looseObject(From.shape), view: 'learning/edit' }, async (visit) => {
    const { from, ...typed } = visit.query;
    if (names.some((name) => name in typed)) return editPage(visit, typed, null);
    const version = from === undefined ? undefined : await reads.version(from);
    return editPage(visit, typedOf(version?.weights ?? (await reads.current()).weights), null);
  });
  web.form(
    `${home}/edit`,
    {
      ...{ access, body: Numbers.extend(ByHand.shape) },
      again: async (visit, attempt) => ({ view: 'learning/edit', ...(await editPage(visit, attempt.typed, attempt)) }),
    },
    async ({ caller, body: { reason, after, isHeld, ...numbers }, command }) => {
      const { weights } = await reads.current();
      await app.editWeights(caller, withNumbers(weights, numbers), { reason, after, isHeld }, command);
      return { to: home, flash: 'learning:flash.adopted' };
    },
  );

  async function editPage({ t }: Pick<Visit, 't'>, typed: Record<string, unknown>, sent: Attempt | null) {
    const current = await reads.current();
    const { weights, attempt } = read(current.weights, typed, t);
    const isChanged = weights !== null && JSON.stringify(weights) !== JSON.stringify(current.weights);
    const value = (name: Name) => (typeof typed[name] === 'string' ? typed[name] : '');
    return {
      ...{ title: t('learning:edit.title'), attempt: attempt ?? sent, isChanged },
      breadcrumbs: [
        { href: '/admin', label: t('ui:nav.admin') },
        { href: '/admin/matching', label: t('rematch:title') },
        { href: home, label: t('learning:index.title') },
      ],
      fields: names.map((name) => ({
        ...{ name, value: value(name), error: attempt?.errors[name] ?? '' },
        label: name === 'bias' ? t('learning:weight.bias') : t(`learning:measure.${name}.label`),
        help: `${t('learning:weight.prior')} ${numberOf(priors, name).toFixed(2)} · ${t('learning:weight.now')} ${numberOf(current.weights, name).toFixed(2)}`,
      })),
      effect: isChanged && weights ? await effectModel(reads, current.weights, weights, t) : null,
      adoption: isChanged && {
        ...{ action: `${home}/edit`, after: current.adoption, title: t('learning:edit.adopt') },
        hidden: names.map((name) => ({ name, value: value(name) })),
        reason: String(sent?.typed['reason'] ?? ''),
        isHeld: sent ? sent.typed['isHeld'] !== undefined : true,
        error: sent?.errors['reason'] ?? '',
      },
    };
  }
}

/** The weights that were typed, or what is wrong with them. */
function read(now: Weights, typed: Record<string, unknown>, t: Visit['t']): { weights: Weights | null; attempt: Attempt | null } {
  try {
    return { weights: withNumbers(now, readInput(Numbers, typed)), attempt: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { weights: null, attempt: attemptOf(error, typed, t) };
  }
}

function withNumbers(now: Weights, { bias, ...of }: Record<Name, number>): Weights {
  return { ...now, bias, of: Object.fromEntries(measureNames.map((name) => [name, of[name]])) as Record<MeasureName, number> };
}

function typedOf(weights: Weights): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, String(numberOf(weights, name))])) as Record<Name, string>;
}

function numberOf({ bias, of }: Weights, name: Name): number {
  return name === 'bias' ? bias : of[name];
}

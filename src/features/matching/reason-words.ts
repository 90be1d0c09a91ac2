import type { Formats } from '../../web/format.ts';
import type { Translate } from '../../web/i18n.ts';
import type { Reason } from './reason.ts';

type Texts = { for: string[]; against: string[]; ask: string[] };

/** Reasons as a person reads them; `names` says what the codes of industries and regions are called. */
export function reasonWords(
  reasons: readonly Reason[],
  names: ReadonlyMap<string, string>,
  t: Translate,
  formats: Formats,
): Texts {
  const of = (kind: Reason['kind']) =>
    reasons
      .filter((reason) => reason.kind === kind)
      .map(({ key, params }) => t(`matching:reason.${key}`, Object.fromEntries(Object.entries(params).map(inWords))));
  return { for: of('for'), against: of('against'), ask: of('ask') };

  function inWords([name, value]: [string, string | number]): [string, string] {
    const text = String(value);
    if (name === 'industry' || name === 'region') return [name, names.get(text) ?? text];
    if (name === 'total' || name === 'budget') return [name, formats.money(Number(value))];
    if (name === 'from' || name === 'to') return [name, t('listings-words:month', { month: value })];
    if (name === 'has') return [name, t(`listings-words:${text}`)];
    if (name === 'soil') return [name, list(text, 'soil')];
    if (name === 'water') return [name, list(text, 'water')];
    return [name, typeof value === 'number' ? formats.number(value) : text];
  }

  function list(codes: string, of: 'soil' | 'water'): string {
    return codes
      .split('、')
      .map((code) => t(`listings-words:${of}.${code}`))
      .join(t('matching:and'));
  }
}

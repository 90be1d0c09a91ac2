import type { Formats } from '../../web/format.ts';
import type { Translate } from '../../web/i18n.ts';
import type { Reason } from './score/reason.ts';

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
    switch (name) {
      case 'industry':
      case 'otherIndustry':
      case 'region':
        return [name, names.get(text) ?? text];
      case 'total':
      case 'budget':
        return [name, formats.money(Number(value))];
      case 'from':
      case 'to':
        return [name, t('listings-words:month', { month: value })];
      case 'day':
        return [name, formats.date(text)];
      case 'has':
      case 'stage':
        return [name, t(`listings-words:${text}`)];
      default:
        return [name, listed[name] ? list(text, listed[name]) : typeof value === 'number' ? formats.number(value) : text];
    }
  }

  function list(codes: string, of: string): string {
    return codes
      .split('、')
      .map((code) => t(`listings-words:${of}.${code}`))
      .join(t('matching:and'));
  }
}

/** Parameters that are codes, one or several, and the group of words that names them. */
const listed: Record<string, string> = {
  ...{ soil: 'soil', water: 'water', kind: 'kind', wantedKind: 'kind', licence: 'approval' },
  ...{ ways: 'cooperation', wantedWays: 'cooperation' },
};

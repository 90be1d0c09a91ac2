import type { Translate } from '../../../web/i18n.ts';
import { nameIn, type Named } from '../../places/place.ts';
import type { Side } from '../basics.ts';
import { Cooperation, FieldStage, TechnologyKind } from '../technology.ts';
import type { IndustryChoice, PlaceChoice } from './choice-reads.ts';
import { Due, isNarrowed, listPath, Scale, type FilterName, type Filters } from './filters.ts';

export type Choices = {
  industries: IndustryChoice[];
  counties: PlaceChoice[];
};
type Option = { value: string; label: string };
type Group = { name: FilterName; options: Option[] };
type Reader = { t: Translate; language: 'zh' | 'en' };

/** The filters of a list as groups of links; each link keeps the other filters. */
export function filterPanel(filters: Filters, choices: Choices, { t, language }: Reader) {
  return groupsOf(filters.side, choices, { t, language })
    .filter(({ options }) => options.length > 0)
    .map(({ name, options }, index) => ({
      label: t(`listings-pages:filter.${name}`),
      open: filters[name] !== undefined || (index === 0 && !isNarrowed(filters)),
      options: [
        { href: listPath(filters, { [name]: '' }), label: t('listings-pages:filter.all'), current: filters[name] === undefined },
        ...options.map(({ value, label }) => ({
          href: listPath(filters, { [name]: value }),
          label,
          current: filters[name] === value,
        })),
      ],
    }));
}

/** What the list is narrowed to now, each with the link that takes it away; `names` knows places that no filter offers. */
export function chosen(
  filters: Filters,
  choices: Choices,
  names: Partial<Record<FilterName, Named | undefined>>,
  reader: Reader,
) {
  const groups = groupsOf(filters.side, choices, reader);
  const { side, sort, ...narrowed } = filters;
  return {
    items: (Object.entries(narrowed) as [FilterName, string][]).map(([name, value]) => {
      const named = names[name];
      const option = groups.find((group) => group.name === name)?.options.find((one) => one.value === value);
      return {
        href: listPath(filters, { [name]: '' }),
        label: named ? nameIn(reader.language, named) : (option?.label ?? value),
      };
    }),
    clear: isNarrowed(filters) ? listPath({ side, sort }) : '',
  };
}

function groupsOf(side: Side, { industries, counties }: Choices, { t, language }: Reader): Group[] {
  const named = (list: Choices['counties']) => list.map((one) => ({ value: one.code, label: nameIn(language, one) }));
  const worded = (values: readonly string[], key: string) => values.map((value) => ({ value, label: t(`${key}.${value}`) }));
  const places: Group[] = [
    { name: 'industry', options: named([...industries].sort((a, b) => rank(a) - rank(b))) },
    { name: 'region', options: named(counties) },
  ];
  if (side === 'need') {
    return [
      ...places,
      { name: 'scale', options: worded(Scale.options, 'listings-pages:scale') },
      { name: 'due', options: worded(Due.options, 'listings-pages:due') },
    ];
  }
  return [
    ...places,
    { name: 'kind', options: worded(TechnologyKind.options, 'listings-words:kind') },
    { name: 'stage', options: worded(FieldStage.options, 'listings-words:stage') },
    { name: 'cooperation', options: worded(Cooperation.options, 'listings-words:cooperation') },
  ];
}

/** The plan's own industries first, then farming, then the rest. */
function rank({ code, planGroup }: { code: string; planGroup: string | null }): number {
  return planGroup === 'ten' ? 0 : code.startsWith('A') ? 1 : 2;
}

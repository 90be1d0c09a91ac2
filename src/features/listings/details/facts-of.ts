import type { Formats } from '../../../web/format.ts';
import type { Translate } from '../../../web/i18n.ts';
import { nameIn } from '../../places/place.ts';
import { placeIn } from '../lists/listing-card.ts';
import type { NeedRow, TechnologyRow } from './reads.ts';

export type Reader = { t: Translate; formats: Formats; language: 'zh' | 'en' };
export type Section = { heading: string; text: string; items: { label: string; value: string }[] };
type Item = [label: string, value: string];

/** What a technology's page tells, part by part; a part about which nothing was said is left out. */
export function technologySections(row: TechnologyRow, reader: Reader): Section[] {
  const { t, formats } = reader;
  const words = (key: string, values: string[]): string =>
    values.map((value) => t(`listings-words:${key}.${value}`)).join(comma(reader));
  const unit = row.costUnit ? t(`listings-words:cost-unit.${row.costUnit}`) : '';
  const price = [row.priceFromFen, row.priceToFen].flatMap((fen) => (fen === null ? [] : [formats.money(fen)]));
  return sections(reader, [
    ['problem', row.problem, []],
    [
      'advantage',
      row.advantage,
      [
        ['cost', row.costFen === null ? '' : `${formats.money(row.costFen)} ${unit}`],
        ['present-cost', row.presentCostFen === null ? '' : `${formats.money(row.presentCostFen)} ${unit}`],
        ['difference', costDifference(row, reader, unit)],
        ['cost-note', row.costNote],
      ],
    ],
    ['how', row.howItWorks, []],
    [
      'maturity',
      row.fieldStage ? t(`listings-words:stage-means.${row.fieldStage}`) : '',
      [
        ['stage', row.fieldStage ? t(`listings-words:stage.${row.fieldStage}`) : ''],
        ['trl', row.trl === null ? '' : t('listings-pages:trl', { level: row.trl, words: t(`listings-words:trl.${row.trl}`) })],
      ],
    ],
    ['proof', row.proof, []],
    [
      'suits',
      row.suitsNote,
      [
        ['place', placeIn(reader.language, row)],
        ['frost-free', row.frostFreeDays === null ? '' : t('listings-pages:days', { count: row.frostFreeDays })],
        [
          'temperature',
          row.accumulatedTemperature === null
            ? ''
            : t('listings-pages:degrees', { count: formats.number(row.accumulatedTemperature) }),
        ],
        ['soil', words('soil', row.soils)],
        ['water', words('water', row.waters)],
        ['season', season(row, reader)],
      ],
    ],
    [
      'rights',
      '',
      [
        ['ip', row.ipStatus ? t(`listings-words:ip.${row.ipStatus}`) : ''],
        ['ip-number', row.ipNumber],
        ['checked-on', row.ipCheckedOn ? formats.date(row.ipCheckedOn) : ''],
      ],
    ],
    [
      'cooperation',
      '',
      [
        ['ways', words('cooperation', row.cooperation)],
        ['price', price.join(' – ')],
        ['price-note', row.priceNote],
      ],
    ],
  ]);
}

/** What a need's page tells: the farmer's words first. */
export function needSections(row: NeedRow, reader: Reader): Section[] {
  const { t, formats } = reader;
  const amount = (value: number | null, unit: string): string =>
    value === null ? '' : `${formats.number(value)} ${t(`listings-words:scale.${unit}`)}`;
  return sections(reader, [
    ['need-problem', row.problem, []],
    ['expert', row.expertProblem, []],
    [
      'size',
      '',
      [
        ['area', amount(row.scaleMu, 'mu')],
        ['heads', amount(row.scaleHeads, 'heads')],
        ['households', amount(row.households, 'households')],
        ['poor-households', amount(row.poorHouseholds, 'poor-households')],
      ],
    ],
    [
      'land',
      '',
      [
        ['place', placeIn(reader.language, row)],
        ['soil', row.soil ? wordOrText(t, `listings-words:soil.${row.soil}`, row.soil) : ''],
        ['water', row.water ? wordOrText(t, `listings-words:water.${row.water}`, row.water) : ''],
        ['season', season(row, reader)],
      ],
    ],
    ['tried', row.tried, []],
    ['hoped', row.hoped, []],
    [
      'terms',
      '',
      [
        ['deadline', row.deadline ? formats.date(row.deadline) : ''],
        ['budget', row.budgetFen === null ? '' : formats.money(row.budgetFen)],
        ['entered-for', row.enteredFor],
      ],
    ],
  ]);
}

export function industryWords({ industries }: Pick<NeedRow, 'industries'>, reader: Reader): { label: string; code: string }[] {
  return industries.map((industry) => ({ label: nameIn(reader.language, industry), code: industry.code }));
}

function sections({ t }: Reader, parts: [key: string, text: string, items: Item[]][]): Section[] {
  return parts
    .map(([key, text, items]) => ({
      heading: t(`listings-pages:part.${key}`),
      text,
      items: items
        .filter(([, value]) => value !== '')
        .map(([label, value]) => ({ label: t(`listings-pages:fact.${label}`), value })),
    }))
    .filter(({ text, items }) => text !== '' || items.length > 0);
}

function costDifference({ costFen, presentCostFen }: TechnologyRow, { t, formats }: Reader, unit: string): string {
  if (costFen === null || presentCostFen === null || costFen === presentCostFen) return '';
  const key = costFen < presentCostFen ? 'listings-pages:saves' : 'listings-pages:costs-more';
  return t(key, { amount: formats.money(Math.abs(costFen - presentCostFen)), unit });
}

function season({ seasonFrom, seasonTo }: { seasonFrom: number | null; seasonTo: number | null }, { t }: Reader): string {
  const months = [seasonFrom, seasonTo].flatMap((month) => (month === null ? [] : [t(`listings-pages:month.${month}`)]));
  return months.join(' – ');
}

/** Imported needs may say soil or water in words of their own. */
function wordOrText(t: Translate, key: string, text: string): string {
  const word = t(key);
  return key.endsWith(word) ? text : word;
}

function comma({ language }: Reader): string {
  return language === 'zh' ? '、' : ', ';
}

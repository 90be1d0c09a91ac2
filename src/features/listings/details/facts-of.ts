import { nameIn } from '../../places/place.ts';
import { placeIn } from '../lists/listing-card.ts';
import type { NeedRow, TechnologyRow } from './listing-rows.ts';
import { season, sections, wordOrText, wordsIn, type Reader, type Section } from './section.ts';

/** What a technology's page tells, part by part; a part about which nothing was said is left out. */
export function technologySections(row: TechnologyRow, reader: Reader): Section[] {
  const { t, formats } = reader;
  const words = wordsIn(reader);
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
        ['capital', row.capitalFen === null ? '' : formats.money(row.capitalFen)],
        ['labour', row.labourDays === null ? '' : `${t('listings-pages:work-days', { count: row.labourDays })} ${unit}`],
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
        ['salt-limit', row.saltLimit === null ? '' : `${formats.number(row.saltLimit)}‰`],
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
        ['capacity', row.capacity === null ? '' : t('listings-pages:places', { count: row.capacity })],
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
  const words = wordsIn(reader);
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
        ['salinity', row.salinity === null ? '' : `${formats.number(row.salinity)}‰`],
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
        ['hands', row.hands === null ? '' : t('listings-pages:people', { count: row.hands })],
        ['wanted-kind', row.wantedKind ? t(`listings-words:kind.${row.wantedKind}`) : ''],
        ['wanted-ways', words('cooperation', row.wantedWays)],
        ['entered-for', row.enteredFor],
      ],
    ],
  ]);
}

export function industryWords({ industries }: Pick<NeedRow, 'industries'>, reader: Reader): { label: string; code: string }[] {
  return industries.map((industry) => ({ label: nameIn(reader.language, industry), code: industry.code }));
}

function costDifference({ costFen, presentCostFen }: TechnologyRow, { t, formats }: Reader, unit: string): string {
  if (costFen === null || presentCostFen === null || costFen === presentCostFen) return '';
  const key = costFen < presentCostFen ? 'listings-pages:saves' : 'listings-pages:costs-more';
  return t(key, { amount: formats.money(Math.abs(costFen - presentCostFen)), unit });
}

import writeExcel, { type SheetData } from 'write-excel-file/node';
import type { Response } from 'express';
import type { Platform } from '../../../platform/platform.ts';
import type { Visit } from '../../../web/visit.ts';
import type { Web } from '../../../web/web.ts';
import { nameIn } from '../../places/place.ts';
import { dayIn } from '../../../kernel/local-day.ts';
import { listedRows, type ListedRow } from './card-reads.ts';
import { filtersOf, NeedLink, TechnologyLink, type Filters } from './filters.ts';
import { placeIn } from './listing-card.ts';
import { listPage } from './list-reads.ts';

const mostRows = 5000;
const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A list, narrowed as on its page, as an Excel file; like the page it holds no contact. */
export function excelPages(web: Web, { db, config, now }: Platform): void {
  const day = dayIn(config.TIME_ZONE);
  web.raw('get', '/technologies.xlsx', { access: 'anyone', query: TechnologyLink }, (visit, response) =>
    send(filtersOf('technology', visit.query), visit, response),
  );
  web.raw('get', '/needs.xlsx', { access: 'anyone', query: NeedLink }, (visit, response) =>
    send(filtersOf('need', visit.query), visit, response),
  );

  async function send(filters: Filters, visit: Visit, response: Response): Promise<void> {
    const { rows, older } = await listPage(db, filters, {}, day(now()), mostRows);
    const listed = await listedRows(
      db,
      rows.map(({ id }) => id),
      2000,
    );
    const name = filters.side === 'need' ? 'needs' : 'technologies';
    const columns = columnsOf(filters.side, visit, (at) => day(at));
    const data: SheetData = [
      columns.map(({ key }) => ({ value: visit.t(`listings-pages:sheet.${key}`), fontWeight: 'bold' })),
      ...listed.map((row) => columns.map(({ value }) => cell(value(row)))),
      ...(older ? [[{ value: visit.t('listings-pages:sheet.limited', { count: mostRows }) }]] : []),
    ];
    response.type(excel).set('Content-Disposition', `attachment; filename="${name}.xlsx"`).set('Cache-Control', 'no-store');
    const options = { sheet: visit.t(`listings-pages:sheet.${name}`), columns: columns.map(({ width }) => ({ width })) };
    response.send(await writeExcel(data, { ...options, stickyRowsCount: 1 }).toBuffer());
  }
}

type Column = { key: string; width: number; value: (row: ListedRow) => string | number | null };

function columnsOf(side: ListedRow['side'], { t, language }: Visit, dayOf: (at: Date) => string): Column[] {
  const words = (key: string, value: string | null): string => (value ? t(`listings-words:${key}.${value}`) : '');
  const own: Column[] =
    side === 'technology'
      ? [
          { key: 'kind', width: 10, value: (row) => words('kind', row.kind) },
          { key: 'stage', width: 14, value: (row) => words('stage', row.stage) },
          { key: 'trl', width: 14, value: (row) => row.trl },
          { key: 'capital', width: 16, value: (row) => (row.capitalFen === null ? null : row.capitalFen / 100) },
          { key: 'labour', width: 12, value: (row) => row.labourDays },
          { key: 'salt-limit', width: 12, value: (row) => row.saltLimit },
          { key: 'capacity', width: 14, value: (row) => row.capacity },
          { key: 'cooperation', width: 24, value: (row) => row.cooperation.map((way) => words('cooperation', way)).join(' / ') },
        ]
      : [
          { key: 'scale-mu', width: 12, value: (row) => row.scaleMu },
          { key: 'scale-heads', width: 14, value: (row) => row.scaleHeads },
          { key: 'households', width: 12, value: (row) => row.households },
          { key: 'salinity', width: 14, value: (row) => row.salinity },
          { key: 'hands', width: 12, value: (row) => row.hands },
          { key: 'wanted-kind', width: 12, value: (row) => words('kind', row.wantedKind) },
          { key: 'deadline', width: 14, value: (row) => row.deadline },
        ];
  return [
    { key: 'title', width: 48, value: (row) => row.title },
    { key: 'text', width: 80, value: (row) => row.text },
    ...own,
    { key: 'industries', width: 28, value: (row) => row.industries.map((industry) => nameIn(language, industry)).join(' / ') },
    { key: 'place', width: 24, value: (row) => placeIn(language, row) },
    { key: 'organization', width: 32, value: (row) => row.organization },
    { key: 'published', width: 14, value: (row) => dayOf(row.publishedAt) },
    { key: 'source', width: 28, value: (row) => row.sourceName },
    { key: 'address', width: 40, value: (row) => row.sourceUrl },
    { key: 'id', width: 38, value: (row) => row.id },
  ];
}

/** Text stays text, whatever sign it begins with: a cell is never a formula. */
function cell(value: string | number | null): SheetData[number][number] {
  if (value === null || value === '') return null;
  return typeof value === 'number' ? { value, type: Number } : { value, type: String };
}

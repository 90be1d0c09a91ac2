import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import writeExcel from 'write-excel-file/node';
import { composeImports } from '../../src/features/imports/compose.ts';
import type { ImportWish } from '../../src/features/imports/import-table.ts';
import { readSheet } from '../../src/platform/sheets/read-sheet.ts';
import { useDatabase } from '../support/database.ts';
import { make } from '../support/make.ts';
import { place } from '../support/places.ts';

const header = '编号,成果名称,类别,要解决的问题,怎么做,行业,地区,做到哪一步,合作方式,单位,成本（元）';
const row = (reference: string, title = `成果${reference}`) =>
  `${reference},${title},技术,出苗不齐,覆膜滴灌,玉米种植,通榆县开通镇,示范,"许可、入股",吉林省农业科学院,12.5`;

describe('import', () => {
  const database = useDatabase();
  const db = () => database.db();
  let folder = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duijie-import-'));
    await make(db()).account({ role: 'organizer' });
  });
  after(() => rm(folder, { recursive: true }));
  afterEach(() => db().raw('truncate listings, outbox cascade'));

  it('names every fault of a file at once and writes nothing', async () => {
    const lines = [
      header,
      row('D1'),
      row('D2').replace('技术,', '新奇,').replace('玉米种植', '火星种植').replace('12.5', '很贵'),
      row('D3').replace('通榆县开通镇', '火星镇').replace('出苗不齐', ''),
      row('D1', '另一个名称'),
      row('D5', '').replace('许可、入股', '许可、白送'),
    ];
    const report = await run(lines, { isApplied: true });
    expect(report.isApplied).to.equal(false);
    expect(report.faults.map(({ row: number, column, key }) => `${number} ${column} ${key}`)).to.have.members([
      '3 类别 imports:faults.choice',
      '3 行业 imports:faults.industry',
      '3 成本（元） imports:faults.yuan',
      '4 地区 imports:faults.place',
      '5 编号 imports:faults.twice',
      '6 成果名称 web:errors.required',
      '6 合作方式 imports:faults.choice',
    ]);
    expect(await counts()).to.deep.equal({ listings: 0, facts: 0 });
  });

  it('says which field a published listing still lacks', async () => {
    const report = await run([header, row('E1').replace('出苗不齐', '').replace('示范', '')], { isApplied: true });
    expect(report.faults.map(({ key }) => key)).to.have.members(['listings:missing.problem', 'listings:missing.fieldStage']);
  });

  it('publishes what a check found good, with its facts, and does not double it when it is run again', async () => {
    const lines = [header, row('A1'), row('A2')];
    expect(await run(lines, { isApplied: false })).to.include({ added: 2, isApplied: false });
    expect(await counts()).to.deep.equal({ listings: 0, facts: 0 });

    await Promise.all([run(lines, { isApplied: true }), run(lines, { isApplied: true })]);
    expect(await counts()).to.deep.equal({ listings: 2, facts: 2 });
    const again = await run([header, row('A1'), row('Z9', '成果A2'), row('A3')], { isApplied: true });
    expect(again).to.include({ added: 1, skipped: 2 });

    const listing = (await db()('listings as l')
      .join('technologies as t', 't.listing_id', 'l.id')
      .join('organizations as o', 'o.id', 'l.organization_id')
      .where({ reference: 'A1' })
      .first('l.status', 'l.region_code', 't.cost_fen', 't.cooperation', 'o.name', 'l.source_name')) as object;
    expect(listing).to.deep.equal({
      ...{ status: 'published', region_code: place.township, cost_fen: 1250, cooperation: ['licence', 'shares'] },
      ...{ name: '吉林省农业科学院', source_name: 'sheet.csv' },
    });
    expect(await db()('listing_revisions').where({ action: 'loaded' }).pluck('version')).to.deep.equal([1, 1, 1]);
  });

  it('writes nothing when the database refuses one row of many', async () => {
    await db().raw(`alter table listings add constraint not_this check (title <> '成果B2')`);
    const refused = await run([header, row('B1'), row('B2')], { isApplied: true }).catch((error: Error) => error);
    await db().raw('alter table listings drop constraint not_this');
    expect(refused).to.be.instanceOf(Error);
    expect(await counts()).to.deep.equal({ listings: 0, facts: 0 });
  });

  it('reads what Excel and older offices write', async () => {
    const lines = [header, row('C1')];
    const cells = lines.map((line) => line.replace('"许可、入股"', '许可、入股').split(','));
    const excel = join(folder, 'sheet.xlsx');
    await writeExcel(cells.map((line) => line.map((value) => (value === '12.5' ? { value: 12.5 } : { value })))).toFile(excel);
    const marked = await saved('marked.csv', `\uFEFF${lines.join('\r\n')}`);
    // 编号,名称 in GB18030, which Node reads and does not write.
    const older = await saved(
      'older.csv',
      Buffer.from([0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x0a, 0x31, 0x2c, 0xcb, 0xae]),
    );
    expect(await readSheet(excel)).to.deep.equal(cells);
    expect(await readSheet(marked)).to.deep.equal(cells);
    expect(await readSheet(older)).to.deep.equal([
      ['编号', '名称'],
      ['1', '水'],
    ]);
  });

  it('loads needs as needs', async () => {
    const lines = ['需求名称,要解决的问题,行业,地区,面积（亩）,预算（元）', '地太碱,玉米不出苗,A0113,通榆县,120.5,30000'];
    expect(await run(lines, { isApplied: true })).to.include({ kind: 'needs', added: 1 });
    expect(await db()('needs').first('scale_mu', 'budget_fen')).to.deep.equal({ scale_mu: 120.5, budget_fen: 3_000_000 });
  });

  it('marks villages by code or by name, and refuses one that it cannot tell', async () => {
    const wrong = [
      '县,乡镇,村,区划代码,贫困村',
      `通榆县,开通镇,火星村,,是`,
      `,,,220822199999,是`,
      `通榆县,开通镇,兴隆村,${place.village},是`,
    ];
    const refused = await run(wrong, { isApplied: true });
    expect(refused.faults.map(({ key }) => key)).to.deep.equal([
      ...['imports:faults.no-such-village', 'imports:faults.no-such-code', 'imports:faults.other-village'],
    ]);

    const lines = ['县,乡镇,村,区划代码,贫困村', '通榆县,开通镇,永胜村,,贫困村', `,,,${place.poorVillage},否`];
    expect(await run(lines, { isApplied: true })).to.include({ kind: 'villages', added: 2, isApplied: true });
    expect(await run(lines, { isApplied: true })).to.include({ added: 0, skipped: 2 });
    const marks = await db()('regions').whereIn('code', [place.village, place.poorVillage]).orderBy('code').pluck('poverty');
    expect(marks).to.deep.equal(['poor', 'none']);
  });

  it('takes 5,000 rows in seconds', async () => {
    const lines = [header, ...Array.from({ length: 5000 }, (_, n) => row(`S${n}`))];
    const began = performance.now();
    expect(await run(lines, { isApplied: true })).to.include({ added: 5000 });
    expect(performance.now() - began).to.be.below(30_000); // about one second on an idle machine
  }).timeout(60_000);

  async function saved(name: string, content: string | Uint8Array): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  }

  async function run(lines: string[], wish: Pick<ImportWish, 'isApplied'>) {
    const path = await saved(`${Math.random()}.csv`, lines.join('\n'));
    const { importTable } = composeImports({ db: db(), now: () => new Date() });
    return importTable({ lines: await readSheet(path), file: 'sheet.csv', ...wish });
  }

  async function counts(): Promise<{ listings: number; facts: number }> {
    const listings = (await db()('listings').pluck('id')).length;
    const facts = (await db()('outbox').where({ name: 'listing.loaded' }).pluck('id')).length;
    return { listings, facts };
  }
});

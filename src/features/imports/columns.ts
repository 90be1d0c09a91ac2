import { choice, choices, day, industries, month, number, place, text, url, whole, yuan, type CellReader } from './cell.ts';
import { approvals } from './read-approvals.ts';
import * as words from './words.ts';

export type ImportKind = 'technologies' | 'needs' | 'villages';

/** One column of a kind of file: the names it goes by, the first of which is printed, and how its cells are read. */
export type Column = { field: string; names: readonly string[]; read: CellReader; isRequired?: boolean };

const ofBoth: readonly Column[] = [
  { field: 'reference', names: ['编号', 'reference', 'id'], read: text },
  { field: 'organization', names: ['单位', '持有单位', '需求单位', 'organization', 'holder'], read: text },
  { field: 'organizationKind', names: ['单位类型', 'organization kind'], read: choice(words.organizationKinds) },
  { field: 'industries', names: ['行业', '产业', 'industries', 'industry'], read: industries },
  { field: 'regionCode', names: ['地区', '所在地', '适用地区', 'region', 'place'], read: place },
  { field: 'problem', names: ['要解决的问题', '问题', '解决的问题', '问题描述', 'problem'], read: text },
  { field: 'seasonFrom', names: ['开始月份', '季节起', 'season from'], read: month },
  { field: 'seasonTo', names: ['结束月份', '季节止', 'season to'], read: month },
  { field: 'contactName', names: ['联系人', 'contact name', 'contact'], read: text },
  { field: 'contactPhone', names: ['电话', '联系电话', '手机', 'contact phone', 'phone'], read: text },
  { field: 'contactEmail', names: ['邮箱', '电子邮箱', 'contact email', 'email'], read: text },
  { field: 'expiresOn', names: ['有效期至', '截止展示', 'expires on'], read: day },
  { field: 'sourceName', names: ['来源', 'source'], read: text },
  { field: 'sourceUrl', names: ['来源网址', 'source url', 'url'], read: url },
];

const technologies: readonly Column[] = [
  { field: 'title', names: ['成果名称', '名称', '技术名称', 'title'], read: text, isRequired: true },
  { field: 'kind', names: ['类别', '成果类别', 'kind'], read: choice(words.kinds), isRequired: true },
  { field: 'howItWorks', names: ['怎么做', '技术要点', '简介', 'how it works', 'description'], read: text },
  { field: 'advantage', names: ['优势', '好处', 'advantage'], read: text },
  { field: 'costUnit', names: ['计价单位', 'cost unit'], read: choice(words.costUnits) },
  { field: 'costFen', names: ['成本（元）', '成本', 'cost'], read: yuan },
  { field: 'presentCostFen', names: ['现有做法成本（元）', '现有做法成本', 'present cost'], read: yuan },
  { field: 'costNote', names: ['成本说明', 'cost note'], read: text },
  { field: 'capitalFen', names: ['起步资金（元）', '起步资金', 'start-up money', 'capital'], read: yuan },
  { field: 'labourDays', names: ['用工（工日）', '用工', 'labour days'], read: number(0, 10_000) },
  { field: 'trl', names: ['技术成熟度', 'trl'], read: whole(1, 9) },
  { field: 'fieldStage', names: ['做到哪一步', '应用阶段', '阶段', 'stage', 'field stage'], read: choice(words.stages) },
  { field: 'proof', names: ['证明材料', '应用证明', 'proof'], read: text },
  { field: 'frostFreeDays', names: ['无霜期（天）', '无霜期', 'frost-free days'], read: whole(0, 366) },
  { field: 'accumulatedTemperature', names: ['积温（℃）', '积温', 'accumulated temperature'], read: whole(0, 10_000) },
  { field: 'saltLimit', names: ['耐盐（‰）', '耐盐', 'salt limit'], read: number(0, 100) },
  { field: 'soils', names: ['适用土壤', '土壤', 'soils', 'soil'], read: choices(words.soils) },
  { field: 'waters', names: ['适用水源', '水源', '水', 'waters', 'water'], read: choices(words.waters) },
  { field: 'suitsNote', names: ['适用说明', 'suits'], read: text },
  { field: 'approvals', names: ['批准文号', '审定登记', 'approvals'], read: approvals },
  { field: 'noApprovalYet', names: ['还没有审定', 'no approval yet'], read: choice(words.yes) },
  { field: 'ipStatus', names: ['知识产权', 'ip status'], read: choice(words.ipStatuses) },
  { field: 'ipNumber', names: ['专利号', 'ip number'], read: text },
  { field: 'ipCheckedOn', names: ['核对日期', 'ip checked on'], read: day },
  { field: 'cooperation', names: ['合作方式', 'cooperation'], read: choices(words.cooperations) },
  { field: 'capacity', names: ['一年能带几处', 'places a year', 'capacity'], read: whole(1, 100_000) },
  { field: 'priceFromFen', names: ['最低价（元）', '价格', 'price from', 'price'], read: yuan },
  { field: 'priceToFen', names: ['最高价（元）', 'price to'], read: yuan },
  { field: 'priceNote', names: ['价格说明', 'price note'], read: text },
];

const needs: readonly Column[] = [
  { field: 'title', names: ['需求名称', '名称', '需求', 'title'], read: text, isRequired: true },
  { field: 'expertProblem', names: ['专家描述', '专家判断', 'expert problem'], read: text },
  { field: 'scaleMu', names: ['面积（亩）', '面积', 'scale mu', 'mu'], read: number(0, 999_999_999) },
  { field: 'scaleHeads', names: ['头数', '头（只）数', 'heads'], read: whole(0, 100_000_000) },
  { field: 'households', names: ['户数', 'households'], read: whole(0, 100_000_000) },
  { field: 'poorHouseholds', names: ['贫困户数', 'poor households'], read: whole(0, 100_000_000) },
  { field: 'soil', names: ['土壤', 'soil'], read: choice(words.soils) },
  { field: 'water', names: ['水源', '水', 'water'], read: choice(words.waters) },
  { field: 'salinity', names: ['土壤含盐（‰）', '含盐量', 'salinity'], read: number(0, 100) },
  { field: 'deadline', names: ['最晚什么时候要', '截止日期', 'deadline'], read: day },
  { field: 'budgetFen', names: ['预算（元）', '预算', 'budget'], read: yuan },
  { field: 'hands', names: ['能出几个人', '劳力', 'hands'], read: whole(0, 100_000_000) },
  { field: 'wantedKind', names: ['想要什么', '想要的类别', 'wanted kind'], read: choice(words.kinds) },
  { field: 'wantedWays', names: ['希望的合作方式', 'wanted cooperation'], read: choices(words.cooperations) },
  { field: 'tried', names: ['试过的办法', 'tried'], read: text },
  { field: 'hoped', names: ['希望的结果', 'hoped'], read: text },
  { field: 'enteredFor', names: ['替谁登记', 'entered for'], read: text },
];

const villages: readonly Column[] = [
  { field: 'code', names: ['区划代码', '村代码', '代码', 'code'], read: text },
  { field: 'county', names: ['县（市、区）', '县', '县市区', 'county'], read: text },
  { field: 'township', names: ['乡镇', '乡（镇）', 'township'], read: text },
  { field: 'village', names: ['村', '村名', '行政村', 'village'], read: text },
  { field: 'poverty', names: ['贫困类型', '贫困村', '是否贫困村', 'poverty'], read: choice(words.poverties), isRequired: true },
];

export const columnsOf: Record<ImportKind, readonly Column[]> = {
  technologies: [...technologies, ...ofBoth],
  needs: [...needs, ...ofBoth],
  villages,
};

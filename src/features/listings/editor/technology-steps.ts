import { Soil, Water } from '../basics.ts';
import { Cooperation, CostUnit, FieldStage, IpStatus, TechnologyKind } from '../technology.ts';
import { months, type Step } from './step.ts';

const levels = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** How a technology is written down, one thing after the other. */
export const technologySteps: readonly Step[] = [
  {
    id: 'what',
    parts: [
      { name: 'title', kind: 'text', needed: true, help: true },
      { name: 'kind', kind: 'radios', needed: true, options: TechnologyKind.options, words: 'kind' },
      { name: 'problem', kind: 'textarea', needed: true, help: true },
      { name: 'howItWorks', kind: 'textarea', needed: true, help: true },
      'industries',
      { name: 'fieldStage', kind: 'radios', needed: true, options: FieldStage.options, words: 'stage' },
      { name: 'trl', kind: 'select', options: levels, words: 'trl', help: true },
    ],
  },
  {
    id: 'better',
    parts: [
      { name: 'advantage', kind: 'textarea', help: true },
      { name: 'costUnit', kind: 'radios', options: CostUnit.options, words: 'cost-unit', help: true },
      { name: 'costFen', kind: 'money', unit: 'yuan' },
      { name: 'presentCostFen', kind: 'money', unit: 'yuan' },
      { name: 'costNote', kind: 'text', help: true },
      { name: 'capitalFen', kind: 'money', unit: 'yuan', help: true },
      { name: 'labourDays', kind: 'number', unit: 'work-days', help: true },
      { name: 'proof', kind: 'textarea', help: true },
    ],
  },
  {
    id: 'where',
    parts: [
      'regionCode',
      { name: 'soils', kind: 'checkboxes', options: Soil.options, words: 'soil' },
      { name: 'waters', kind: 'checkboxes', options: Water.options, words: 'water' },
      { name: 'frostFreeDays', kind: 'number', unit: 'days', help: true },
      { name: 'accumulatedTemperature', kind: 'number', unit: 'degree-days', help: true },
      { name: 'saltLimit', kind: 'number', unit: 'per-mille', help: true },
      { name: 'seasonFrom', kind: 'select', options: months, words: 'month' },
      { name: 'seasonTo', kind: 'select', options: months, words: 'month' },
      { name: 'suitsNote', kind: 'textarea' },
    ],
  },
  {
    id: 'rights',
    parts: [
      'approvals',
      { name: 'noApprovalYet', kind: 'tick' },
      { name: 'ipStatus', kind: 'select', options: IpStatus.options, words: 'ip' },
      { name: 'ipNumber', kind: 'text' },
      { name: 'ipCheckedOn', kind: 'date', help: true },
    ],
  },
  {
    id: 'cooperation',
    parts: [
      { name: 'cooperation', kind: 'checkboxes', needed: true, options: Cooperation.options, words: 'cooperation' },
      { name: 'capacity', kind: 'number', unit: 'places', help: true },
      { name: 'priceFromFen', kind: 'money', unit: 'yuan', help: true },
      { name: 'priceToFen', kind: 'money', unit: 'yuan' },
      { name: 'priceNote', kind: 'text' },
      { name: 'contactName', kind: 'text', needed: true, help: true },
      { name: 'contactPhone', kind: 'tel', needed: true },
      { name: 'contactEmail', kind: 'email' },
      { name: 'expiresOn', kind: 'date', help: true },
    ],
  },
];

import { Soil, Water } from '../basics.ts';
import { Cooperation, TechnologyKind } from '../technology.ts';
import { months, type Step } from './step.ts';

/** How a need is written down: the trouble first, in the words of the person who has it. */
export const needSteps: readonly Step[] = [
  {
    id: 'problem',
    parts: [
      { name: 'title', kind: 'text', needed: true, help: true },
      { name: 'problem', kind: 'textarea', needed: true, help: true },
      { name: 'expertProblem', kind: 'textarea', help: true },
      'industries',
    ],
  },
  {
    id: 'scale',
    parts: [
      'regionCode',
      { name: 'enteredFor', kind: 'text', help: true },
      { name: 'scaleMu', kind: 'number', needed: true, unit: 'mu', help: true },
      { name: 'scaleHeads', kind: 'number', unit: 'heads' },
      { name: 'households', kind: 'number', unit: 'households' },
      { name: 'poorHouseholds', kind: 'number', unit: 'households', help: true },
    ],
  },
  {
    id: 'conditions',
    parts: [
      { name: 'soil', kind: 'select', options: Soil.options, words: 'soil' },
      { name: 'salinity', kind: 'number', unit: 'per-mille', help: true },
      { name: 'water', kind: 'select', options: Water.options, words: 'water' },
      { name: 'seasonFrom', kind: 'select', options: months, words: 'month' },
      { name: 'seasonTo', kind: 'select', options: months, words: 'month' },
      { name: 'deadline', kind: 'date', help: true },
    ],
  },
  {
    id: 'result',
    parts: [
      { name: 'hoped', kind: 'textarea', help: true },
      { name: 'budgetFen', kind: 'money', unit: 'yuan', help: true },
      { name: 'hands', kind: 'number', unit: 'people', help: true },
      { name: 'wantedKind', kind: 'select', options: TechnologyKind.options, words: 'kind', help: true },
      { name: 'wantedWays', kind: 'checkboxes', options: Cooperation.options, words: 'cooperation' },
      { name: 'tried', kind: 'textarea', help: true },
    ],
  },
  {
    id: 'contact',
    parts: [
      { name: 'contactName', kind: 'text', needed: true, help: true },
      { name: 'contactPhone', kind: 'tel', needed: true },
      { name: 'contactEmail', kind: 'email' },
      { name: 'expiresOn', kind: 'date', help: true },
    ],
  },
];

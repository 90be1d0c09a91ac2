import type { Side } from '../match.ts';

/** The questions of the score: who can answer each, and the field of a listing that answers it for good, in every match to come. */
const questions: Readonly<Record<string, readonly [Side, string]>> = {
  approval: ['technology', 'approvals'],
  'ask-licence': ['technology', 'approvals'],
  'ask-area': ['technology', 'approvals'],
  'ask-salt-limit': ['technology', 'saltLimit'],
  'ask-cost': ['technology', 'costFen'],
  'ask-price': ['technology', 'costFen'],
  'ask-stage': ['technology', 'fieldStage'],
  'ask-stage-variety': ['technology', 'fieldStage'],
  'ask-stage-product': ['technology', 'fieldStage'],
  'ask-soil': ['need', 'soil'],
  'ask-water': ['need', 'water'],
  'ask-salt': ['need', 'salinity'],
  'ask-budget': ['need', 'budgetFen'],
  'ask-hands': ['need', 'hands'],
  'ask-ways': ['need', 'ways'],
  'ask-kind': ['need', 'kind'],
};

/** What is not in the table is about the place of the need. */
export function addresseeOf(key: string): Side {
  return questions[key]?.[0] ?? 'need';
}

export function fieldOf(key: string): string | undefined {
  return questions[key]?.[1];
}

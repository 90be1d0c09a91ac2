import { significantDigits } from '../../../kernel/region-code.ts';
import type { Need } from '../need.ts';
import { tells, tellsAmount, type Sign } from './signs.ts';

export const parts = ['problem', 'conditions', 'result', 'means'] as const;
export type Part = (typeof parts)[number];
export type Scores = Record<Part, number>;
export const mostPoints = 5;

/** One point, and the field in which to earn it. */
export type Criterion = { name: string; field: keyof Need };
export type PartSuggestion = { score: number; met: Criterion[]; missing: Criterion[] };
export type Suggestion = Record<Part, PartSuggestion>;

type Rule = Criterion & { isMet: (need: Need, said: string) => boolean };

/** How many signs tell more than a title does. */
const sentence = 15;

/** Five points in each part, one for each thing that the need says. Every rule is about something being there, so more said is never worth less. */
const rules: Record<Part, readonly Rule[]> = {
  problem: [
    { name: 'what', field: 'industries', isMet: ({ industries }) => industries.some((code) => /^(A\d{3}|[B-T]\d\d)/.test(code)) },
    { name: 'told', field: 'problem', isMet: ({ problem, expertProblem }) => (problem + expertProblem).length >= sentence },
    { name: 'trouble', field: 'problem', isMet: says('trouble') },
    { name: 'extent', field: 'problem', isMet: (_, said) => tells(said, 'extent') || tellsAmount(said) },
    { name: 'tried', field: 'tried', isMet: ({ tried }, said) => tried !== '' || tells(said, 'tried') },
  ],
  conditions: [
    { name: 'place', field: 'regionCode', isMet: ({ regionCode }) => regionCode !== null && significantDigits(regionCode) >= 6 },
    { name: 'scale', field: 'scaleMu', isMet: hasScale },
    { name: 'ground', field: 'soil', isMet: ({ soil }, said) => soil !== null || tells(said, 'ground') },
    { name: 'water', field: 'water', isMet: ({ water }, said) => water !== null || tells(said, 'water') },
    { name: 'season', field: 'seasonFrom', isMet: (need, said) => hasSeason(need) || tells(said, 'season') },
  ],
  result: [
    { name: 'wish', field: 'hoped', isMet: ({ hoped }, said) => hoped !== '' || tells(said, 'wish') },
    // A trouble that can be seen is gone or it is not.
    { name: 'visible', field: 'hoped', isMet: (_, said) => tells(said, 'visible') || tells(said, 'trouble') },
    { name: 'amount', field: 'hoped', isMet: ({ hoped }) => tellsAmount(hoped) },
    { name: 'today', field: 'problem', isMet: (need) => tellsAmount([need.problem, need.expertProblem, need.tried].join('\n')) },
    { name: 'when', field: 'deadline', isMet: ({ deadline, hoped }) => deadline !== null || tells(hoped, 'when') },
  ],
  means: [
    { name: 'budget', field: 'budgetFen', isMet: ({ budgetFen }, said) => budgetFen !== null || tells(said, 'money') },
    {
      name: 'hands',
      field: 'households',
      isMet: ({ households, scaleHeads }, said) => households !== null || scaleHeads !== null || tells(said, 'hands'),
    },
    { name: 'time', field: 'deadline', isMet: (need) => need.deadline !== null || hasSeason(need) },
    { name: 'equipment', field: 'problem', isMet: says('equipment') },
    { name: 'size', field: 'scaleMu', isMet: hasScale },
  ],
};

/** What the need's own words are worth, part by part, with what is there and what is not. */
export function suggest(need: Need): Suggestion {
  const said = [need.title, need.problem, need.expertProblem, need.tried, need.hoped].join('\n');
  const look = (part: Part): PartSuggestion => {
    const met = rules[part].filter(({ isMet }) => isMet(need, said));
    const missing = rules[part].filter((rule) => !met.includes(rule));
    return { score: met.length, met: met.map(named), missing: missing.map(named) };
  };
  return { problem: look('problem'), conditions: look('conditions'), result: look('result'), means: look('means') };
}

export function scoresOf(suggestion: Suggestion): Scores {
  const { problem, conditions, result, means } = suggestion;
  return { problem: problem.score, conditions: conditions.score, result: result.score, means: means.score };
}

export function totalOf(scores: Scores): number {
  return parts.reduce((sum, part) => sum + scores[part], 0);
}

function named({ name, field }: Rule): Criterion {
  return { name, field };
}

function says(sign: Sign): Rule['isMet'] {
  return (_, said) => tells(said, sign);
}

function hasScale({ scaleMu, scaleHeads, households }: Need): boolean {
  return scaleMu !== null || scaleHeads !== null || households !== null;
}

function hasSeason({ seasonFrom, seasonTo }: Need): boolean {
  return seasonFrom !== null || seasonTo !== null;
}

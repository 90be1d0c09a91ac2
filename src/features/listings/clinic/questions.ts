import type { Need } from '../need.ts';

/** Where an answer belongs: to the trouble, to what was tried, or to what is hoped for. */
export type AnswerField = 'problem' | 'tried' | 'hoped';
/** A question that an adviser of this trade asks first; its words are in the locales under `clinic-questions`. */
export type Question = { id: string; field: AnswerField };
type Group = { prefixes: readonly string[] } & Record<AnswerField, readonly string[]>;

/** By industry, as codes of GB/T 4754 begin. The longest beginning that fits an industry wins; the last group fits all. */
const groups: Record<string, Group> = {
  crops: {
    prefixes: ['A01', 'A0511', 'A0515'],
    problem: ['variety', 'stage', 'spread', 'before'],
    tried: ['inputs'],
    hoped: ['target'],
  },
  vegetables: {
    prefixes: ['A014'],
    problem: ['shed', 'part', 'speed', 'repeat'],
    tried: ['spray'],
    hoped: ['target'],
  },
  fruit: {
    prefixes: ['A015', 'A016'],
    problem: ['age', 'time', 'share', 'soil'],
    tried: ['care'],
    hoped: ['target'],
  },
  livestock: {
    prefixes: ['A03', 'A0531'],
    problem: ['kind', 'signs', 'deaths', 'housing'],
    tried: ['vaccines'],
    hoped: ['target'],
  },
  fishery: {
    prefixes: ['A04', 'A054'],
    problem: ['species', 'water', 'signs'],
    tried: ['feed'],
    hoped: ['target'],
  },
  forestry: {
    prefixes: ['A02', 'A052'],
    problem: ['stand', 'harm', 'site'],
    tried: ['done'],
    hoped: ['target'],
  },
  machinery: {
    prefixes: ['A0512', 'C34', 'C35'],
    problem: ['machine', 'work', 'fault'],
    tried: ['fixes'],
    hoped: ['target'],
  },
  water: {
    prefixes: ['A0513', 'N76', 'D46'],
    problem: ['source', 'way', 'fault'],
    tried: ['done'],
    hoped: ['target'],
  },
  processing: {
    prefixes: ['C13', 'C14', 'C15', 'A0514', 'A0523'],
    problem: ['material', 'step', 'line'],
    tried: ['tests'],
    hoped: ['standard', 'target'],
  },
  sales: {
    prefixes: ['F', 'G'],
    problem: ['goods', 'price', 'transport', 'brand'],
    tried: ['shops'],
    hoped: ['target'],
  },
  energy: {
    prefixes: ['D44', 'D45'],
    problem: ['use', 'site', 'grid'],
    tried: ['done'],
    hoped: ['target'],
  },
  environment: {
    prefixes: ['N772', 'N78', 'A0532', 'C42'], // N77 alone is as often about saline land as about waste
    problem: ['what', 'where'],
    tried: ['now'],
    hoped: ['rule', 'target'],
  },
  digital: {
    prefixes: ['I'],
    problem: ['job', 'data', 'pain'],
    tried: ['tried'],
    hoped: ['target'],
  },
  general: {
    prefixes: [''],
    problem: ['what', 'since', 'loss'],
    tried: ['tried'],
    hoped: ['target'],
  },
};

export const mostQuestions = 8;

/** What to ask about a need of these industries: each trade's first questions, when it belongs to several; what fits all is asked where nothing else fits. */
export function questionsFor(industries: readonly string[]): Question[] {
  const trades = [...new Set(industries.map(groupOf))].filter((name) => name !== 'general');
  const names = trades.length > 0 ? trades : ['general'];
  const each = Math.ceil(mostQuestions / names.length);
  return names.flatMap((name) => questionsOf(name).slice(0, each)).slice(0, mostQuestions);
}

export function allQuestions(): Question[] {
  return Object.keys(groups).flatMap(questionsOf);
}

/** Answers are added below what was written already, each behind the name of its question; nothing is taken away. */
export function appendAnswers(
  need: Pick<Need, AnswerField>,
  answers: readonly { field: AnswerField; line: string }[],
): Partial<Pick<Need, AnswerField>> {
  const patch: Partial<Pick<Need, AnswerField>> = {};
  for (const { field, line } of answers) patch[field] = [patch[field] ?? need[field], line].filter(Boolean).join('\n');
  return patch;
}

function groupOf(industry: string): string {
  let best = { name: 'general', length: -1 };
  for (const [name, { prefixes }] of Object.entries(groups))
    for (const prefix of prefixes)
      if (industry.startsWith(prefix) && prefix.length > best.length) best = { name, length: prefix.length };
  return best.name;
}

/** Two about the trouble, then what was tried and hoped, then the rest. */
function questionsOf(name: string): Question[] {
  const { problem = [], tried = [], hoped = [] } = groups[name] ?? {};
  const asked = (field: AnswerField, ids: readonly string[]) => ids.map((id) => ({ id: `${name}.${id}`, field }));
  return [
    ...asked('problem', problem.slice(0, 2)),
    ...asked('tried', tried),
    ...asked('hoped', hoped),
    ...asked('problem', problem.slice(2)),
  ];
}

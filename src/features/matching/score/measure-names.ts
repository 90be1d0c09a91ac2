/**
 * What a score is made of, in the order in which vectors of measures and weights hold it. `text` is what the words' own
 * weighing says; the others come from facts. A measure that is not known is 0 and so says nothing.
 */
export const measureNames = [
  'text',
  'industry', // nearness in the tree of GB/T 4754, 0..1
  'branch', // from another branch that often helps this one, 0..1
  'apart', // both industries known, nothing in common: 1
  'kind', // what is wanted is what it is: 1, otherwise -1
  'maturity', // proven 1, first trials -1, by how urgent it is
  'ways', // a wanted way of cooperation is offered: 1, none: -1
  'cost', // within the budget 1, at twice the budget -1
  'labour', // within the hands there are 1, at twice them -1
  'answers', // the holder's record of answering, -1..1
  'room', // places the holder can still serve: its share left, or -1 when there is none
  'place', // same village 1 ... same climate
  'soil', // -1 or 1, as are the next
  'water',
  'salt',
  'frost',
  'warmth',
  'zone', // the approval of the variety holds where the need is: 1
  'season', // the months meet: 1, do not: -1
  'nextYear', // this year's months have passed: 1
] as const;
export type MeasureName = (typeof measureNames)[number];
export type Measures = Record<MeasureName, number>;

/** Where each measure stands in a vector; written out, because it is read in the innermost loop. */
export const at = {
  ...{ text: 0, industry: 1, branch: 2, apart: 3, kind: 4, maturity: 5, ways: 6, cost: 7, labour: 8, answers: 9, room: 10 },
  ...{ place: 11, soil: 12, water: 13, salt: 14, frost: 15, warmth: 16, zone: 17, season: 18, nextYear: 19 },
} as const satisfies Record<MeasureName, number>;

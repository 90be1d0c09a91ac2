/**
 * Branches that often help one another although the tree of GB/T 4754 keeps them apart: many a farm's trouble is solved by
 * machinery, processing or a service. A branch is named by the longest beginning of a code that is listed here.
 */
const branches = [
  ...['A01', 'A017', 'A018', 'A02', 'A03', 'A04', 'A0511', 'A0512', 'A0513', 'A0514', 'A0515', 'A0519', 'A052', 'A053'],
  ...['A0532', 'A054', 'C13', 'C14', 'C15', 'C20', 'C22', 'C26', 'C27', 'C357', 'C42', 'D44', 'D45', 'F52', 'G59'],
  ...['I64', 'I65', 'M74', 'M75', 'N76', 'N77', 'N78', 'N79'],
] as const;
type Branch = (typeof branches)[number];

/** Both ways round; 1 would be as near as the same class. Why stands in the third place. */
const related: readonly (readonly [Branch, Branch, number])[] = [
  // What is grown is dried, cleaned, stored and made into something.
  ...pairs(['A01', 'A017', 'A02'], ['A0514'], 0.6),
  ...pairs(['A01', 'A017', 'A02', 'A03', 'A04'], ['C13', 'C14'], 0.35),
  ...pairs(['A0514'], ['C13', 'C14', 'C15', 'G59'], 0.6),
  ...pairs(['A01', 'A0514', 'C13'], ['G59'], 0.3),
  ...pairs(['A01'], ['C15'], 0.25),
  ...pairs(['C13'], ['C14', 'C15'], 0.5),
  ...pairs(['A017'], ['C27'], 0.4),
  ...pairs(['A02'], ['C20'], 0.4),
  // Machines, water, seed and plant protection serve every crop.
  ...pairs(['A01', 'A017', 'A018', 'A02'], ['A0512', 'C357'], 0.5),
  ...pairs(['A0512'], ['C357'], 0.8),
  ...pairs(['A03', 'A053', 'A04', 'A054'], ['C357'], 0.4),
  ...pairs(['A01', 'A017', 'A018'], ['A0511', 'A0513', 'A0515', 'A0519'], 0.6),
  ...pairs(['A02'], ['A052'], 0.6),
  ...pairs(['A0513'], ['N76'], 0.6),
  ...pairs(['A0515', 'A052', 'A01', 'A017'], ['C26'], 0.35), // pesticides and fertilizers are chemicals
  ...pairs(['A01'], ['N76', 'N77', 'N79'], 0.25), // soil, salt and water of the fields
  // Animals: breeding, feed, health, manure.
  ...pairs(['A03'], ['A053'], 0.6),
  ...pairs(['A03'], ['A0532'], 0.4),
  ...pairs(['A018', 'A01'], ['A03'], 0.2), // fodder and straw
  ...pairs(['A018'], ['A03'], 0.4),
  ...pairs(['A03', 'A053'], ['C27'], 0.35),
  ...pairs(['A04'], ['A054'], 0.6),
  ...pairs(['A0532'], ['C42', 'N77', 'D45', 'C26'], 0.4), // manure becomes gas, fertilizer, clean water
  // Straw and leftovers become energy, boards, paper.
  ...pairs(['A01', 'A0519', 'A02'], ['D44', 'D45', 'C42', 'C20', 'C22'], 0.2),
  ...pairs(['C42'], ['D44', 'D45', 'N77', 'N78'], 0.35),
  ...pairs(['N77'], ['N78', 'N76'], 0.4),
  // Data, tests and selling.
  ...pairs(['A01', 'A02', 'A03', 'A04', 'A0515', 'A052'], ['I65', 'M74', 'M75'], 0.25),
  ...pairs(['I64'], ['I65', 'F52'], 0.5),
  ...pairs(['A01', 'C13', 'C14'], ['F52', 'I64'], 0.2),
];

function pairs(some: readonly Branch[], others: readonly Branch[], value: number): [Branch, Branch, number][] {
  return some.flatMap((one) => others.map((other): [Branch, Branch, number] => [one, other, value]));
}

const size = branches.length + 1;
const nearness = new Float64Array(size * size);
for (const [one, other, value] of related) {
  const [a, b] = [branches.indexOf(one) + 1, branches.indexOf(other) + 1];
  nearness[a * size + b] = Math.max(value, nearness[a * size + b] ?? 0);
  nearness[b * size + a] = nearness[a * size + b] ?? 0;
}

/** The branch of a code as a number; 0 when it belongs to none. */
export function branchOf(code: string): number {
  for (let length = code.length; length > 1; length -= 1) {
    const at = (branches as readonly string[]).indexOf(code.slice(0, length));
    if (at >= 0) return at + 1;
  }
  return 0;
}

/** How near two branches are that the tree keeps apart, 0..1. */
export function branchNearness(one: number, other: number): number {
  return nearness[one * size + other] ?? 0;
}

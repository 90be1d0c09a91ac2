import { solve } from './linear-system.ts';

/** One decision as numbers. `weight` says how much it counts. */
export type Example = { measures: Float64Array; outcome: 0 | 1; weight: number };
/** What is believed of a weight beforehand: where it is, how far from there it may well be, and the sign it cannot leave. */
export type Belief = { center: number; spread: number; sign: -1 | 0 | 1 };
/** The intercept stands first, then the weights. */
export type Coefficients = Float64Array;

const most = 60;
const settled = 1e-8;
const nearEdge = 1e-6;

/**
 * Logistic regression with a ridge around the beliefs, which is a Gaussian prior (Hoerl & Kennard 1970; Hosmer & Lemeshow,
 * Applied Logistic Regression), by Newton's method (IRLS) projected onto the signs (Bertsekas 1982). The loss is strictly
 * convex, so there is one answer, and the order of the examples changes it by rounding alone.
 */
export function fitLogistic(examples: readonly Example[], beliefs: readonly Belief[]): Coefficients {
  let now = Float64Array.from(beliefs, ({ center, sign }) => withinSign(center, sign));
  let loss = lossOf(now, examples, beliefs);
  for (let round = 0; round < most; round += 1) {
    let slope = slopeOf(now, examples, beliefs);
    if (snapToEdge(now, slope, beliefs)) {
      loss = lossOf(now, examples, beliefs);
      slope = slopeOf(now, examples, beliefs);
    }
    const free = freeOnes(now, slope, beliefs);
    if (free.every((at) => Math.abs(slope[at] as number) <= settled * (1 + examples.length))) break;
    const step = newtonStep(now, slope, free, examples, beliefs);
    if (!step) break;
    const next = search(now, step, slope, loss, (at) => lossOf(at, examples, beliefs), beliefs);
    if (!next) break;
    now = next.at;
    loss = next.loss;
  }
  return now;
}

/** What fitting makes least: the log-loss of the examples, and half the squared distance from the beliefs in spreads. */
export function lossOf(at: Coefficients, examples: readonly Example[], beliefs: readonly Belief[]): number {
  let loss = 0;
  for (const { measures, outcome, weight } of examples) {
    const z = logOdds(at, measures);
    loss += weight * (softplus(z) - (outcome === 1 ? z : 0));
  }
  beliefs.forEach(({ center, spread }, index) => {
    loss += 0.5 * (((at[index] as number) - center) / spread) ** 2;
  });
  return loss;
}

/** The gradient of the loss. */
export function slopeOf(at: Coefficients, examples: readonly Example[], beliefs: readonly Belief[]): Float64Array {
  const slope = Float64Array.from(beliefs, ({ center, spread }, index) => ((at[index] as number) - center) / spread ** 2);
  for (const { measures, outcome, weight } of examples) {
    const miss = weight * (chanceOf(logOdds(at, measures)) - outcome);
    slope[0] = (slope[0] as number) + miss;
    for (let index = 0; index < measures.length; index += 1) {
      slope[index + 1] = (slope[index + 1] as number) + miss * (measures[index] as number);
    }
  }
  return slope;
}

export function logOdds(at: Coefficients, measures: Float64Array): number {
  let z = at[0] as number;
  for (let index = 0; index < measures.length; index += 1) z += (at[index + 1] as number) * (measures[index] as number);
  return z;
}

export function chanceOf(z: number): number {
  return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
}

/** ln(1 + e^z), also where e^z would overflow. */
export function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}

/** Puts what is all but at the edge of its sign and is pushed there onto it: cut short, its step would spoil that of the others. */
function snapToEdge(at: Coefficients, slope: Float64Array, beliefs: readonly Belief[]): boolean {
  let isMoved = false;
  beliefs.forEach(({ sign }, index) => {
    const value = sign * (at[index] as number);
    if (value <= 0 || value > nearEdge || sign * (slope[index] as number) <= 0) return;
    at[index] = 0;
    isMoved = true;
  });
  return isMoved;
}

/** Those that may move: all but the ones at the edge of their sign that the slope pushes against it. */
function freeOnes(at: Coefficients, slope: Float64Array, beliefs: readonly Belief[]): number[] {
  return beliefs.flatMap(({ sign }, index) =>
    at[index] === 0 && sign !== 0 && sign * (slope[index] as number) > 0 ? [] : [index],
  );
}

function newtonStep(
  at: Coefficients,
  slope: Float64Array,
  free: readonly number[],
  examples: readonly Example[],
  beliefs: readonly Belief[],
): Float64Array | undefined {
  const curve = free.map((index, row) => {
    const line = new Float64Array(free.length);
    line[row] = 1 / (beliefs[index] as Belief).spread ** 2;
    return line;
  });
  const known = new Float64Array(free.length);
  for (const { measures, weight } of examples) {
    const chance = chanceOf(logOdds(at, measures));
    const bend = weight * chance * (1 - chance);
    free.forEach((index, row) => {
      known[row] = index === 0 ? 1 : (measures[index - 1] as number);
    });
    for (let row = 0; row < free.length; row += 1) {
      const line = curve[row] as Float64Array;
      const part = bend * (known[row] as number);
      if (part === 0) continue;
      for (let column = 0; column <= row; column += 1) line[column] = (line[column] as number) + part * (known[column] as number);
    }
  }
  const solved = solve(
    curve,
    Float64Array.from(free, (index) => -(slope[index] as number)),
  );
  if (!solved) return undefined;
  const step = new Float64Array(at.length);
  free.forEach((index, row) => (step[index] = solved[row] as number));
  return step;
}

/** Half the step until the loss has fallen enough (Armijo), each try kept within the signs. */
function search(
  from: Coefficients,
  step: Float64Array,
  slope: Float64Array,
  loss: number,
  lossAt: (at: Coefficients) => number,
  beliefs: readonly Belief[],
): { at: Float64Array<ArrayBuffer>; loss: number } | undefined {
  for (let length = 1; length > 1e-10; length /= 2) {
    const at = from.map((value, index) => withinSign(value + length * (step[index] as number), (beliefs[index] as Belief).sign));
    const reached = lossAt(at);
    const promised = at.reduce((sum, value, index) => sum + (slope[index] as number) * (value - (from[index] as number)), 0);
    if (reached <= loss + 1e-4 * promised) return { at: Float64Array.from(at), loss: reached };
  }
  return undefined;
}

function withinSign(value: number, sign: Belief['sign']): number {
  return sign * value < 0 ? 0 : value;
}

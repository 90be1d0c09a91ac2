/** Milliseconds of many runs in two figures. */
export function spread(times: number[]): { p50: number; p99: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN);
  return { p50: at(0.5), p99: at(0.99) };
}

export function round(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}

export function time<T>(run: () => T): { result: T; milliseconds: number } {
  const start = performance.now();
  const result = run();
  return { result, milliseconds: performance.now() - start };
}

export function tell(line: object): void {
  console.log(JSON.stringify(line));
}

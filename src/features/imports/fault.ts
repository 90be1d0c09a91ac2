import type { Params } from '../../kernel/error.ts';

/** What is wrong in one cell, or in a whole row or the file when no column is named: a message that says what to do. */
export type Fault = { row: number; column: string; value: string; key: string; params: Params };

export type ReadCell<T = unknown> = { value: T } | { fault: string; params?: Params };

export function faultAt(row: number, column: string, value: string, key: string, params: Params = {}): Fault {
  return { row, column, value, key, params };
}

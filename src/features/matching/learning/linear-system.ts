/** Solves A·x = b for a symmetric positive definite A by Cholesky's decomposition; undefined when A is not. */
export function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array | undefined {
  const size = right.length;
  const lower = matrix.map((row) => Float64Array.from(row));
  const cell = (row: number, column: number) => (lower[row] as Float64Array)[column] as number;
  for (let column = 0; column < size; column += 1) {
    for (let row = column; row < size; row += 1) {
      let sum = cell(row, column);
      for (let k = 0; k < column; k += 1) sum -= cell(row, k) * cell(column, k);
      if (row === column && sum <= 0) return undefined;
      (lower[row] as Float64Array)[column] = row === column ? Math.sqrt(sum) : sum / cell(column, column);
    }
  }
  const solution = Float64Array.from(right);
  for (let row = 0; row < size; row += 1) {
    let sum = solution[row] as number;
    for (let k = 0; k < row; k += 1) sum -= cell(row, k) * (solution[k] as number);
    solution[row] = sum / cell(row, row);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = solution[row] as number;
    for (let k = row + 1; k < size; k += 1) sum -= cell(k, row) * (solution[k] as number);
    solution[row] = sum / cell(row, row);
  }
  return solution;
}

/** Hoare's selection; the order of the values is lost. With fewer values than that, what lies below all. */
export function nthGreatest(values: Int32Array, size: number, nth: number): number {
  if (nth > size) return lowest;
  let [low, high] = [0, size - 1];
  const wanted = nth - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let [i, j] = [low, high];
    while (i <= j) {
      while (values[i]! > pivot) i += 1;
      while (values[j]! < pivot) j -= 1;
      if (i > j) break;
      const held = values[i]!;
      values[i] = values[j]!;
      values[j] = held;
      i += 1;
      j -= 1;
    }
    if (wanted <= j) high = j;
    else if (wanted >= i) low = i;
    else break;
  }
  return values[wanted]!;
}

export const lowest = -2_147_483_648;

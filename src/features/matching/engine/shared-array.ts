type Kind = Uint8Array | Uint16Array | Uint32Array | Int32Array;

/** Typed arrays over memory that threads share without copying. */
export const shared = {
  bytes: (length: number) => new Uint8Array(new SharedArrayBuffer(length)),
  shorts: (length: number) => new Uint16Array(new SharedArrayBuffer(length * 2)),
  counts: (length: number) => new Uint32Array(new SharedArrayBuffer(length * 4)),
  numbers: (length: number) => new Int32Array(new SharedArrayBuffer(length * 4)),
};

/** The same array, or a longer copy of it when it is shorter than needed. A reader of the old one keeps what it had. */
export function withRoom<A extends Kind>(array: A, needed: number, spare = 0.25): A {
  if (needed <= array.length) return array;
  const length = Math.ceil(needed * (1 + spare)) + 64;
  const longer = new (array.constructor as new (buffer: SharedArrayBuffer) => A)(
    new SharedArrayBuffer(length * array.BYTES_PER_ELEMENT),
  );
  longer.set(array);
  return longer;
}

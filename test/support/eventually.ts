/** A promise and the function that keeps it, for a test that waits for an effect and not for a time. */
export function awaited<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
}

/** For an effect that nobody announces: asks again until it is there, and fails with the last answer when it never is. */
export async function eventually<T>(ask: () => Promise<T>, isThere: (answer: T) => boolean, within = 15_000): Promise<T> {
  const deadline = Date.now() + within;
  for (;;) {
    const answer = await ask();
    if (isThere(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`It did not come about; the last answer was ${JSON.stringify(answer)}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

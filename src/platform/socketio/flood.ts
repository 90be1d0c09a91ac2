/** Counts what one socket asks in a stretch of time; answers false when it is more than a page of ours ever asks. */
export function createFloodGuard(limit: number, milliseconds: number, now: () => number = Date.now): () => boolean {
  let since = now();
  let count = 0;
  return () => {
    if (now() - since >= milliseconds) {
      since = now();
      count = 0;
    }
    count += 1;
    return count <= limit;
  };
}

/** Keeps what a test opened, and closes it, the latest first, even when the test failed. */
export function createCloser(): { add: (close: () => Promise<unknown>) => void; close: () => Promise<void> } {
  const open: (() => Promise<unknown>)[] = [];
  return {
    add: (close) => void open.push(close),
    async close() {
      for (const close of open.splice(0).reverse()) await close();
    },
  };
}

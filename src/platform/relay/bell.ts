export type Bell = { ring: () => void; wait: (milliseconds: number) => Promise<void> };

/** Lets one wait until it rings, or for so long at most. A ring that nobody waited for is kept for the next to wait. */
export function createBell(): Bell {
  let rung = false;
  let answer = (): void => undefined;
  return {
    ring() {
      rung = true;
      answer();
    },
    async wait(milliseconds) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          answer = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      rung = false;
    },
  };
}

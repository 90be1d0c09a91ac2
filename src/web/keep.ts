/** Values that cost something to make and may be a little old; the one kept longest makes room. */
export type Keep<V> = { get(key: string): V | undefined; set(key: string, value: V): void };

export function keep<V>({ most, seconds }: { most: number; seconds: number }, now: () => number = Date.now): Keep<V> {
  const kept = new Map<string, { value: V; until: number }>();
  return {
    get(key) {
      const found = kept.get(key);
      return found && found.until > now() ? found.value : undefined;
    },
    set(key, value) {
      kept.delete(key);
      const oldest = kept.size >= most ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      kept.set(key, { value, until: now() + seconds * 1000 });
    },
  };
}

/** Makes a value once and hands it out for some seconds; those who ask while it is being made wait for the same one. */
export function keepOne<V>(seconds: number, make: () => Promise<V>, now: () => number = Date.now): () => Promise<V> {
  let kept: { value: Promise<V>; until: number } | undefined;
  return () => {
    if (kept && kept.until > now()) return kept.value;
    const value = make();
    const made = { value, until: now() + seconds * 1000 };
    kept = made;
    value.catch(() => {
      if (kept === made) kept = undefined;
    });
    return value;
  };
}

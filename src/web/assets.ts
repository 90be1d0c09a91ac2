import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Folders whose files browsers may fetch under /assets. */
const roots = {
  '': new URL('./public/', import.meta.url),
  'vendor/socket.io/': new URL('./client-dist/', import.meta.resolve('socket.io/package.json')),
};

export type Assets = { url(path: string): string; file(path: string): URL | undefined };

/** Every asset has one address with a hash of its content, so that it may be kept for ever and never be stale. */
export function readAssets(): Assets {
  const known = new Map<string, { file: URL; hash: string }>();
  for (const [prefix, root] of Object.entries(roots)) {
    for (const name of readdirSync(root, { recursive: true, withFileTypes: true })) {
      if (!name.isFile() || name.name.endsWith('.map')) continue;
      const file = pathToFileURL(join(name.parentPath, name.name));
      const path = file.href.slice(root.href.length);
      known.set(prefix + path, { file, hash: createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 10) });
    }
  }
  return {
    url(path) {
      const asset = known.get(path);
      if (!asset) throw new Error(`There is no asset ${path}.`);
      return `/assets/${path}?v=${asset.hash}`;
    },
    file: (path) => known.get(path)?.file,
  };
}

import { createHash } from 'node:crypto';
import type { Id } from '../src/kernel/id.ts';

const namespace = Buffer.from('6f1c0c6a2f8f5c0f9d6a3f2b7e4d1a90', 'hex');

/** The same name gives the same id on every machine (a uuid of version 5, RFC 9562), so that loading twice finds what is there. */
export function fixedId(name: string): Id {
  const hash = createHash('sha1').update(namespace).update(name).digest().subarray(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

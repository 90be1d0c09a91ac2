import type { CellReader } from './cell.ts';
import { approvalKinds } from './words.ts';

/** "品种审定 吉审玉20230008 吉林中熟区；专利 CN115088413A": a kind, a number and perhaps an eco-zone, one after the other. */
export const approvals: CellReader = (typed) => {
  const read = typed
    .split(/[;；\n]+/)
    .filter((part) => part.trim() !== '')
    .map(readOne);
  return read.includes(undefined) ? { fault: 'imports:faults.approval' } : { value: read };
};

function readOne(part: string) {
  const [word = '', number, ...zone] = part.trim().split(/[\s:：]+/);
  const kinds: Record<string, string> = approvalKinds;
  const kind = kinds[word] ?? Object.values(kinds).find((value) => value === word);
  return kind && number ? { kind, number, ecoZone: zone.join(' '), checkedOn: null } : undefined;
}

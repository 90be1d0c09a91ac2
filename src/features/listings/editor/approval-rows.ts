import { refuseFields, type FieldErrors } from '../../../kernel/error.ts';
import { Approval } from '../technology.ts';

export type ApprovalRow = { kind: string; number: string; ecoZone: string; checkedOn: string };

const most = 8;
const parts = ['kind', 'number', 'ecoZone', 'checkedOn'] as const;

export function rowName(row: number, part: keyof ApprovalRow): string {
  return `approval-${row}-${part}`;
}

/** Rows as they stand, with two empty ones to go on with. */
export function rowsOf(approvals: readonly Approval[]): ApprovalRow[] {
  const empty: ApprovalRow = { kind: '', number: '', ecoZone: '', checkedOn: '' };
  const written = approvals.map(({ kind, number, ecoZone, checkedOn }) => ({
    kind,
    number,
    ecoZone,
    checkedOn: checkedOn ?? '',
  }));
  return [...written, empty, empty].slice(0, most);
}

export function typedRows(typed: Record<string, unknown>): ApprovalRow[] {
  const textAt = (row: number, part: keyof ApprovalRow): string => {
    const value = typed[rowName(row, part)];
    return typeof value === 'string' ? value.trim() : '';
  };
  const rows = Array.from({ length: most }, (_, row) => Object.fromEntries(parts.map((part) => [part, textAt(row, part)])));
  return rows.filter((_, row) => rowName(row, 'number') in typed) as ApprovalRow[];
}

/** The approvals that were typed; a row without anything in it is nothing. */
export function readApprovals(typed: Record<string, unknown>): Approval[] {
  const faults: FieldErrors = {};
  const approvals = typedRows(typed).flatMap((row, index) => {
    if (parts.every((part) => row[part] === '')) return [];
    const read = Approval.safeParse({ ...row, checkedOn: row.checkedOn || null });
    if (read.success) return [read.data];
    for (const { path } of read.error.issues) {
      const part = path[0] as keyof ApprovalRow;
      faults[rowName(index, part)] = { key: `listing-editor:approval.fault.${part}` };
    }
    return [];
  });
  if (Object.keys(faults).length > 0) refuseFields(faults);
  return approvals;
}

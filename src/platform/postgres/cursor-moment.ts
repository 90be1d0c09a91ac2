/**
 * SQL for a moment as a cursor holds it (kernel/keyset.ts): in UTC whatever the time zone of the database, and with the
 * microseconds by which rows are ordered. `column` is one of ours and never what a person typed.
 */
export function cursorMoment(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

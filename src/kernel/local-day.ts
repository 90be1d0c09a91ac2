/** The day it is in this time zone, as PostgreSQL's `date` is written; Swedish writes a day so. */
export function dayIn(timeZone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  return (at) => format.format(at);
}

/** The day it is in this time zone, as PostgreSQL's `date` is written; Swedish writes a day so. */
export function dayIn(timeZone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  // Every zone's midnight falls on a quarter of an hour, so a day that was worked out holds until the next one.
  let known = { quarter: NaN, day: '' };
  return (at) => {
    const quarter = Math.floor(at.getTime() / 900_000);
    if (quarter !== known.quarter) known = { quarter, day: format.format(at) };
    return known.day;
  };
}

/** The hour of the day that it is in this time zone, 0 to 23. */
export function hourIn(timeZone: string): (at: Date) => number {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  return (at) => Number(format.format(at));
}

/** The moment that a clock on the wall of the time zone shows as this day ("2026-03-01") and time ("09:00"). */
export function momentOf(day: string, time: string, timeZone: string): Date {
  const wall = Date.parse(`${day}T${time}:00Z`);
  const guess = new Date(wall - offset(new Date(wall), timeZone));
  return new Date(wall - offset(guess, timeZone)); // once more: the first guess may lie on the other side of a clock change
}

export function wallClock(moment: Date, timeZone: string): { day: string; time: string } {
  const shown = new Date(moment.getTime() + offset(moment, timeZone)).toISOString();
  return { day: shown.slice(0, 10), time: shown.slice(11, 16) };
}

/** How far the clock there is ahead of UTC, in milliseconds. */
function offset(moment: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  }).formatToParts(moment);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(moment.getTime() / 1000) * 1000;
}

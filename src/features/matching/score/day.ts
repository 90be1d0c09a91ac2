/** Days are numbers in the columns, so that they compare at once. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}

/** The day on which a pair is scored, with what the season needs of it. */
export type Today = {
  day: number;
  /** 0 to 11. */
  month: number;
  /** By month 0..11: the first day from today on that lies in it. */
  starts: Int32Array;
};

export function todayOf(day: string): Today {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const starts = Int32Array.from({ length: 12 }, (_, at) => {
    if (at === month - 1) return dayNumber(day);
    const next = at < month - 1 ? year + 1 : year;
    return dayNumber(`${String(next).padStart(4, '0')}-${String(at + 1).padStart(2, '0')}-01`);
  });
  return { day: dayNumber(day), month: month - 1, starts };
}

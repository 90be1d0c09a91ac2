import { z } from 'zod';
import { refuseFields } from '../../kernel/error.ts';
import type { Attempt } from '../../web/input.ts';
import type { DockingEvent, EventPlan } from './docking-event.ts';
import { momentOf, wallClock } from './local-time.ts';

const whole = (min: number, max: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, 'web:errors.whole-number')
    .transform(Number)
    .pipe(z.int().min(min).max(max));

/** The form of a plan as a browser sends it: the day and the time as the clock on the wall there shows them. */
export const PlanForm = z.object({
  title: z.string().trim().min(1, 'web:errors.required').max(80),
  regionCode: z.string().regex(/^\d{12}$/, 'web:errors.choice'),
  venue: z.string().trim().max(200).default(''),
  about: z.string().trim().max(2000).default(''),
  day: z.iso.date('web:errors.date'),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'events:errors.time'),
  slotMinutes: whole(5, 240),
  breakMinutes: whole(0, 240),
  longBreakAfter: z.union([z.literal('').transform(() => null), whole(1, 40)]).default(null),
  longBreakMinutes: z.union([z.literal('').transform(() => 0), whole(0, 480)]).default(0),
  slots: whole(1, 40),
  tables: whole(1, 200),
  mostMeetings: whole(1, 40),
  industries: z
    .preprocess(
      (value) => (value === undefined || value === '' ? [] : [value].flat()),
      z.array(z.string().regex(/^[A-Z]\d{0,4}$/)),
    )
    .pipe(z.array(z.string()).max(12)),
});
export type PlanForm = z.infer<typeof PlanForm>;

export function planOf({ day, time, ...rest }: PlanForm, timeZone: string): EventPlan {
  const { longBreakAfter, slots } = rest;
  if (longBreakAfter !== null && longBreakAfter >= slots)
    refuseFields({ longBreakAfter: { key: 'events:errors.break-after-last' } });
  return { ...rest, startsAt: momentOf(day, time, timeZone) };
}

/** What stands in the form: what was typed, else the plan as it is, else a usual day. */
export function planValues(
  plan: Omit<DockingEvent, 'accountId'> | null,
  attempt: Attempt | null,
  timeZone: string,
  defaults: { day: string; regionCode: string },
) {
  const clock = plan ? wallClock(plan.startsAt, timeZone) : { day: defaults.day, time: '09:00' };
  const values: Record<string, string> = {
    title: plan?.title ?? '',
    regionCode: plan?.regionCode ?? defaults.regionCode,
    venue: plan?.venue ?? '',
    about: plan?.about ?? '',
    ...clock,
    slotMinutes: String(plan?.slotMinutes ?? 20),
    breakMinutes: String(plan?.breakMinutes ?? 5),
    longBreakAfter: plan ? String(plan.longBreakAfter ?? '') : '5',
    longBreakMinutes: String(plan?.longBreakMinutes ?? 60),
    slots: String(plan?.slots ?? 10),
    tables: String(plan?.tables ?? 8),
    mostMeetings: String(plan?.mostMeetings ?? 8),
  };
  for (const name of Object.keys(values)) {
    const typed = attempt?.typed[name];
    if (typeof typed === 'string') values[name] = typed;
  }
  const ticked = attempt ? [attempt.typed['industries'] ?? []].flat() : (plan?.industries ?? []);
  return { values, ticked };
}

import type { FieldPath } from 'react-hook-form';
import { z } from 'zod';
import { type HoursDraft, hoursProblems } from '@/server/domain/restaurant/hours';
import type { Problem } from '@/server/domain/restaurant/problems';
import { readClock, writeClock } from '../settings/clock-text';

const whole = z.number({ error: 'range' }).int('range');
const clock = z.string().refine((typed) => readClock(typed) !== null, 'not-a-time');

const fields = z.object({
  slotMinutes: z.enum(['15', '30', '60']),
  periods: z.array(
    z.object({
      name: z.string(),
      nameEn: z.string(),
      weekdays: z.array(z.number()),
      opens: clock,
      lastSeating: clock,
    }),
  ),
  turnTimes: z.array(z.object({ partyMax: whole, minutes: whole })),
  bookingWindowDays: whole,
  minNoticeMinutes: whole,
  paced: z.boolean(),
  pacingCovers: whole,
  holdMinutes: whole,
  maxParty: whole,
});

export type HoursValues = z.infer<typeof fields>;

const NO_PACING_SHOWN = 20;

export const toHoursValues = (hours: HoursDraft): HoursValues => ({
  ...hours,
  slotMinutes: String(hours.slotMinutes) as HoursValues['slotMinutes'],
  paced: hours.pacingCovers !== null,
  pacingCovers: hours.pacingCovers ?? Math.max(NO_PACING_SHOWN, hours.maxParty),
  turnTimes: hours.turnTimes.map((row) => ({ ...row })),
  periods: hours.periods.map(({ opensMinute, lastSeatingMinute, nameEn, ...period }) => ({
    ...period,
    nameEn: nameEn ?? '',
    opens: writeClock(opensMinute),
    lastSeating: writeClock(lastSeatingMinute),
  })),
});

/** The form as the service takes it. Times that are none become -1, which no rule lets pass. */
export const toHoursDraft = ({ paced, pacingCovers, periods, ...values }: HoursValues): HoursDraft => ({
  ...values,
  slotMinutes: Number(values.slotMinutes),
  pacingCovers: paced ? pacingCovers : null,
  turnTimes: [...values.turnTimes].sort((a, b) => a.partyMax - b.partyMax),
  periods: periods.map(({ opens, lastSeating, nameEn, ...period }) => ({
    ...period,
    nameEn: nameEn.trim() || null,
    opensMinute: readClock(opens) ?? -1,
    lastSeatingMinute: readClock(lastSeating) ?? -1,
  })),
});

/** The field beside which a problem is said. `values` because the draft's turn times are sorted and the form's are not. */
export function hoursField({ field, index, problem }: Problem, values: HoursValues): FieldPath<HoursValues> {
  if (field === 'periods' && index !== undefined) {
    if (problem === 'no-name') return `periods.${index}.name`;
    if (problem === 'weekdays') return `periods.${index}.weekdays`;
    return problem === 'overlap' ? `periods.${index}.opens` : `periods.${index}.lastSeating`;
  }
  if (field === 'turnTimes' && index !== undefined) {
    const sorted = toHoursDraft(values).turnTimes[index];
    const at = values.turnTimes.findLastIndex((row) => row.partyMax === sorted?.partyMax);
    return problem === 'twice' ? `turnTimes.${at}.partyMax` : `turnTimes.${at}.minutes`;
  }
  return field in values ? (field as FieldPath<HoursValues>) : 'periods';
}

/** Shape by zod, rules by the same function that the server decides with. */
export const hoursSchema = fields.superRefine((values, ctx) => {
  for (const problem of hoursProblems(toHoursDraft(values))) {
    const path = hoursField(problem, values)
      .split('.')
      .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    ctx.addIssue({ code: 'custom', path, message: problem.problem });
  }
});

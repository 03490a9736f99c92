import type { FieldPath } from 'react-hook-form';
import { z } from 'zod';
import type { Opening } from '@/server/domain/availability/opening';
import { type HoursDraft, hoursProblems } from '@/server/domain/restaurant/hours';
import type { Problem } from '@/server/domain/restaurant/problems';
import { readClock, writeClock } from '../settings/clock-text';

const whole = z.number({ error: 'range' }).int('range');
/** One of these is not shown: what is wrong with the other is found by the rules. */
const hidden = z.number().or(z.nan());
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
  openingKind: z.enum(['rolling', 'monthly']),
  daysAhead: hidden,
  dayOfMonth: hidden,
  openingTime: clock,
  minNoticeMinutes: whole,
  paced: z.boolean(),
  pacingCovers: whole,
  holdMinutes: whole,
  maxParty: whole,
});

export type HoursValues = z.infer<typeof fields>;

const NO_PACING_SHOWN = 20;

const DAYS_AHEAD_SHOWN = 30;

export const toHoursValues = ({ opening, ...hours }: HoursDraft): HoursValues => ({
  ...hours,
  openingKind: opening.kind,
  daysAhead: opening.kind === 'rolling' ? opening.daysAhead : DAYS_AHEAD_SHOWN,
  dayOfMonth: opening.kind === 'monthly' ? opening.dayOfMonth : 1,
  openingTime: writeClock(opening.minute),
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

/** The rule of opening that is chosen. */
export function openingOf(
  values: Pick<HoursValues, 'openingKind' | 'daysAhead' | 'dayOfMonth' | 'openingTime'>,
): Opening {
  const minute = readClock(values.openingTime) ?? -1;
  return values.openingKind === 'rolling'
    ? { kind: 'rolling', daysAhead: values.daysAhead, minute }
    : { kind: 'monthly', dayOfMonth: values.dayOfMonth, minute };
}

/** The form as the service takes it. Times that are none become -1, which no rule lets pass. */
export const toHoursDraft = ({
  paced,
  pacingCovers,
  periods,
  openingKind,
  daysAhead,
  dayOfMonth,
  openingTime,
  ...values
}: HoursValues): HoursDraft => ({
  ...values,
  opening: openingOf({ openingKind, daysAhead, dayOfMonth, openingTime }),
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
  if (field === 'openingMinute') return 'openingTime';
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

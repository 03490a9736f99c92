import { z } from 'zod';
import type { Problem } from '@/server/domain/restaurant/problems';
import { MOST_ROOM_DAYS, roomDateProblems, roomProblems } from '@/server/domain/room/problems';
import { LOBBY_MINUTES_RANGE, PLACES_RANGE, RATE_RANGE } from '@/server/domain/room/room';
import type { ServiceDate } from '@/server/domain/shared/time';

const whole = z.number({ error: 'range' }).int('range');
const flow = { ratePerMinute: whole, places: whole };

/** The ends of each number, for the words of a problem. */
export const RANGES = { ratePerMinute: RATE_RANGE, places: PLACES_RANGE, lobbyMinutes: LOBBY_MINUTES_RANGE } as const;
export const MOST_DAYS = MOST_ROOM_DAYS;
export type NumberField = keyof typeof RANGES;

const issues = (problems: Problem[], ctx: z.RefinementCtx) => {
  for (const { field, problem } of problems) ctx.addIssue({ code: 'custom', path: [field], message: problem });
};

/** How a room lets people in. The rules are the ones the server decides with. */
export const flowSchema = z.object(flow).superRefine((values, ctx) => issues(roomProblems(values), ctx));
export type FlowValues = z.infer<typeof flowSchema>;

export const settingsSchema = z
  .object({ eachOpening: z.boolean(), ...flow, lobbyMinutes: whole })
  .superRefine((values, ctx) => issues(roomProblems(values), ctx));
export type SettingsValues = z.infer<typeof settingsSchema>;

/** A room that is switched on now, for some dates. `today` is the restaurant's. */
export const openSchema = (today: ServiceDate) =>
  z
    .object({ fromDate: z.string().min(1, 'no-day'), toDate: z.string().min(1, 'no-day'), ...flow })
    .superRefine((values, ctx) => {
      const dated = values.fromDate !== '' && values.toDate !== '';
      issues([...roomProblems(values), ...(dated ? roomDateProblems(values.fromDate, values.toDate, today) : [])], ctx);
    });
export type OpenValues = z.infer<ReturnType<typeof openSchema>>;

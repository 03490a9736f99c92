import { scheduleOpenings } from '@/server/services/room';
import { attempt, type FunctionKit } from '../kit';

/** Openings that come soon get their waiting rooms, where the restaurant wants one for each. */
export const makeScheduleOpenings = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    { id: 'schedule-openings', triggers: [{ cron: '*/5 * * * *' }], retries: 0 },
    async ({ step }) => step.run('schedule-openings', () => attempt(() => scheduleOpenings(as('schedule-openings')))),
  );

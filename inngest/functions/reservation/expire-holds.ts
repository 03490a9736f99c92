import { expireHolds } from '@/server/services/reservation';
import { attempt, dataOf, type FunctionKit } from '../kit';

const CLOCK_SLACK_MS = 50;

/**
 * Sleeps as long as the holds of a batch live, then ends those that are still held. One sleep for a whole crowd: what was
 * paid or given up meanwhile is passed over.
 */
export const makeExpireHolds = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    { id: 'expire-holds', triggers: [{ event: 'reservation/held' }], retries: 10 },
    async ({ event, step }) => {
      const { reservationIds, expiresAt } = dataOf('reservation/held', event);
      await step.sleepUntil('until-the-holds-end', new Date(Date.parse(expiresAt) + CLOCK_SLACK_MS));
      return step.run('expire-holds', () => attempt(() => expireHolds(as('expire-holds'), { reservationIds })));
    },
  );

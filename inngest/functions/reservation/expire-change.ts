import type { ReservationId } from '@/server/domain/shared/ids';
import { expireChange } from '@/server/services/change';
import { attempt, dataOf, type FunctionKit } from '../kit';

const CLOCK_SLACK_MS = 50;

/** Sleeps as long as a change waits for its payment, then ends it if it still waits. */
export const makeExpireChange = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    { id: 'expire-change', triggers: [{ event: 'change/requested' }], retries: 10 },
    async ({ event, step }) => {
      const { reservationId, expiresAt } = dataOf('change/requested', event);
      await step.sleepUntil('until-the-change-ends', new Date(Date.parse(expiresAt) + CLOCK_SLACK_MS));
      return step.run('expire-change', () =>
        attempt(() => expireChange(as('expire-change'), { reservationId: reservationId as ReservationId })),
      );
    },
  );

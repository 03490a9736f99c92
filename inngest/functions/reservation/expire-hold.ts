import { expireHold } from '@/server/services/reservation';
import { attempt, dataOf, type FunctionKit } from '../kit';

const CLOCK_SLACK_MS = 50;

/** Sleeps as long as a hold lives, then ends it. Paying or cancelling ends this run instead. */
export const makeExpireHold = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    {
      id: 'expire-hold',
      triggers: [{ event: 'reservation/held' }],
      retries: 10,
      cancelOn: [
        { event: 'payment/authorized', if: 'async.data.reservationId == event.data.reservationId' },
        { event: 'reservation/cancelled', if: 'async.data.reservationId == event.data.reservationId' },
      ],
    },
    async ({ event, step }) => {
      const { reservationId, expiresAt } = dataOf('reservation/held', event);
      await step.sleepUntil('until-the-hold-ends', new Date(Date.parse(expiresAt) + CLOCK_SLACK_MS));
      return step.run('expire-hold', () => attempt(() => expireHold(as('expire-hold'), { reservationId })));
    },
  );

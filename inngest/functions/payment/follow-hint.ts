import { resolvePayment } from '@/server/services/payment';
import { attempt, dataOf, type FunctionKit, perReservation } from '../kit';

/** A webhook hinted that an order changed: the provider itself is asked, and only its answer counts. */
export const makeFollowHint = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    {
      id: 'follow-hint',
      triggers: [{ event: 'payment/hinted' }],
      retries: 5,
      concurrency: perReservation,
    },
    async ({ event, step }) => {
      const { paymentId, aboutRefunds } = dataOf('payment/hinted', event);
      return step.run('resolve-payment', () =>
        attempt(() => resolvePayment(as('follow-hint'), { paymentId, aboutRefunds })),
      );
    },
  );

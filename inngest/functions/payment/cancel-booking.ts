import { needsPerson } from '@/server/domain/payment/states';
import { askRefundAgain, refundAtProvider, reviewRefund, settleRefund } from '@/server/services/payment';
import { ASKS_BEFORE_REVIEW, askWait, attempt, dataOf, type FunctionKit, moneyFirst, perReservation } from '../kit';

/** The saga of a refund: asks the provider to give the money back until it says that it did, or a person is told. */
export const makeCancelBooking = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    {
      id: 'cancel-booking',
      triggers: [{ event: 'refund/requested' }],
      retries: 10,
      concurrency: perReservation,
      priority: moneyFirst,
    },
    async ({ event, step }) => {
      const { refundId } = dataOf('refund/requested', event);
      const ctx = as('cancel-booking');
      let outcome = await step.run('refund-at-provider', () => attempt(() => refundAtProvider(ctx, { refundId })));
      for (let tries = 1; outcome.kind !== 'refunded'; tries++) {
        const last = outcome;
        if (needsPerson(outcome) || tries > ASKS_BEFORE_REVIEW) {
          await step.run('open-review', () => attempt(() => reviewRefund(ctx, { refundId, last })));
          return { outcome: last.kind, reviewed: true };
        }
        await step.sleep(`wait-${tries}`, askWait(tries));
        outcome = await step.run(`ask-again-${tries}`, () =>
          attempt(() => askRefundAgain(ctx, { refundId, last, tries })),
        );
      }
      const { transactionKey } = outcome;
      await step.run('settle-refund', () => attempt(() => settleRefund(ctx, { refundId, transactionKey })));
      return { outcome: 'refunded' as const };
    },
  );

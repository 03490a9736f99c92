import { needsPerson } from '@/server/domain/payment/states';
import {
  askAgain,
  confirmAtProvider,
  releaseAtProvider,
  reviewPayment,
  settlePayment,
} from '@/server/services/payment';
import { ASKS_BEFORE_REVIEW, askWait, attempt, dataOf, type FunctionKit, moneyFirst, perReservation } from '../kit';

/**
 * The saga of a booking's payment. The provider is asked to confirm; a final answer is applied; anything else is asked
 * again, with the table kept, until it is final or a person is told. Reconciliation goes on after that.
 */
export const makeConfirmBooking = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    {
      id: 'confirm-booking',
      triggers: [{ event: 'payment/authorized' }],
      retries: 10,
      concurrency: perReservation,
      priority: moneyFirst,
    },
    async ({ event, step }) => {
      const { paymentId } = dataOf('payment/authorized', event);
      const ctx = as('confirm-booking');
      let outcome = await step.run('confirm-at-provider', () => attempt(() => confirmAtProvider(ctx, { paymentId })));
      for (let tries = 1; outcome.kind !== 'captured' && outcome.kind !== 'declined'; tries++) {
        const last = outcome;
        if (needsPerson(outcome) || tries > ASKS_BEFORE_REVIEW) {
          await step.run('open-review', () => attempt(() => reviewPayment(ctx, { paymentId, last })));
          return { outcome: last.kind, reviewed: true };
        }
        await step.sleep(`wait-${tries}`, askWait(tries));
        outcome = await step.run(`ask-again-${tries}`, () => attempt(() => askAgain(ctx, { paymentId, last })));
      }
      const final = outcome;
      const settled = await step.run('settle-payment', () =>
        attempt(() => settlePayment(ctx, { paymentId, outcome: final })),
      );
      // Refused when it was taken, the money may still be held for us; where nothing is, nobody is asked.
      if (final.kind === 'declined')
        await step.run('release-at-provider', () => attempt(() => releaseAtProvider(ctx, { paymentId })));
      return { outcome: final.kind, ...settled };
    },
  );

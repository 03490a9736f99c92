import type { ClosingId } from '@/server/domain/shared/ids';
import { cancelClosed } from '@/server/services/owner';
import { ASKS_BEFORE_REVIEW, askWait, attempt, dataOf, type FunctionKit } from '../kit';

/** So many bookings a step: a step that is repeated passes over those that are cancelled. */
const AT_ONCE = 20;

/**
 * A day was closed with its bookings: each is cancelled, and its refund has a saga of its own. One whose payment is being confirmed is
 * waited for, as long as a payment is asked about before a person is told.
 */
export const makeCancelClosedDay = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    { id: 'cancel-closed-day', triggers: [{ event: 'day/closed' }], retries: 10 },
    async ({ event, step }) => {
      const closingId = dataOf('day/closed', event).closingId as ClosingId;
      let waits = 0;
      for (let round = 1; ; round++) {
        const { waiting, moved } = await step.run(`cancel-bookings-${round}`, () =>
          attempt(() => cancelClosed(as('cancel-closed-day'), { closingId, limit: AT_ONCE })),
        );
        if (waiting === 0 || waits >= ASKS_BEFORE_REVIEW) return { waiting };
        if (moved === 0) await step.sleep(`wait-${round}`, askWait(++waits));
      }
    },
  );

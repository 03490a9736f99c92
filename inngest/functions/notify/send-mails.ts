import type { ChangeId, RefundId, ReviewCaseId } from '@/server/domain/shared/ids';
import {
  alarmOperators,
  postAlarm,
  sendCancellation,
  sendChangeDropped,
  sendChanged,
  sendConfirmation,
  sendLateRefund,
  sendReleased,
} from '@/server/services/notify';
import { attempt, dataOf, type FunctionKit, mailsAtOnce } from '../kit';

/** The confirmation with its calendar entry. */
export const makeSendConfirmation = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    { id: 'send-confirmation', triggers: [{ event: 'reservation/confirmed' }], retries: 8, concurrency: mailsAtOnce },
    async ({ event, step }) =>
      step.run('send-confirmation', () =>
        attempt(() => sendConfirmation(as('send-confirmation'), dataOf('reservation/confirmed', event))),
      ),
  );

/** The new time or party, with its calendar entry moved. */
export const makeSendChanged = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    { id: 'send-changed', triggers: [{ event: 'reservation/changed' }], retries: 8, concurrency: mailsAtOnce },
    async ({ event, step }) =>
      step.run('send-changed', () =>
        attempt(() => sendChanged(as('send-changed'), dataOf('reservation/changed', event))),
      ),
  );

/** The change that was not made, and what becomes of its money. */
export const makeSendChangeDropped = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    { id: 'send-change-dropped', triggers: [{ event: 'change/dropped' }], retries: 8, concurrency: mailsAtOnce },
    async ({ event, step }) => {
      const { changeId, ...data } = dataOf('change/dropped', event);
      return step.run('send-change-dropped', () =>
        attempt(() => sendChangeDropped(as('send-change-dropped'), { ...data, changeId: changeId as ChangeId })),
      );
    },
  );

export const makeSendCancellation = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    { id: 'send-cancellation', triggers: [{ event: 'reservation/cancelled' }], retries: 8, concurrency: mailsAtOnce },
    async ({ event, step }) =>
      step.run('send-cancellation', () =>
        attempt(() => sendCancellation(as('send-cancellation'), dataOf('reservation/cancelled', event))),
      ),
  );

export const makeSendReleased = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    { id: 'send-released', triggers: [{ event: 'reservation/released' }], retries: 8, concurrency: mailsAtOnce },
    async ({ event, step }) =>
      step.run('send-released', () =>
        attempt(() => sendReleased(as('send-released'), dataOf('reservation/released', event))),
      ),
  );

export const makeSendLateRefund = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    { id: 'send-late-refund', triggers: [{ event: 'refund/requested' }], retries: 8, concurrency: mailsAtOnce },
    async ({ event, step }) => {
      const { refundId, ...data } = dataOf('refund/requested', event);
      return step.run('send-late-refund', () =>
        attempt(() => sendLateRefund(as('send-late-refund'), { ...data, refundId: refundId as RefundId })),
      );
    },
  );

/** A case needs a person: operators get a mail. */
export const makeAlarmOperators = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    { id: 'alarm-operators', triggers: [{ event: 'review/opened' }], retries: 8, concurrency: mailsAtOnce },
    async ({ event, step }) => {
      const { reviewCaseId } = dataOf('review/opened', event);
      return step.run('alarm-operators', () =>
        attempt(() => alarmOperators(as('alarm-operators'), { reviewCaseId: reviewCaseId as ReviewCaseId })),
      );
    },
  );

/** The same on their channel, by itself: one that cannot be reached does not keep the mails. */
export const makePostAlarm = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    { id: 'post-alarm', triggers: [{ event: 'review/opened' }], retries: 8, concurrency: mailsAtOnce },
    async ({ event, step }) => {
      const { reviewCaseId } = dataOf('review/opened', event);
      return step.run('post-alarm', () =>
        attempt(() => postAlarm(as('post-alarm'), { reviewCaseId: reviewCaseId as ReviewCaseId })),
      );
    },
  );

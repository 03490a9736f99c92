import { z } from 'zod';
import { recordDeadLetter } from '@/server/services/ops';
import { attempt, type FunctionKit } from '../kit';

const failedSchema = z.object({
  function_id: z.string(),
  run_id: z.string(),
  event: z.object({ name: z.string(), data: z.record(z.string(), z.unknown()).default({}) }),
  error: z.unknown(),
});

const textOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return String(error);
  const { name, message, stack } = error as { name?: string; message?: string; stack?: string };
  return stack ?? `${name ?? 'Error'}: ${message ?? JSON.stringify(error)}`;
};

/** A run is out of retries: it becomes a row that an operator can read, replay or close. */
export const makeRecordDeadLetter = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    { id: 'record-dead-letter', triggers: [{ event: 'inngest/function.failed' }], retries: 10 },
    async ({ event, step }) => {
      const failed = failedSchema.parse(event.data);
      // A failing recorder must not feed itself.
      if (failed.function_id.includes('record-dead-letter')) return;
      await step.run('record-dead-letter', () =>
        attempt(() =>
          recordDeadLetter(as('record-dead-letter'), {
            runId: failed.run_id,
            functionId: failed.function_id,
            event: failed.event,
            error: textOf(failed.error),
          }),
        ),
      );
    },
  );

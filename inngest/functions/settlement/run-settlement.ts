import type { SettlementRunId } from '@/server/domain/shared/ids';
import { type ChunkResult, finishRun, settleChunk, startDueSettlements } from '@/server/services/settlement';
import { attempt, dataOf, type FunctionKit } from '../kit';

/** Every hour: closes the periods that are over. One that was started and is not done goes on. */
export const makeStartSettlements = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    { id: 'start-settlements', triggers: [{ cron: '20 * * * *' }], retries: 1 },
    async ({ step }) => step.run('start-due', () => attempt(() => startDueSettlements(as('start-settlements')))),
  );

/**
 * A period is closed: the restaurants' statements and payouts, so many restaurants a step. A step that is repeated finds them made, and
 * a run that is begun again passes quickly over what is through.
 */
export const makeRunSettlement = ({ inngest, as }: FunctionKit) =>
  inngest.createFunction(
    {
      id: 'run-settlement',
      triggers: [{ event: 'settlement/requested' }],
      retries: 10,
      concurrency: { limit: 1, key: 'event.data.runId' },
    },
    async ({ event, step }) => {
      const ctx = as('run-settlement');
      const runId = dataOf('settlement/requested', event).runId as SettlementRunId;
      const made = { statements: 0, payouts: 0, differing: 0 };
      let chunk: Pick<ChunkResult, 'last' | 'done'> = { last: null, done: 0 };
      for (let round = 1; ; round++) {
        const { last: after, done } = chunk;
        const result = await step.run(`settle-restaurants-${round}`, () =>
          attempt(() => settleChunk(ctx, { runId, after, done })),
        );
        for (const what of ['statements', 'payouts', 'differing'] as const) made[what] += result[what];
        if (result.last === null) break;
        chunk = result;
      }
      await step.run('finish-run', () => attempt(() => finishRun(ctx, { runId })));
      return { ...made, restaurants: chunk.done };
    },
  );

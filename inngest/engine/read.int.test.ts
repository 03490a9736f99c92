import { NonRetriableError } from 'inngest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getRun, listRuns } from './read';
import { type Bench, openBench, until } from './testing/harness';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench('read');
  const { client } = bench;
  await bench.launch(
    [
      client.createFunction({ id: 'good', triggers: [{ event: 't/good' }] }, async ({ step, event }) => {
        const a = await step.run('count', () => event.data.n + 1);
        return { a };
      }),
      client.createFunction({ id: 'bad', triggers: [{ event: 't/bad' }] }, async ({ step }) => {
        await step.run('charge', () => {
          throw new NonRetriableError('declined');
        });
      }),
      client.createFunction({ id: 'waits', triggers: [{ event: 't/waits' }] }, async ({ step }) => {
        await step.waitForEvent('for payment', { event: 't/paid', timeout: '1h' });
      }),
      client.createFunction({ id: 'retries', triggers: [{ event: 't/retries' }] }, async ({ step }) => {
        await step.run('flaky', () => {
          throw new Error('gateway down');
        });
      }),
    ],
    { backoff: () => 3_600_000 },
  );
  await client.send([1, 2, 3].map((n) => ({ name: 't/good', data: { n } })));
  await client.send([{ name: 't/bad' }, { name: 't/waits' }, { name: 't/retries' }]);
  await until('all have come to rest', async () => {
    const [rows] = await bench.database.pool.query("SELECT id FROM engine_queue WHERE kind = 'wait' OR attempt = 1");
    const { runs } = await listRuns(bench.database.db);
    return (rows as unknown[]).length === 2 && runs.filter((run) => run.status !== 'running').length === 4;
  });
});
afterAll(() => bench?.close());

const only = async (fn: string) => {
  const { runs } = await listRuns(bench.database.db, { functionId: `trial-${fn}` });
  return getRun(bench.database.db, runs[0]?.id ?? '');
};

describe('what the operator reads', () => {
  it('lists runs newest first, page by page, each once', async () => {
    const first = await listRuns(bench.database.db, { limit: 4 });
    const second = await listRuns(bench.database.db, { limit: 4, cursor: first.nextCursor ?? '' });
    const ids = [...first.runs, ...second.runs].map((run) => run.id);
    expect(ids).toHaveLength(6);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expect(second.nextCursor).toBeNull();
  });

  it('lists runs of one status', async () => {
    const { runs } = await listRuns(bench.database.db, { status: 'failed' });
    expect(runs).toMatchObject([{ functionId: 'trial-bad', eventName: 't/bad', error: 'declined' }]);
  });

  it('shows a completed run with event, steps and result', async () => {
    const run = await only('good');
    expect(run).toMatchObject({
      status: 'completed',
      event: { name: 't/good', data: { n: 3 } },
      result: { a: 4 },
      stepList: [{ name: 'count', status: 'done', attempts: 1, output: 4 }],
      queued: [],
    });
    expect(run?.finishedAt?.getTime()).toBeGreaterThanOrEqual(run?.startedAt.getTime() ?? 0);
  });

  it('shows what a running run waits for', async () => {
    expect(await only('waits')).toMatchObject({ status: 'running', queued: [{ kind: 'wait', step: 'for payment' }] });
    expect(await only('retries')).toMatchObject({ queued: [{ kind: 'call', attempt: 1, lastError: 'gateway down' }] });
  });

  it('answers null for a run that is not there', async () => {
    expect(await getRun(bench.database.db, 'none')).toBeNull();
  });
});

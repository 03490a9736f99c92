import { createDatabase } from '@/db/client';
import type { RestaurantId, SettlementRunId } from '@/server/domain/shared/ids';
import { type CrashPoint, crashAt } from '@/server/infra/crash-point';
import { finishRun, settleChunk } from '@/server/services/settlement';
import { makeContext } from './factories';

/**
 * A process that does a settlement run, a few restaurants at a time, and dies where it is told:
 * `node --import tsx tests/support/settlement-process.ts URL RUN POINT`.
 */
const [url, runId, point] = process.argv.slice(2) as [string, SettlementRunId, CrashPoint | undefined];
crashAt(point ?? null);
const client = createDatabase(url, 2);
const ctx = { ...makeContext(client), actor: { type: 'system' as const, job: 'run-settlement' } };
for (let after: RestaurantId | null = null, done = 0; ; ) {
  const chunk = await settleChunk(ctx, { runId, after, done, limit: 3 });
  if (chunk.last === null) break;
  after = chunk.last;
  done = chunk.done;
}
await finishRun(ctx, { runId });
await client.close();

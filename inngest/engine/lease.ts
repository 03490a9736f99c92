import { LIMITS } from './limits';
import type { Item } from './queue';
import { dropItem, lockRun, resumeStep } from './run-state';
import { finishRun } from './runs';
import type { Memo } from './types';
import type { LockedRun, Work } from './work';

/** `lost`: the lease was, or the run is over; nothing was changed. */
export type Applied = 'applied' | 'lost';

/** What tells an item and the lease it was taken under. */
export type Leased = Pick<Item, 'id' | 'runId' | 'leaseToken'>;

/** Locks an item's run; `undefined` if the run is over, or the item is not this process's own any more. */
export async function lockOwn(work: Work, item: Leased): Promise<LockedRun | undefined> {
  const run = await lockRun(work, item.runId);
  return run?.items.get(item.id)?.leaseToken === item.leaseToken ? run : undefined;
}

/** Locks an item's run and takes the item off the queue; `undefined` as for `lockOwn`. */
export async function takeItem(work: Work, item: Item): Promise<LockedRun | undefined> {
  const run = await lockOwn(work, item);
  const row = run?.items.get(item.id);
  if (run && row) dropItem(work, run, row);
  return run;
}

export type Failure = { error: unknown; noRetry: boolean; retryAt?: number };

const maxAttempts = (work: Work, item: Item): number => work.functions.get(item.functionId)?.maxAttempts ?? 1;

/** Whether the item has an attempt left after this failure. */
export const canRetry = (work: Work, item: Item, failure: Failure): boolean =>
  !failure.noRetry && item.attempt + 1 < maxAttempts(work, item);

/** Puts the item off to its next attempt. */
export async function retryItem(work: Work, item: Item, failure: Failure): Promise<Applied> {
  const run = await lockOwn(work, item);
  const row = run?.items.get(item.id);
  if (!run || !row) return 'lost';
  const at = Math.ceil(failure.retryAt ?? work.now + work.backoff(item.attempt));
  await work.tx.write(
    `UPDATE engine_queue SET attempt = attempt + 1, deliveries = 0, lease_token = NULL, lease_owner = NULL,
       available_at = ?, queued_at = ?, last_error = ? WHERE id = ?`,
    [at, at, messageOf(failure.error).slice(0, 500), item.id],
  );
  run.items.set(item.id, { ...row, leaseToken: null, availableAt: at });
  if (row.concKey !== null) work.freed.push(row.concKey);
  run.calls++;
  run.touched = true;
  return 'applied';
}

const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : (JSON.stringify(error) ?? 'unknown error');

/** Ends a sleep, a wait that was not answered, or a run that took too long. */
export async function applyTimer(work: Work, item: Item): Promise<Applied> {
  const run = await takeItem(work, item);
  if (!run) return 'lost';
  if (item.kind === 'finish') {
    const error = { name: 'Timeout', message: 'The run took longer than its timeouts.finish' };
    await finishRun(work, run, { status: 'cancelled', error });
    return 'applied';
  }
  const memo: Memo =
    run.steps.get(item.stepId)?.op === 'InvokeFunction'
      ? { type: 'error', error: { name: 'InvokeTimeout', message: 'The invoked function did not finish in time' } }
      : { type: 'data', data: null };
  await resumeStep(work, run, item.stepId, memo);
  return 'applied';
}

/** Fails the run of an item that was leased again and again and never answered. */
export async function applyUndeliverable(work: Work, item: Item): Promise<Applied> {
  const run = await takeItem(work, item);
  if (!run) return 'lost';
  const error = { name: 'WorkerLost', message: `The worker died or hung ${LIMITS.deliveries} times during this step` };
  await finishRun(work, run, { status: 'failed', error });
  return 'applied';
}

import { beginStep, PLANS, planSteps, stepName } from './begin';
import type { Answer } from './call';
import { RUN_COMPLETE_ID } from './ids';
import { type Applied, canRetry, type Leased, lockOwn, retryItem, takeItem } from './lease';
import { byteLength, LIMITS } from './limits';
import type { Item } from './queue';
import { discover, dropItem, settleStep } from './run-state';
import { type Ending, finishRun } from './runs';
import type { Memo, Op } from './types';
import type { LockedRun, Work } from './work';

const RESULTS = new Set(['StepRun', 'Step', 'StepError', 'StepFailed']);

type OpsAnswer = Extract<Answer, { kind: 'ops' }>;

/** Applies what a call answered, and queues what follows. Does nothing if the lease was lost or the run is over. */
export async function applyAnswer(work: Work, item: Item, answer: Answer): Promise<Applied> {
  const failure = answer.kind === 'error' ? answer : stepFailure(answer);
  if (failure && canRetry(work, item, failure)) return retryItem(work, item, failure);
  const run = await takeItem(work, item);
  if (!run) return 'lost';
  run.calls++;
  run.touched = true;
  if (answer.kind === 'error') await finishRun(work, run, { status: 'failed', error: answer.error });
  else if (answer.kind === 'result') await finishRun(work, run, completion(answer.data));
  else await applyOps(work, item, run, answer);
  return 'applied';
}

/** `applied`: as the answer of the call, which has to end; the run goes on in another. */
export type Checkpointed = 'go-on' | Applied;

/**
 * Enters steps that a call has done and goes on from. It has to end where its lease was lost or the run is over, where no
 * more shall begin in this process (`last`), and where what is kept is not what the call goes on with.
 */
export async function applyCheckpoint(work: Work, leased: Leased, ops: Op[], last: boolean): Promise<Checkpointed> {
  const run = await lockOwn(work, leased);
  const row = run?.items.get(leased.id);
  if (!run || !row) return 'lost';
  const item: Item = { ...row, leaseToken: leased.leaseToken };
  const plain = ops.every((op) => op.op === 'StepRun' && op.error === undefined);
  const fits = run.pending + run.settled + ops.length <= LIMITS.stepsPerRun;
  if (!plain || !fits) return applyAnswer(work, item, { kind: 'ops', ops, noRetry: false });
  for (const op of ops) settle(item, run, op, outcome(op));
  // An output that was too large is an error now, and the call knows nothing of it.
  const kept = ops.every((op) => run.steps.get(op.id)?.status === 'done');
  if (last || !kept) {
    dropItem(work, run, row);
    run.calls++;
    await discover(work, run, false);
    return 'applied';
  }
  // What is counted are leases without an answer, and this is one.
  if (item.deliveries > 1) await work.tx.write('UPDATE engine_queue SET deliveries = 1 WHERE id = ?', [item.id]);
  return 'go-on';
}

/** The end of a run that returned: what is too large to be kept fails it. */
function completion(result: unknown): Ending {
  const bytes = byteLength(JSON.stringify(result ?? null));
  if (bytes <= LIMITS.stepBytes) return { status: 'completed', result };
  const message = `The function returned ${bytes} bytes; at most ${LIMITS.stepBytes} are kept`;
  return { status: 'failed', error: { name: 'OutputTooLarge', message } };
}

/** The failed attempt of a step, if the answer is one. */
function stepFailure(answer: Answer): { error: unknown; noRetry: boolean; retryAt?: number } | undefined {
  if (answer.kind !== 'ops') return undefined;
  const failed = answer.ops.find((op) => op.op === 'StepError');
  return failed && { error: failed.error, noRetry: answer.noRetry, retryAt: answer.retryAt };
}

async function applyOps(work: Work, item: Item, run: LockedRun, answer: OpsAnswer): Promise<void> {
  const done = answer.ops.find((op) => op.op === 'RunComplete');
  const ops = answer.ops.filter((op) => op.op !== 'RunComplete');
  const fresh = ops.filter((op) => PLANS.has(op.op) && !run.steps.has(op.id));
  const refusal = refuse(run, ops, fresh);
  if (refusal) return finishRun(work, run, { status: 'failed', error: refusal });
  if (ops.length > 1) run.forcePlan = 1;
  // The whole group is registered before any of it can be settled.
  planSteps(run, fresh);
  let settled = false;
  for (const op of ops.filter((candidate) => RESULTS.has(candidate.op))) {
    const memo = outcome(op);
    if (memo.type === 'error' && op.id === RUN_COMPLETE_ID) {
      return finishRun(work, run, { status: 'failed', error: memo.error });
    }
    settled = settle(item, run, op, memo) || settled;
  }
  if (done) return finishRun(work, run, completion(done.data));
  for (const op of fresh) await beginStep(work, run, op);
  if (settled)
    await discover(
      work,
      run,
      ops.some((op) => op.opts?.parallelMode === 'race'),
    );
  if (!settled && fresh.length === 0 && run.pending === 0) await failIfStalled(work, item, run);
}

function refuse(run: LockedRun, ops: Op[], fresh: Op[]): { name: string; message: string } | undefined {
  const unknown = ops.find((op) => !PLANS.has(op.op) && !RESULTS.has(op.op));
  if (unknown) {
    const message = `${run.functionId} uses ${unknown.op} (step "${stepName(unknown)}"), which the embedded engine does not implement`;
    return { name: 'NotImplemented', message };
  }
  // A step that runs as soon as it is found is entered when it is settled.
  const found = ops.length === 1 && fresh.length === 0 ? 1 : fresh.length;
  if (run.pending + run.settled + found > LIMITS.stepsPerRun) {
    return { name: 'TooManySteps', message: `A run has at most ${LIMITS.stepsPerRun} steps` };
  }
  return undefined;
}

const outcome = (op: Op): Memo =>
  op.op === 'StepError' || op.op === 'StepFailed'
    ? { type: 'error', error: op.error ?? { name: 'Error', message: 'The step failed' } }
    : { type: 'data', data: op.data ?? null };

const settle = (item: Item, run: LockedRun, op: Op, memo: Memo): boolean =>
  settleStep(run, { id: op.id, name: stepName(op), op: 'StepRun', attempts: item.attempt + 1 }, memo);

/** An answer that brings nothing new while nothing is open would leave the run hanging for ever: that is a failure. */
async function failIfStalled(work: Work, item: Item, run: LockedRun): Promise<void> {
  const calls = (one: { runId: string; kind: string }) => one.runId === run.id && one.kind === 'call';
  if ([...run.items.values(), ...work.items].some(calls)) return;
  const error = { name: 'Error', message: `The function answered without a result or a new step at "${item.stepId}"` };
  await finishRun(work, run, { status: 'failed', error });
}

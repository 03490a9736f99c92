import { beginStep, PLANS, planSteps, stepName } from './begin';
import type { Answer } from './call';
import { RUN_COMPLETE_ID } from './ids';
import { type Applied, canRetry, retryItem, takeItem } from './lease';
import { byteLength, LIMITS } from './limits';
import type { Item } from './queue';
import { discover, type LockedRun, saveRun, settleStep } from './run-state';
import { type Ending, finishRun } from './runs';
import type { Memo, Op } from './types';
import type { Work } from './work';

const RESULTS = new Set(['StepRun', 'Step', 'StepError', 'StepFailed']);

type OpsAnswer = Extract<Answer, { kind: 'ops' }>;

/** Applies what a call answered, and queues what follows. Does nothing if the lease was lost or the run is over. */
export async function applyAnswer(work: Work, item: Item, answer: Answer): Promise<Applied> {
  const failure = answer.kind === 'error' ? answer : stepFailure(answer);
  if (failure && canRetry(work, item, failure)) return retryItem(work, item, failure);
  const run = await takeItem(work, item);
  if (!run) return 'lost';
  run.calls++;
  if (answer.kind === 'error') await finishRun(work, run, { status: 'failed', error: answer.error });
  else if (answer.kind === 'result') await finishRun(work, run, completion(answer.data));
  else await applyOps(work, item, run, answer);
  return 'applied';
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
  const fresh = await newPlans(work, run, ops);
  const refusal = refuse(run, ops, fresh);
  if (refusal) return finishRun(work, run, { status: 'failed', error: refusal });
  if (ops.length > 1) run.forcePlan = 1;
  // The whole group is registered before any of it can be settled.
  await planSteps(work, run, fresh);
  let settled = false;
  for (const op of ops.filter((candidate) => RESULTS.has(candidate.op))) {
    const memo = outcome(op);
    if (memo.type === 'error' && op.id === RUN_COMPLETE_ID) {
      return finishRun(work, run, { status: 'failed', error: memo.error });
    }
    settled = (await settle(work, item, run, op, memo)) || settled;
  }
  if (done) return finishRun(work, run, completion(done.data));
  for (const op of fresh) await beginStep(work, run, op);
  if (settled)
    await discover(
      work,
      run,
      ops.some((op) => op.opts?.parallelMode === 'race'),
    );
  await saveRun(work, run);
  if (!settled && fresh.length === 0 && run.pending === 0) await failIfStalled(work, item, run);
}

/** Reported steps that were not known before. */
async function newPlans(work: Work, run: LockedRun, ops: Op[]): Promise<Op[]> {
  const plans = ops.filter((op) => PLANS.has(op.op));
  if (plans.length === 0) return [];
  const rows = await work.tx.rows<{ stepId: string }>(
    'SELECT step_id AS stepId FROM engine_steps WHERE run_id = ? AND step_id IN (?)',
    [run.id, plans.map((op) => op.id)],
  );
  const known = new Set(rows.map((row) => row.stepId));
  return plans.filter((op) => !known.has(op.id));
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

async function settle(work: Work, item: Item, run: LockedRun, op: Op, memo: Memo): Promise<boolean> {
  const step = { id: op.id, name: stepName(op), op: 'StepRun', attempts: item.attempt + 1 };
  const expected = item.stepId === op.id;
  // A step may have been reported by one call and run by another that was only looking for what comes next.
  return (await settleStep(work, run, step, memo, expected)) || settleStep(work, run, step, memo, !expected);
}

/** An answer that brings nothing new while nothing is open would leave the run hanging for ever: that is a failure. */
async function failIfStalled(work: Work, item: Item, run: LockedRun): Promise<void> {
  const others = await work.tx.rows("SELECT id FROM engine_queue WHERE run_id = ? AND kind = 'call' LIMIT 1", [run.id]);
  if (others.length > 0) return;
  const error = { name: 'Error', message: `The function answered without a result or a new step at "${item.stepId}"` };
  await finishRun(work, run, { status: 'failed', error });
}

import type { Answer } from './call';
import { celProblem, matchPathOf, valueHash } from './cel';
import { parseDurationMs, parseWhen } from './duration';
import { storeEvents } from './events';
import { newId, RUN_COMPLETE_ID } from './ids';
import { LIMITS } from './limits';
import { freePlaces } from './places';
import type { Item } from './queue';
import { discover, type LockedRun, lockRun, resumeStep, saveRun, settleStep } from './run-state';
import { finishRun, startRun } from './runs';
import type { EngineEvent, Memo, Op } from './types';
import { enqueueCall, enqueueTimer, INTERNAL, type Work } from './work';

export type Applied = 'applied' | 'lost';

/** Locks an item's run and makes sure that the item is still this process's own. */
async function hold(work: Work, item: Item): Promise<LockedRun | undefined> {
  const run = await lockRun(work, item.runId);
  if (!run) return undefined;
  const held = await work.tx.rows('SELECT id FROM engine_queue WHERE id = ? AND lease_token = ? FOR UPDATE', [
    item.id,
    item.leaseToken,
  ]);
  return held.length === 1 ? run : undefined;
}

/** Applies what a call answered, and queues what follows. Does nothing if the lease was lost or the run is over. */
export async function applyAnswer(work: Work, item: Item, answer: Answer): Promise<Applied> {
  const run = await hold(work, item);
  if (!run) return 'lost';
  await work.tx.write('UPDATE engine_runs SET calls = calls + 1 WHERE id = ?', [run.id]);
  if (answer.kind === 'error') await retryOrFail(work, item, run, answer);
  else if (answer.kind === 'result') await finishRun(work, run, { status: 'completed', result: answer.data });
  else await applyOps(work, item, run, answer);
  return 'applied';
}

/** Ends a sleep, a wait that was not answered, or a run that took too long. */
export async function applyTimer(work: Work, item: Item): Promise<Applied> {
  const run = await hold(work, item);
  if (!run) return 'lost';
  if (item.kind === 'finish') {
    const error = { name: 'Timeout', message: 'The run took longer than its timeouts.finish' };
    await finishRun(work, run, { status: 'cancelled', error });
    return 'applied';
  }
  const [step] = await work.tx.rows<{ op: string }>('SELECT op FROM engine_steps WHERE run_id = ? AND step_id = ?', [
    run.id,
    item.stepId,
  ]);
  const memo: Memo =
    step?.op === 'InvokeFunction'
      ? { type: 'error', error: { name: 'InvokeTimeout', message: 'The invoked function did not finish in time' } }
      : { type: 'data', data: null };
  if (!(await resumeStep(work, run, item.stepId, memo))) await removeItem(work, item);
  return 'applied';
}

/** Fails the run of an item that was leased again and again and never answered. */
export async function applyUndeliverable(work: Work, item: Item): Promise<Applied> {
  const run = await hold(work, item);
  if (!run) return 'lost';
  const error = { name: 'WorkerLost', message: `The worker died or hung ${LIMITS.deliveries} times during this step` };
  await finishRun(work, run, { status: 'failed', error });
  return 'applied';
}

async function removeItem(work: Work, item: Item): Promise<void> {
  await work.tx.write('DELETE FROM engine_queue WHERE id = ?', [item.id]);
  await freePlaces(work.tx, [item.concKey]);
}

type Failure = { error: unknown; noRetry: boolean; retryAt?: number };

const maxAttempts = (work: Work, item: Item): number => work.functions.get(item.functionId)?.maxAttempts ?? 1;

/** Puts the item off to its next attempt. Answers false if there is none left. */
async function retry(work: Work, item: Item, failure: Failure): Promise<boolean> {
  if (failure.noRetry || item.attempt + 1 >= maxAttempts(work, item)) return false;
  const at = failure.retryAt ?? work.now + work.backoff(item.attempt);
  await work.tx.write(
    `UPDATE engine_queue SET attempt = attempt + 1, deliveries = 0, lease_token = NULL, lease_owner = NULL,
       available_at = ?, queued_at = ?, last_error = ? WHERE id = ?`,
    [Math.ceil(at), Math.ceil(at), messageOf(failure.error).slice(0, 500), item.id],
  );
  await freePlaces(work.tx, [item.concKey]);
  return true;
}

const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : (JSON.stringify(error) ?? 'unknown error');

async function retryOrFail(work: Work, item: Item, run: LockedRun, failure: Failure): Promise<void> {
  if (await retry(work, item, failure)) return;
  await finishRun(work, run, { status: 'failed', error: failure.error });
}

const PLANS = new Set(['StepPlanned', 'Sleep', 'WaitForEvent', 'InvokeFunction']);
const RESULTS = new Set(['StepRun', 'Step', 'StepError', 'StepFailed']);

async function applyOps(
  work: Work,
  item: Item,
  run: LockedRun,
  answer: Extract<Answer, { kind: 'ops' }>,
): Promise<void> {
  const done = answer.ops.find((op) => op.op === 'RunComplete');
  const ops = answer.ops.filter((op) => op.op !== 'RunComplete');
  const refusal = refuse(run, ops);
  if (refusal) return finishRun(work, run, { status: 'failed', error: refusal });
  const known = await knownSteps(work, run, ops);
  const fresh = ops.filter((op) => PLANS.has(op.op) && !known.has(op.id));
  if (run.pending + run.settled + fresh.length > LIMITS.stepsPerRun) {
    const error = { name: 'TooManySteps', message: `A run has at most ${LIMITS.stepsPerRun} steps` };
    return finishRun(work, run, { status: 'failed', error });
  }
  if (ops.length > 1) run.forcePlan = 1;
  // The whole group is registered before any of it can be settled.
  await plan(work, run, fresh);
  let settled = false;
  for (const op of ops.filter((candidate) => RESULTS.has(candidate.op))) {
    const memo = outcome(op);
    if (op.op === 'StepError' && (await retry(work, item, { ...answer, error: op.error }))) {
      await saveRun(work, run);
      return;
    }
    if (memo.type === 'error' && op.id === RUN_COMPLETE_ID) {
      return finishRun(work, run, { status: 'failed', error: memo.error });
    }
    const step = { id: op.id, name: nameOf(op), op: 'StepRun', attempts: item.attempt + 1 };
    settled = (await settleStep(work, run, step, memo, known.get(op.id) === 'planned')) || settled;
  }
  if (done) return finishRun(work, run, { status: 'completed', result: done.data });
  await removeItem(work, item);
  for (const op of fresh) await begin(work, run, op);
  const race = ops.some((op) => op.opts?.parallelMode === 'race');
  if (settled) discover(work, run, race);
  await saveRun(work, run);
  if (!settled && fresh.length === 0 && run.pending === 0) await failIfStalled(work, item, run);
}

/** An answer that brings nothing new while nothing is open would leave the run hanging for ever: that is a failure. */
async function failIfStalled(work: Work, item: Item, run: LockedRun): Promise<void> {
  const others = await work.tx.rows("SELECT id FROM engine_queue WHERE run_id = ? AND kind = 'call' LIMIT 1", [run.id]);
  if (others.length > 0) return;
  const error = { name: 'Error', message: `The function answered without a result or a new step at "${item.stepId}"` };
  await finishRun(work, run, { status: 'failed', error });
}

function refuse(run: LockedRun, ops: Op[]): { name: string; message: string } | undefined {
  const unknown = ops.find((op) => !PLANS.has(op.op) && !RESULTS.has(op.op));
  if (!unknown) return undefined;
  return {
    name: 'NotImplemented',
    message: `${run.functionId} uses ${unknown.op} (step "${nameOf(unknown)}"), which the embedded engine does not implement`,
  };
}

const nameOf = (op: Op): string => (op.displayName ?? op.name ?? op.id).slice(0, LIMITS.nameLength);

const outcome = (op: Op): Memo =>
  op.op === 'StepError' || op.op === 'StepFailed'
    ? { type: 'error', error: op.error ?? { name: 'Error', message: 'The step failed' } }
    : { type: 'data', data: op.data ?? null };

async function knownSteps(work: Work, run: LockedRun, ops: Op[]): Promise<Map<string, string>> {
  if (ops.length === 0) return new Map();
  const rows = await work.tx.rows<{ stepId: string; status: string }>(
    'SELECT step_id AS stepId, status FROM engine_steps WHERE run_id = ? AND step_id IN (?)',
    [run.id, ops.map((op) => op.id)],
  );
  return new Map(rows.map((row) => [row.stepId, row.status]));
}

async function plan(work: Work, run: LockedRun, ops: Op[]): Promise<void> {
  if (ops.length === 0) return;
  const rows = ops.map((op) => [
    run.id,
    op.id,
    nameOf(op),
    op.op,
    'planned',
    op.opts?.parallelMode === 'race' ? 1 : 0,
    work.now,
  ]);
  await work.tx.write('INSERT INTO engine_steps (run_id, step_id, name, op, status, race, created_at) VALUES ?', [
    rows,
  ]);
  run.pending += ops.length;
}

/** Starts what a newly planned step asks for. */
async function begin(work: Work, run: LockedRun, op: Op): Promise<void> {
  if (op.op === 'StepPlanned') return enqueueCall(work, run, op.id);
  const problem =
    op.op === 'Sleep'
      ? beginSleep(work, run, op)
      : op.op === 'WaitForEvent'
        ? beginWait(work, run, op)
        : await invoke(work, run, op);
  if (problem === undefined) return;
  const step = { id: op.id, name: nameOf(op), op: op.op, attempts: 1 };
  await settleStep(work, run, step, { type: 'error', error: { name: 'NotImplemented', message: problem } }, true);
  discover(work, run, op.opts?.parallelMode === 'race');
}

function beginSleep(work: Work, run: LockedRun, op: Op): string | undefined {
  const at = parseWhen(String(op.name ?? ''), work.now);
  if (at === undefined) return `"${op.name}" is neither a duration nor a date`;
  enqueueTimer(work, run, 'sleep', op.id, Math.ceil(at));
  return undefined;
}

function beginWait(work: Work, run: LockedRun, op: Op): string | undefined {
  const expression = op.opts?.if === undefined ? null : String(op.opts.if);
  const eventName = String(op.name ?? '');
  const at = parseWhen(String(op.opts?.timeout ?? ''), work.now);
  const problem = expression === null ? undefined : celProblem(expression);
  if (problem) return `"${expression}" is not an expression the engine understands: ${problem}`;
  if (at === undefined) return `"${op.opts?.timeout}" is neither a duration nor a date`;
  if (eventName === INTERNAL.finished || eventName === INTERNAL.cancelled)
    return `Waiting for ${eventName} is not implemented`;
  const matchPath = matchPathOf(expression) ?? '';
  const matchHash = matchPath === '' ? '' : valueHash(run.event, matchPath);
  enqueueTimer(work, run, 'wait', op.id, Math.ceil(at));
  // Where the run's own event lacks the field nothing can match: only the time-out is left.
  if (matchHash === undefined) return undefined;
  work.pauses.push({
    runId: run.id,
    kind: 'wait',
    stepId: op.id,
    eventName,
    expression,
    matchPath,
    matchHash,
    expiresAt: null,
  });
  return undefined;
}

async function invoke(work: Work, run: LockedRun, op: Op): Promise<string | undefined> {
  const functionId = String(op.opts?.function_id ?? '');
  const fn = work.functions.get(functionId);
  if (!fn) return `There is no function "${functionId}" to invoke`;
  const timeout = op.opts?.timeout === undefined ? undefined : parseDurationMs(String(op.opts.timeout));
  if (timeout !== undefined) enqueueTimer(work, run, 'wait', op.id, Math.ceil(work.now + timeout));
  const payload = (op.opts?.payload ?? {}) as { data?: Record<string, unknown>; v?: string };
  const event: EngineEvent = {
    id: newId(),
    name: INTERNAL.invoked,
    data: { ...payload.data, _inngest: { fn_id: functionId, correlation_id: `${run.id}.${op.id}` } },
    ts: work.now,
  };
  const [stored] = await storeEvents(work, [event]);
  const started = stored && (await startRun(work, fn, event, stored.ref, { runId: run.id, stepId: op.id }));
  return started ? undefined : `"${functionId}" was not started: a run with its idempotency or singleton key exists`;
}

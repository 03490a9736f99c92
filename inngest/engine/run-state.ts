import { canonicalJson } from './json';
import { byteLength, LIMITS } from './limits';
import type { EngineEvent, Memo } from './types';
import { concurrencyKey, enqueueCall, type Work } from './work';

/** A run whose row this transaction holds. */
export type LockedRun = {
  id: string;
  functionId: string;
  status: string;
  eventRef: string;
  eventName: string;
  pending: number;
  settled: number;
  stateBytes: number;
  forcePlan: number;
  calls: number;
  parentRunId: string | null;
  parentStepId: string | null;
};

/** Locks a run and reads it; `undefined` if it is not running (any more). */
export async function lockRun(work: Work, runId: string): Promise<LockedRun | undefined> {
  const [run] = await work.tx.rows<LockedRun>(
    `SELECT id, function_id AS functionId, status, event_ref AS eventRef, event_name AS eventName, pending, settled,
       state_bytes AS stateBytes, force_plan AS forcePlan, calls, parent_run_id AS parentRunId, parent_step_id AS parentStepId
     FROM engine_runs WHERE id = ? FOR UPDATE`,
    [runId],
  );
  return run?.status === 'running' ? run : undefined;
}

/** The event that started a run. */
export async function eventOf(work: Work, run: LockedRun): Promise<EngineEvent> {
  const [row] = await work.tx.rows<{ payload: string }>('SELECT payload FROM engine_events WHERE id = ?', [
    run.eventRef,
  ]);
  if (!row) throw new Error(`the event of run ${run.id} is gone`);
  return JSON.parse(row.payload) as EngineEvent;
}

/** The run as something to be queued: with its concurrency key, for which the event is read only if the function has one. */
export async function queueable(
  work: Work,
  run: LockedRun,
): Promise<{ id: string; functionId: string; concKey: string | null }> {
  const fn = work.functions.get(run.functionId);
  const concKey = fn?.concurrency ? concurrencyKey(fn, await eventOf(work, run)) : null;
  return { id: run.id, functionId: run.functionId, concKey };
}

export const saveRun = (work: Work, run: LockedRun): Promise<number> =>
  work.tx.write(
    'UPDATE engine_runs SET pending = ?, settled = ?, state_bytes = ?, force_plan = ?, calls = ? WHERE id = ?',
    [run.pending, run.settled, run.stateBytes, run.forcePlan, run.calls, run.id],
  );

export type StepInfo = { id: string; name: string; op: string; attempts: number };

/** Refuses a step's output that is too large, with an error the function can catch like any other step error. */
function withinLimits(run: LockedRun, memo: Memo): { type: Memo['type']; json: string; bytes: number } {
  const json = canonicalJson(memo.type === 'data' ? (memo.data ?? null) : memo.error);
  const bytes = byteLength(json);
  const refuse = (message: string) => {
    const error = canonicalJson({ name: 'StepOutputTooLarge', message });
    return { type: 'error' as const, json: error, bytes: error.length };
  };
  if (bytes > LIMITS.stepBytes) {
    return refuse(`The output of this step has ${bytes} bytes; at most ${LIMITS.stepBytes} are kept`);
  }
  if (run.stateBytes + bytes > LIMITS.runBytes) {
    return refuse(`The steps of this run have more than ${LIMITS.runBytes} bytes together`);
  }
  return { type: memo.type, json, bytes };
}

/**
 * Writes a step's outcome, once. Answers false if the step was settled before, which leaves everything as it was.
 * `planned` says whether the step was reported before it ran; if not, it is entered here.
 */
export async function settleStep(
  work: Work,
  run: LockedRun,
  step: StepInfo,
  memo: Memo,
  planned: boolean,
): Promise<boolean> {
  const { type, json, bytes } = withinLimits(run, memo);
  const status = type === 'data' ? 'done' : 'failed';
  const written = planned
    ? await work.tx.write(
        `UPDATE engine_steps SET status = ?, payload = ?, position = ?, attempts = ?, settled_at = ?
         WHERE run_id = ? AND step_id = ? AND status = 'planned'`,
        [status, json, run.settled, step.attempts, work.now, run.id, step.id],
      )
    : await work.tx.write(
        `INSERT IGNORE INTO engine_steps (run_id, step_id, name, op, status, payload, position, attempts, created_at, settled_at) VALUES ?`,
        [[[run.id, step.id, step.name, step.op, status, json, run.settled, step.attempts, work.now, work.now]]],
      );
  if (written === 0) return false;
  if (planned) run.pending--;
  run.settled++;
  run.stateBytes += bytes;
  return true;
}

/** Calls the function again to see what comes next: once every step of an open group is settled, or after each in a race. */
export async function discover(work: Work, run: LockedRun, race: boolean): Promise<void> {
  if (run.pending > 0 && !race) return;
  if (run.pending === 0) run.forcePlan = 0;
  enqueueCall(work, await queueable(work, run));
}

/** Settles a planned step from outside a call (a sleep is over, an event came, an invoked run ended) and goes on. */
export async function resumeStep(work: Work, run: LockedRun, stepId: string, memo: Memo): Promise<boolean> {
  const [step] = await work.tx.rows<{ name: string; op: string; race: number }>(
    "SELECT name, op, race FROM engine_steps WHERE run_id = ? AND step_id = ? AND status = 'planned'",
    [run.id, stepId],
  );
  if (!step) return false;
  await dropTimers(work, run.id, stepId);
  const info = { id: stepId, name: step.name, op: step.op, attempts: 1 };
  if (!(await settleStep(work, run, info, memo, true))) return false;
  await discover(work, run, step.race === 1);
  await saveRun(work, run);
  return true;
}

/** Drops what would settle the step a second time. Rows are looked up first: a search that deletes locks what it passes over. */
async function dropTimers({ tx }: Work, runId: string, stepId: string): Promise<void> {
  const timers = await tx.rows<{ id: number }>(
    "SELECT id FROM engine_queue WHERE run_id = ? AND step_id = ? AND kind IN ('sleep', 'wait')",
    [runId, stepId],
  );
  for (const timer of timers) await tx.write('DELETE FROM engine_queue WHERE id = ?', [timer.id]);
  await tx.write("DELETE FROM engine_pauses WHERE run_id = ? AND kind = 'wait' AND step_id = ?", [runId, stepId]);
}

import { canonicalJson } from './json';
import { byteLength, LIMITS } from './limits';
import { lockPlaces } from './places';
import type { EngineEvent, Memo } from './types';
import {
  concurrencyKey,
  enqueueCall,
  type LockedRun,
  priorityMs,
  type Queueable,
  type QueueRow,
  type StepRow,
  type Work,
} from './work';

type RunRow = Omit<LockedRun, 'touched' | 'items' | 'steps' | 'pauses' | 'result' | 'finishedAt'>;

/**
 * Locks runs in the order of their ids, then the places if one of them stands under a concurrency limit, then what is
 * queued for them, and reads all that an answer may change. A run that is held already is left as it is.
 */
export async function hold(work: Work, runIds: string[]): Promise<void> {
  const { tx, held } = work;
  const wanted = [...new Set(runIds)].filter((id) => !held.has(id)).sort();
  if (wanted.length === 0) return;
  for (const id of wanted) held.set(id, undefined);
  const rows = await tx.rows<RunRow>(
    `SELECT id, function_id AS functionId, status, event_ref AS eventRef, event_name AS eventName, pending, settled,
       state_bytes AS stateBytes, force_plan AS forcePlan, calls, parent_run_id AS parentRunId,
       parent_step_id AS parentStepId, started_at AS startedAt
     FROM engine_runs WHERE id IN (?) ORDER BY id FOR UPDATE`,
    [wanted],
  );
  const running = rows.filter((row) => row.status === 'running');
  if (running.length === 0) return;
  for (const row of running) {
    const empty = { result: null, finishedAt: null, touched: false, items: new Map(), steps: new Map(), pauses: [] };
    held.set(row.id, { ...row, ...empty });
  }
  if (running.some((row) => work.functions.get(row.functionId)?.concurrency)) await holdPlaces(work);
  await readHeld(
    work,
    running.map((row) => row.id),
  );
}

/** Locks the places, once a transaction. */
export async function holdPlaces(work: Work): Promise<void> {
  if (work.placesLocked) return;
  await lockPlaces(work.tx);
  work.placesLocked = true;
}

async function readHeld({ tx, held }: Work, ids: string[]): Promise<void> {
  const items = await tx.rows<QueueRow>(
    `SELECT id, run_id AS runId, function_id AS functionId, kind, step_id AS stepId, attempt, deliveries,
       conc_key AS concKey, blocked, available_at AS availableAt, lease_token AS leaseToken
     FROM engine_queue WHERE run_id IN (?) FOR UPDATE`,
    [ids],
  );
  const steps = await tx.rows<Omit<StepRow, 'touched' | 'payload' | 'position'> & { runId: string }>(
    'SELECT run_id AS runId, step_id AS id, name, op, status, race, attempts FROM engine_steps WHERE run_id IN (?)',
    [ids],
  );
  const pauses = await tx.rows<LockedRun['pauses'][number] & { runId: string }>(
    'SELECT id, run_id AS runId, kind, step_id AS stepId FROM engine_pauses WHERE run_id IN (?)',
    [ids],
  );
  for (const item of items) held.get(item.runId)?.items.set(item.id, item);
  for (const { runId, ...step } of steps) {
    held.get(runId)?.steps.set(step.id, { ...step, touched: false, payload: null, position: null });
  }
  for (const { runId, ...pause } of pauses) held.get(runId)?.pauses.push(pause);
}

/** A run that this transaction holds, for whose sake it is locked now if it was not; `undefined` if it is not running (any more). */
export async function lockRun(work: Work, runId: string): Promise<LockedRun | undefined> {
  await hold(work, [runId]);
  const run = work.held.get(runId);
  return run?.status === 'running' ? run : undefined;
}

/** The event that started a run. */
export async function eventOf(work: Work, run: LockedRun): Promise<EngineEvent> {
  const known = work.eventsByRef.get(run.eventRef);
  if (known) return known;
  const [row] = await work.tx.rows<{ payload: string }>('SELECT payload FROM engine_events WHERE id = ?', [
    run.eventRef,
  ]);
  if (!row) throw new Error(`the event of run ${run.id} is gone`);
  const event = JSON.parse(row.payload) as EngineEvent;
  work.eventsByRef.set(run.eventRef, event);
  return event;
}

/** The run as something to be queued. Its event is read only if its function's limit or priority may depend on it. */
export async function queueable(work: Work, run: LockedRun): Promise<Queueable> {
  const { id, functionId } = run;
  const fn = work.functions.get(functionId);
  if (!fn?.concurrency && fn?.priority === undefined) return { id, functionId, concKey: null, aheadMs: 0 };
  const event = await eventOf(work, run);
  return { id, functionId, concKey: concurrencyKey(fn, event), aheadMs: priorityMs(fn, event) };
}

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
 * Enters a step's outcome, once. Answers false if the step was settled before, which leaves everything as it was. Nobody
 * else can settle it meanwhile: who does holds its run.
 */
export function settleStep(run: LockedRun, step: StepInfo, memo: Memo): boolean {
  const known = run.steps.get(step.id);
  if (known && known.status !== 'planned') return false;
  const { type, json, bytes } = withinLimits(run, memo);
  run.steps.set(step.id, {
    ...(known ?? { ...step, race: 0 }),
    status: type === 'data' ? 'done' : 'failed',
    payload: json,
    position: run.settled,
    attempts: step.attempts,
    touched: true,
  });
  if (known) run.pending--;
  run.settled++;
  run.stateBytes += bytes;
  run.touched = true;
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
  const step = run.steps.get(stepId);
  if (step?.status !== 'planned') return false;
  dropTimers(work, run, stepId);
  settleStep(run, { id: stepId, name: step.name, op: step.op, attempts: 1 }, memo);
  await discover(work, run, step.race === 1);
  return true;
}

/** Drops what would settle the step a second time. */
function dropTimers(work: Work, run: LockedRun, stepId: string): void {
  for (const item of run.items.values()) {
    if (item.stepId === stepId && (item.kind === 'sleep' || item.kind === 'wait')) dropItem(work, run, item);
  }
  for (const pause of run.pauses) {
    if (pause.kind === 'wait' && pause.stepId === stepId) work.droppedPauses.push(pause.id);
  }
  const own = (one: { runId: string; stepId: string }) => one.runId === run.id && one.stepId === stepId;
  work.items = work.items.filter((item) => !(own(item) && (item.kind === 'sleep' || item.kind === 'wait')));
  work.pauses = work.pauses.filter((pause) => !(own(pause) && pause.kind === 'wait'));
}

/** Takes an item off the queue, and hands on the place it held or stood in line for. */
export function dropItem(work: Work, run: LockedRun, item: QueueRow): void {
  work.droppedItems.push(item.id);
  run.items.delete(item.id);
  if (item.concKey !== null) work.freed.push(item.concKey);
}

import { matchPathOf, valueHash } from './cel';
import { DISCOVERY, newId } from './ids';
import { canonicalJson } from './json';
import { dropItem, eventOf, lockRun, resumeStep } from './run-state';
import type { EngineEvent, FunctionConfig } from './types';
import {
  concurrencyKey,
  emit,
  enqueueCall,
  enqueueTimer,
  INTERNAL,
  keyHash,
  type LockedRun,
  priorityMs,
  type Work,
} from './work';

const DAY_MS = 86_400_000;

type Parent = { runId: string; stepId: string };

/** Starts a run of `fn` for an event that is already stored as `eventRef`; answers its id, or `undefined` if a key keeps it away. */
export async function startRun(
  work: Work,
  fn: FunctionConfig,
  event: EngineEvent,
  eventRef: string,
  parent?: Parent,
): Promise<string | undefined> {
  const run = {
    id: newId(),
    functionId: fn.id,
    concKey: concurrencyKey(fn, event),
    aheadMs: priorityMs(fn, event),
  };
  if (!(await takeKeys(work, fn, event, run.id))) return undefined;
  work.held.set(run.id, newRun(work, run.id, fn.id, { eventRef, eventName: event.name }, parent));
  work.eventsByRef.set(eventRef, event);
  fn.cancel.forEach((cancel, i) => {
    const matchPath = matchPathOf(cancel.expression) ?? '';
    const matchHash = matchPath === '' ? '' : valueHash(event, matchPath);
    // The run's own event lacks the field: no other can equal it.
    if (matchHash === undefined) return;
    work.pauses.push({
      runId: run.id,
      kind: 'cancel',
      stepId: String(i),
      eventName: cancel.event,
      expression: cancel.expression ?? null,
      matchPath,
      matchHash,
      expiresAt: cancel.timeoutMs === undefined ? null : work.now + cancel.timeoutMs,
    });
  });
  if (fn.finishTimeoutMs !== undefined) enqueueTimer(work, run, 'finish', 'finish', work.now + fn.finishTimeoutMs);
  enqueueCall(work, run, DISCOVERY, true);
  work.started++;
  return run.id;
}

const newRun = (
  work: Work,
  id: string,
  functionId: string,
  event: { eventRef: string; eventName: string },
  parent: Parent | undefined,
): LockedRun => ({
  ...{ id, functionId, ...event, status: 'running', result: null, startedAt: work.now, finishedAt: null },
  ...{ pending: 0, settled: 0, stateBytes: 0, forcePlan: 0, calls: 0 },
  ...{ parentRunId: parent?.runId ?? null, parentStepId: parent?.stepId ?? null },
  ...{ touched: true, items: new Map(), steps: new Map(), pauses: [] },
});

async function takeKeys(work: Work, fn: FunctionConfig, event: EngineEvent, runId: string): Promise<boolean> {
  if (fn.idempotency !== undefined) {
    const hash = keyHash(fn.idempotency, event);
    if (hash !== undefined && !(await takeKey(work, 'idempotency', fn.id, hash, runId, work.now + DAY_MS)))
      return false;
  }
  if (fn.singleton) {
    const hash = fn.singleton.key === undefined ? 'all' : (keyHash(fn.singleton.key, event) ?? 'none');
    return takeKey(work, 'singleton', fn.id, hash, runId, Number.MAX_SAFE_INTEGER);
  }
  return true;
}

/** Takes a key that is free or has expired. The insert waits for another transaction that is taking it. */
async function takeKey(
  work: Work,
  kind: string,
  fnId: string,
  hash: string,
  runId: string,
  until: number,
): Promise<boolean> {
  const { tx, now } = work;
  await tx.write(
    `INSERT INTO engine_keys (kind, function_id, key_hash, run_id, expires_at) VALUES (?, ?, ?, ?, ?)
     ON DUPLICATE KEY UPDATE run_id = IF(expires_at <= ?, VALUES(run_id), run_id), expires_at = IF(expires_at <= ?, VALUES(expires_at), expires_at)`,
    [kind, fnId, hash, runId, until, now, now],
  );
  const [holder] = await tx.rows<{ runId: string }>(
    'SELECT run_id AS runId FROM engine_keys WHERE kind = ? AND function_id = ? AND key_hash = ?',
    [kind, fnId, hash],
  );
  return holder?.runId === runId;
}

export type Ending = { status: 'completed'; result: unknown } | { status: 'failed' | 'cancelled'; error: unknown };

/** Ends a locked, running run: nothing of it stays queued or waiting, who waits for it goes on, and the engine's events tell of it. */
export async function finishRun(work: Work, run: LockedRun, ending: Ending): Promise<void> {
  const payload = ending.status === 'completed' ? ending.result : ending.error;
  run.status = ending.status;
  run.result = canonicalJson(payload ?? null);
  run.finishedAt = work.now;
  run.touched = true;
  for (const item of [...run.items.values()]) dropItem(work, run, item);
  work.droppedPauses.push(...run.pauses.map((pause) => pause.id));
  run.pauses = [];
  const fn = work.functions.get(run.functionId);
  if (!fn || fn.singleton) await dropSingleton(work, run.id);
  work.items = work.items.filter((item) => item.runId !== run.id);
  work.pauses = work.pauses.filter((pause) => pause.runId !== run.id);
  work.finished++;
  await emitEnding(work, run, ending);
  if (run.parentRunId && run.parentStepId) {
    const parent = await lockRun(work, run.parentRunId);
    const memo =
      ending.status === 'completed'
        ? ({ type: 'data', data: ending.result ?? null } as const)
        : ({ type: 'error', error: ending.error } as const);
    if (parent) await resumeStep(work, parent, run.parentStepId, memo);
  }
}

async function dropSingleton({ tx }: Work, runId: string): Promise<void> {
  const keys = await tx.rows<{ functionId: string; keyHash: string }>(
    "SELECT function_id AS functionId, key_hash AS keyHash FROM engine_keys WHERE run_id = ? AND kind = 'singleton'",
    [runId],
  );
  for (const { functionId, keyHash } of keys) {
    await tx.write("DELETE FROM engine_keys WHERE kind = 'singleton' AND function_id = ? AND key_hash = ?", [
      functionId,
      keyHash,
    ]);
  }
}

async function emitEnding(work: Work, run: LockedRun, ending: Ending): Promise<void> {
  // As on Inngest's servers: what handles failures does not report failures, or it could call itself for ever.
  if (run.eventName === INTERNAL.failed || run.eventName === INTERNAL.finished) return;
  const failed = ending.status === 'failed';
  const cancelled = ending.status === 'cancelled' && listens(work, INTERNAL.cancelled);
  const finished = listens(work, INTERNAL.finished);
  if (!failed && !cancelled && !finished) return;
  const event = await eventOf(work, run);
  const data = {
    function_id: run.functionId,
    run_id: run.id,
    event,
    events: [event],
    ...(ending.status === 'completed' ? { result: ending.result ?? null } : { error: ending.error }),
    _inngest: { status: `${(ending.status[0] as string).toUpperCase()}${ending.status.slice(1)}` },
  };
  if (failed) emit(work, INTERNAL.failed, data);
  if (cancelled) emit(work, INTERNAL.cancelled, data, run.id);
  if (finished) emit(work, INTERNAL.finished, data);
}

/** Whether some function is started or cancelled by events of this name. */
export function listens(work: Work, name: string): boolean {
  for (const fn of work.functions.values()) {
    if (
      fn.events.some((trigger) => triggerNames(trigger.event, name)) ||
      fn.cancel.some((cancel) => cancel.event === name)
    )
      return true;
  }
  return false;
}

/** Whether a trigger for `pattern` (which may end in `*`) is meant by an event called `name`. */
export const triggerNames = (pattern: string, name: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;

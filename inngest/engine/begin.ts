import { celProblem, matchPathOf, valueHash } from './cel';
import { parseDurationMs, parseWhen } from './duration';
import { storeEvents } from './events';
import { newId } from './ids';
import { byteLength, LIMITS } from './limits';
import { discover, eventOf, queueable, settleStep } from './run-state';
import { startRun } from './runs';
import type { EngineEvent, Op } from './types';
import { enqueueCall, enqueueTimer, INTERNAL, type LockedRun, type Work } from './work';

/** Ops that report a step which is settled later. */
export const PLANS: ReadonlySet<string> = new Set(['StepPlanned', 'Sleep', 'WaitForEvent', 'InvokeFunction']);

/** What people see of a step. */
export const stepName = (op: Op): string => (op.displayName ?? op.name ?? op.id).slice(0, LIMITS.nameLength);

const isRace = (op: Op): boolean => op.opts?.parallelMode === 'race';

/** Enters newly reported steps. */
export function planSteps(run: LockedRun, ops: Op[]): void {
  for (const op of ops) {
    const outcome = { payload: null, position: null, attempts: 0 };
    const race = isRace(op) ? 1 : 0;
    run.steps.set(op.id, {
      ...{ id: op.id, name: stepName(op), op: op.op, status: 'planned', race },
      ...{ touched: true, ...outcome },
    });
  }
  run.pending += ops.length;
  run.touched = true;
}

/** Starts what a planned step asks for. What cannot be done is that step's error, which the function may catch. */
export async function beginStep(work: Work, run: LockedRun, op: Op): Promise<void> {
  const problem = await BEGIN[op.op]?.(work, run, op);
  if (problem === undefined) return;
  const step = { id: op.id, name: stepName(op), op: op.op, attempts: 1 };
  settleStep(run, step, { type: 'error', error: { name: 'NotImplemented', message: problem } });
  await discover(work, run, isRace(op));
}

type Begin = (work: Work, run: LockedRun, op: Op) => Promise<string | undefined>;

const BEGIN: Record<string, Begin> = {
  StepPlanned: async (work, run, op) => {
    enqueueCall(work, await queueable(work, run), op.id);
    return undefined;
  },

  Sleep: async (work, run, op) => {
    const at = parseWhen(String(op.name ?? ''), work.now);
    if (at === undefined) return `"${op.name}" is neither a duration nor a date`;
    enqueueTimer(work, run, 'sleep', op.id, Math.ceil(at));
    return undefined;
  },

  WaitForEvent: async (work, run, op) => {
    const expression = op.opts?.if === undefined ? null : String(op.opts.if);
    const eventName = String(op.name ?? '');
    const at = parseWhen(String(op.opts?.timeout ?? ''), work.now);
    const problem = expression === null ? undefined : celProblem(expression);
    if (problem) return `"${expression}" is not an expression the engine understands: ${problem}`;
    if (at === undefined) return `"${op.opts?.timeout}" is neither a duration nor a date`;
    if (eventName.length > LIMITS.nameLength) return `The event's name has more than ${LIMITS.nameLength} characters`;
    if (eventName === INTERNAL.finished || eventName === INTERNAL.cancelled) {
      return `Waiting for ${eventName} is not implemented`;
    }
    enqueueTimer(work, run, 'wait', op.id, Math.ceil(at));
    const matchPath = matchPathOf(expression) ?? '';
    const matchHash = matchPath === '' ? '' : valueHash(await eventOf(work, run), matchPath);
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
  },

  InvokeFunction: async (work, run, op) => {
    const functionId = String(op.opts?.function_id ?? '');
    const fn = work.functions.get(functionId);
    if (!fn) return `There is no function "${functionId}" to invoke`;
    const timeout = op.opts?.timeout === undefined ? undefined : parseDurationMs(String(op.opts.timeout));
    if (timeout !== undefined) enqueueTimer(work, run, 'wait', op.id, Math.ceil(work.now + timeout));
    const payload = (op.opts?.payload ?? {}) as { data?: Record<string, unknown> };
    const event: EngineEvent = {
      id: newId(),
      name: INTERNAL.invoked,
      data: { ...payload.data, _inngest: { fn_id: functionId, correlation_id: `${run.id}.${op.id}` } },
      ts: work.now,
    };
    const bytes = byteLength(JSON.stringify(event));
    if (bytes > LIMITS.eventBytes) return `The data has ${bytes} bytes; at most ${LIMITS.eventBytes} are allowed`;
    const [stored] = await storeEvents(work, [event]);
    const child = stored && (await startRun(work, fn, event, stored.ref, { runId: run.id, stepId: op.id }));
    return child ? undefined : `"${functionId}" was not started: a run with its idempotency or singleton key exists`;
  },
};

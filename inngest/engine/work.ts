import { evaluateCel } from './cel';
import { DISCOVERY, newId, sha1 } from './ids';
import { canonicalJson } from './json';
import type { Item, ItemKind } from './queue';
import type { Tx } from './store';
import type { EngineEvent, FunctionConfig } from './types';

/** Names of the events the engine itself sends. */
export const INTERNAL = {
  failed: 'inngest/function.failed',
  cancelled: 'inngest/function.cancelled',
  finished: 'inngest/function.finished',
  invoked: 'inngest/function.invoked',
  scheduled: 'inngest/scheduled.timer',
} as const;

export type NewItem = {
  runId: string;
  functionId: string;
  kind: ItemKind;
  stepId: string;
  concKey: string | null;
  at: number;
};
export type NewRun = {
  id: string;
  functionId: string;
  eventRef: string;
  eventName: string;
  parentRunId: string | null;
  parentStepId: string | null;
};
export type NewPause = {
  runId: string;
  kind: 'wait' | 'cancel';
  stepId: string;
  eventName: string;
  expression: string | null;
  matchPath: string;
  matchHash: string;
  expiresAt: number | null;
};

/** What one piece of work gathers while its transaction is open; `flush` writes it in few statements. */
export type Work = {
  readonly tx: Tx;
  /** The instant of this work, milliseconds since 1970. */
  readonly now: number;
  readonly functions: ReadonlyMap<string, FunctionConfig>;
  readonly backoff: (attempt: number) => number;
  readonly lease: { owner: string; ms: number };
  /** Calls this process may begin right after the commit: they are queued as its own, and nobody has to claim them. */
  room: number;
  handed: Item[];
  runs: NewRun[];
  items: NewItem[];
  pauses: NewPause[];
  /** Events of the engine that are still to be dispatched in this transaction. */
  emitted: EngineEvent[];
  started: number;
  finished: number;
};

export type WorkSettings = Pick<Work, 'functions' | 'backoff' | 'lease' | 'room'> & { clock: () => number };

export const newWork = (tx: Tx, settings: WorkSettings): Work => ({
  tx,
  now: settings.clock(),
  functions: settings.functions,
  backoff: settings.backoff,
  lease: settings.lease,
  room: settings.room,
  handed: [],
  runs: [],
  items: [],
  pauses: [],
  emitted: [],
  started: 0,
  finished: 0,
});

/** Writes what was gathered. Answers whether something is due at once that somebody has to claim. */
export async function flush(work: Work): Promise<boolean> {
  const { tx, now, runs, items, pauses } = work;
  work.runs = [];
  work.items = [];
  work.pauses = [];
  if (runs.length > 0) {
    await tx.write(
      'INSERT INTO engine_runs (id, function_id, event_ref, event_name, status, parent_run_id, parent_step_id, started_at) VALUES ?',
      [runs.map((r) => [r.id, r.functionId, r.eventRef, r.eventName, 'running', r.parentRunId, r.parentStepId, now])],
    );
  }
  if (pauses.length > 0) {
    await tx.write(
      'INSERT INTO engine_pauses (run_id, kind, step_id, event_name, expression, match_path, match_hash, expires_at) VALUES ?',
      [
        pauses.map((p) => [
          p.runId,
          p.kind,
          p.stepId,
          p.eventName,
          p.expression,
          p.matchPath,
          p.matchHash,
          p.expiresAt,
        ]),
      ],
    );
  }
  const others: NewItem[] = [];
  for (const item of items) {
    if (work.room > 0 && canHandOver(item)) await insertLeased(work, item);
    else others.push(item);
  }
  if (others.length > 0) {
    await tx.write(
      'INSERT INTO engine_queue (run_id, function_id, kind, step_id, conc_key, queued_at, available_at) VALUES ?',
      [others.map((i) => [i.runId, i.functionId, i.kind, i.stepId, i.concKey, i.at, i.at])],
    );
  }
  return others.some((item) => item.at <= now);
}

/** Under a concurrency limit a call has to stand in line. */
const canHandOver = (item: NewItem): boolean =>
  item.kind === 'call' && item.stepId === DISCOVERY && item.concKey === null;

async function insertLeased(work: Work, { runId, functionId, kind, stepId }: NewItem): Promise<void> {
  const { owner, ms } = work.lease;
  const leaseToken = newId();
  const id = await work.tx.insert(
    `INSERT INTO engine_queue (run_id, function_id, kind, step_id, deliveries, queued_at, available_at, lease_token, lease_owner)
     VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?)`,
    [runId, functionId, kind, stepId, work.now, work.now + ms, leaseToken, owner],
  );
  work.room--;
  work.handed.push({ id, runId, functionId, kind, stepId, attempt: 0, deliveries: 1, concKey: null, leaseToken });
}

/** Queues a call of the function: of its own code, or of one planned step. */
export function enqueueCall(
  work: Work,
  run: { id: string; functionId: string; concKey: string | null },
  stepId = DISCOVERY,
) {
  work.items.push({
    runId: run.id,
    functionId: run.functionId,
    kind: 'call',
    stepId,
    concKey: run.concKey,
    at: work.now,
  });
}

/** Queues something that happens to a run at an instant. A timer holds no place under a concurrency key. */
export function enqueueTimer(
  work: Work,
  run: { id: string; functionId: string },
  kind: ItemKind,
  stepId: string,
  at: number,
) {
  work.items.push({ runId: run.id, functionId: run.functionId, kind, stepId, concKey: null, at });
}

/** Sends an event of the engine's own, dispatched before the transaction ends. */
export function emit(work: Work, name: string, data: unknown, id = newId()): void {
  work.emitted.push({ id, name, data, ts: work.now });
}

/** Key under which a function's calls for `event` share their concurrency limit; `null` without a limit. */
export function concurrencyKey(fn: FunctionConfig | undefined, event: EngineEvent): string | null {
  if (!fn?.concurrency) return null;
  const value =
    fn.concurrency.key === undefined ? '' : canonicalJson(jsonSafe(evaluateCel(fn.concurrency.key, { event })));
  return sha1(`${fn.id}\n${value}`);
}

/** Hash of a CEL key over an event, or `undefined` where the key names nothing. */
export function keyHash(expression: string, event: EngineEvent): string | undefined {
  const value = evaluateCel(expression, { event });
  return value === undefined || value === null ? undefined : sha1(canonicalJson(jsonSafe(value)));
}

/** CEL's whole numbers are bigints, which JSON has not. */
const jsonSafe = (value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : (value ?? null));

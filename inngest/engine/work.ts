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
  /** The first call of a run: it stands in line behind what came before it. */
  starts: boolean;
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

/** A row of the queue as a transaction knows it. */
export type QueueRow = Omit<Item, 'leaseToken'> & { blocked: number; availableAt: number; leaseToken: string | null };

/** A step as a transaction knows it: `stored` as it was read, `touched` when it has to be written. */
export type StepRow = {
  id: string;
  name: string;
  op: string;
  status: 'planned' | 'done' | 'failed';
  race: number;
  touched: boolean;
  payload: string | null;
  position: number | null;
  attempts: number;
};

/** A run whose row this transaction holds, or is going to write. */
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
  startedAt: number;
  /** Set when the run ends. */
  result: string | null;
  finishedAt: number | null;
  /** It has to be written. */
  touched: boolean;
  /** What is queued for it, by id. */
  items: Map<number, QueueRow>;
  steps: Map<string, StepRow>;
  pauses: { id: number; kind: 'wait' | 'cancel'; stepId: string }[];
};

/**
 * What is done in one transaction, for one call or for many: runs are locked and read together (`hold`), changed here in
 * memory, and written together (`flush`). As many statements for fifty calls as for one.
 */
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
  /** Runs this transaction holds; `undefined` for one that is over or was never there. */
  held: Map<string, LockedRun | undefined>;
  /** Events of held runs that were read, by reference. */
  eventsByRef: Map<string, EngineEvent>;
  placesLocked: boolean;
  /** Keys under which a place was held or waited for, once for each. */
  freed: string[];
  droppedItems: number[];
  droppedPauses: number[];
  items: NewItem[];
  pauses: NewPause[];
  /** Events of the engine that are still to be dispatched in this transaction. */
  emitted: EngineEvent[];
  /** Something is due at once that somebody has to claim. */
  due: boolean;
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
  held: new Map(),
  eventsByRef: new Map(),
  placesLocked: false,
  freed: [],
  droppedItems: [],
  droppedPauses: [],
  items: [],
  pauses: [],
  emitted: [],
  due: false,
  started: 0,
  finished: 0,
});

/** A run as something to be queued: with the key of its concurrency limit, and how long ago it is to count as queued. */
export type Queueable = { id: string; functionId: string; concKey: string | null; aheadMs: number };

/** Queues a call of the function: of its own code, or of one planned step. */
export function enqueueCall(work: Work, run: Queueable, stepId = DISCOVERY, starts = false) {
  const { id, functionId, concKey, aheadMs } = run;
  work.items.push({ runId: id, functionId, kind: 'call', stepId, concKey, at: work.now - aheadMs, starts });
}

/** Queues something that happens to a run at an instant. A timer holds no place under a concurrency key. */
export function enqueueTimer(
  work: Work,
  run: { id: string; functionId: string },
  kind: ItemKind,
  stepId: string,
  at: number,
) {
  work.items.push({ runId: run.id, functionId: run.functionId, kind, stepId, concKey: null, at, starts: false });
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

const MOST_AHEAD_SECONDS = 600;

/** How long ago a run counts as queued for its priority, in milliseconds; negative puts it off. 0 where the factor is no number. */
export function priorityMs(fn: FunctionConfig | undefined, event: EngineEvent): number {
  if (fn?.priority === undefined) return 0;
  const seconds = Number(evaluateCel(fn.priority, { event }));
  if (!Number.isFinite(seconds)) return 0;
  return Math.trunc(Math.max(-MOST_AHEAD_SECONDS, Math.min(MOST_AHEAD_SECONDS, seconds))) * 1_000;
}

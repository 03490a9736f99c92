import { and, asc, desc, eq, lt } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { type EngineRunStatus, engineEvents, engineQueue, engineRuns, engineSteps } from '@/db/schema/engine';

type Reader = Database | Transaction;

export type EngineRunRow = {
  id: string;
  functionId: string;
  eventName: string;
  status: EngineRunStatus;
  /** Settled steps and calls so far. */
  steps: number;
  calls: number;
  startedAt: Date;
  finishedAt: Date | null;
  /** What ended a failed or cancelled run. */
  error: string | null;
};

export type EngineRunPage = { runs: EngineRunRow[]; nextCursor: string | null };

export type EngineRunDetail = EngineRunRow & {
  event: { id: string; name: string; data: unknown; ts: number };
  /** What a completed run returned. */
  result: unknown;
  stepList: {
    name: string;
    op: string;
    status: 'planned' | 'done' | 'failed';
    attempts: number;
    /** Its data or its error. */
    output: unknown;
    createdAt: Date;
    settledAt: Date | null;
  }[];
  /** What the run waits for: a call (with the error of the attempt before), a sleep, an event, or its own end. */
  queued: { kind: string; step: string; attempt: number; dueAt: Date | null; lastError: string | null }[];
};

const PAGE_MAX = 200;
/** Beyond it an instant means "not before a place is free". */
const DATE_MAX = 8_640_000_000_000_000;

/**
 * Runs of the embedded engine, newest first. `cursor` is the `nextCursor` of the page before; `limit` is at most 200.
 * Empty where another executor runs the functions.
 */
export async function listRuns(
  db: Reader,
  options: { status?: EngineRunStatus; functionId?: string; limit?: number; cursor?: string } = {},
): Promise<EngineRunPage> {
  const limit = Math.min(Math.max(options.limit ?? 50, 1), PAGE_MAX);
  const rows = await db
    .select()
    .from(engineRuns)
    .where(
      and(
        options.status ? eq(engineRuns.status, options.status) : undefined,
        options.functionId ? eq(engineRuns.functionId, options.functionId) : undefined,
        options.cursor ? lt(engineRuns.id, options.cursor) : undefined,
      ),
    )
    .orderBy(desc(engineRuns.id))
    .limit(limit + 1);
  const runs = rows.slice(0, limit).map(toRow);
  return { runs, nextCursor: rows.length > limit ? (runs.at(-1)?.id ?? null) : null };
}

/** One run with its event, steps and what it waits for; `null` if there is none of that id. */
export async function getRun(db: Reader, id: string): Promise<EngineRunDetail | null> {
  const [found] = await db
    .select({ run: engineRuns, payload: engineEvents.payload })
    .from(engineRuns)
    .innerJoin(engineEvents, eq(engineEvents.id, engineRuns.eventRef))
    .where(eq(engineRuns.id, id));
  if (!found) return null;
  const steps = await db
    .select()
    .from(engineSteps)
    .where(eq(engineSteps.runId, id))
    .orderBy(asc(engineSteps.createdAt), asc(engineSteps.position));
  const queued = await db
    .select()
    .from(engineQueue)
    .where(eq(engineQueue.runId, id))
    .orderBy(asc(engineQueue.availableAt));
  const names = new Map(steps.map((step) => [step.stepId, step.name]));
  return {
    ...toRow(found.run),
    event: JSON.parse(found.payload),
    result: found.run.status === 'completed' ? parse(found.run.result) : null,
    stepList: steps.map((step) => ({
      name: step.name,
      op: step.op,
      status: step.status,
      attempts: step.attempts,
      output: parse(step.payload),
      createdAt: new Date(step.createdAt),
      settledAt: toDate(step.settledAt),
    })),
    queued: queued.map((item) => ({
      kind: item.kind,
      step: names.get(item.stepId) ?? item.stepId,
      attempt: item.attempt,
      dueAt: item.blocked ? null : toDate(item.availableAt),
      lastError: item.lastError,
    })),
  };
}

const parse = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
const toDate = (ms: number | null): Date | null => (ms === null || ms >= DATE_MAX ? null : new Date(ms));

function toRow(run: typeof engineRuns.$inferSelect): EngineRunRow {
  const ended = run.status === 'failed' || run.status === 'cancelled' ? parse(run.result) : null;
  return {
    id: run.id,
    functionId: run.functionId,
    eventName: run.eventName,
    status: run.status,
    steps: run.settled,
    calls: run.calls,
    startedAt: new Date(run.startedAt),
    finishedAt: toDate(run.finishedAt),
    error: ended === null ? null : messageOf(ended),
  };
}

const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : JSON.stringify(error);

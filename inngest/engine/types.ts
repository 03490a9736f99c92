import type { Pool } from 'mysql2/promise';

/** A function's handler, called in this process, or the address it is served at. */
export type ServeTarget = ((request: Request) => Promise<Response>) | string;

/** What the engine tells of itself; a pino logger fits. */
export type EngineLogger = {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
};

export type EngineOptions = {
  /** mysql2 pool on a MySQL 8+ or MariaDB 10.6+ database that has the `engine_*` tables. Not closed by the engine. */
  pool: Pool;
  /** The unmodified SDK handler (`serve` of `inngest/edge`), or its URL. Its functions are read from it at start. */
  handler: ServeTarget;
  /** Key of the event API: what the SDK has as `eventKey`. */
  eventKey: string;
  /** Key the calls are signed with: what the SDK has as `signingKey`. */
  signingKey: string;
  /** Milliseconds before the retry after failed attempt `attempt` (from 0). Default: as Inngest's servers, 15 s to 2 h. */
  backoff?: (attempt: number) => number;
  /** Longest wait between two looks into the queue, in milliseconds. Default 200. */
  pollMs?: number;
  /** How long a call belongs to this process without renewal, in milliseconds; renewed while it runs. Default 15,000. */
  leaseMs?: number;
  /** Calls under way at once. Default 32. */
  maxInflight?: number;
  /** How long `stop` waits for calls under way, in milliseconds. Default 2,000. */
  drainMs?: number;
  /** Days a finished run, with its steps and events, is kept. Default 30. */
  retentionDays?: number;
  /** The current instant in milliseconds since 1970. Default: the machine's clock. */
  clock?: () => number;
  logger?: EngineLogger;
};

export type EngineStats = {
  instanceId: string;
  running: boolean;
  inflight: number;
  calls: number;
  runsStarted: number;
  runsFinished: number;
  /** Answers that came after their lease was lost and changed nothing. */
  lostLeases: number;
  transactions: number;
  /** Transactions that were rolled back (mostly by a deadlock) and run again. */
  repeated: number;
};

/** The embedded executor. */
export type Engine = {
  /** Reads the functions and begins to work. Throws, naming function and option, if one asks for what the engine lacks. */
  start(): Promise<void>;
  /** Takes no new work, waits for what is under way (at most `drainMs`), gives the rest back. */
  stop(): Promise<void>;
  /** Event API `POST /e/:key`, steps of a call that goes on `POST /v1/checkpoint/:run/async`, and `GET /health`. */
  handleHttp(request: Request): Promise<Response>;
  /** Looks into the queue now instead of at the next poll. */
  wake(): void;
  stats(): EngineStats;
};

/** An event as functions get it. */
export type EngineEvent = {
  id: string;
  name: string;
  data: unknown;
  ts: number;
  user?: unknown;
  v?: string;
};

export type EventTrigger = { event: string; expression?: string };
export type CronTrigger = { cron: string };

/** What the engine needs to know of a function, read from the SDK's registration and checked. */
export type FunctionConfig = {
  id: string;
  events: EventTrigger[];
  crons: CronTrigger[];
  maxAttempts: number;
  idempotency?: string;
  concurrency?: { limit: number; key?: string };
  /** Seconds a run goes ahead of (or, negative, behind) what was queued when it was, as an expression. */
  priority?: string;
  cancel: { event: string; expression?: string; timeoutMs?: number }[];
  singleton?: { key?: string };
  finishTimeoutMs?: number;
};

/** What a settled step is to the function. */
export type Memo = { type: 'data'; data: unknown } | { type: 'error'; error: unknown };

/** An operation the SDK answers with. */
export type Op = {
  id: string;
  op: string;
  name?: string;
  displayName?: string;
  data?: unknown;
  error?: unknown;
  opts?: Record<string, unknown>;
};

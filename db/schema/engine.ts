import { bigint, customType, index, int, mysqlTable, primaryKey, uniqueIndex, varchar } from 'drizzle-orm/mysql-core';
import { token, word } from './columns';

/**
 * Tables of the embedded executor (`inngest/engine`). It reads and writes them with SQL of its own; this file defines
 * them and serves the operator's queries.
 *
 * Every instant is a whole number of milliseconds since 1970 (UTC): the engine works on whatever connection it is given,
 * and nothing here depends on a time zone setting.
 */
const instantMs = (name: string) => bigint(name, { mode: 'number' });

/** A run's, event's or instance's id: a ULID, so that ids sort by time. */
const ulid = (name: string) => token(name, 26);

/** Hex SHA-1 of a step's name, as the SDK makes it; `step` stands for the function's own code. */
const stepHash = (name: string) => token(name, 40);

/** A JSON document kept byte for byte as the functions wrote it (a database's own JSON type rewrites it). */
const document = customType<{ data: string; driverData: string }>({
  dataType: () => 'longtext character set utf8mb4 collate utf8mb4_bin',
});

export type EngineRunStatus = 'running' | 'completed' | 'failed' | 'cancelled';

/** Events that were taken in, from outside and from the engine itself. */
export const engineEvents = mysqlTable(
  'engine_events',
  {
    id: ulid('id').primaryKey(),
    name: word('name', 190).notNull(),
    eventId: word('event_id', 190).notNull(),
    /** The event as functions get it: `{ id, name, data, ts, user, v }`. */
    payload: document('payload').notNull(),
    receivedAt: instantMs('received_at').notNull(),
  },
  (t) => [
    // An event sent again with its id has no second effect.
    uniqueIndex('engine_events_once').on(t.eventId, t.name),
    index('engine_events_received').on(t.receivedAt),
  ],
);

/** One execution of one function. */
export const engineRuns = mysqlTable(
  'engine_runs',
  {
    id: ulid('id').primaryKey(),
    functionId: word('function_id', 190).notNull(),
    eventRef: ulid('event_ref').notNull(),
    eventName: word('event_name', 190).notNull(),
    status: varchar('status', { length: 10 }).$type<EngineRunStatus>().notNull(),
    /** What the function returned, or the error that ended it. */
    result: document('result'),
    /** Steps that were reported and are not settled. */
    pending: int('pending').notNull().default(0),
    /** Steps that are settled; also the position of the next one. */
    settled: int('settled').notNull().default(0),
    /** Bytes of all settled steps. */
    stateBytes: int('state_bytes').notNull().default(0),
    /** 1 while a parallel group is open: the SDK must then plan what it finds, not run it. */
    forcePlan: int('force_plan').notNull().default(0),
    calls: int('calls').notNull().default(0),
    /** The step of another run that waits for this one (`step.invoke`). */
    parentRunId: ulid('parent_run_id'),
    parentStepId: stepHash('parent_step_id'),
    startedAt: instantMs('started_at').notNull(),
    finishedAt: instantMs('finished_at'),
  },
  (t) => [
    index('engine_runs_status').on(t.status, t.id),
    index('engine_runs_function').on(t.functionId, t.id),
    index('engine_runs_finished').on(t.finishedAt),
    index('engine_runs_event').on(t.eventRef),
  ],
);

/** Steps of a run. A row is written when the step is reported (`planned`) or, if it ran at once, when it is settled. */
export const engineSteps = mysqlTable(
  'engine_steps',
  {
    runId: ulid('run_id').notNull(),
    stepId: stepHash('step_id').notNull(),
    name: word('name', 190).notNull(),
    op: token('op', 24).notNull(),
    status: varchar('status', { length: 10 }).$type<'planned' | 'done' | 'failed'>().notNull(),
    /** JSON of the data or of the error, by status. */
    payload: document('payload'),
    /** 1 if the group this step belongs to goes on as soon as one of it is settled. */
    race: int('race').notNull().default(0),
    /** Place in the order of settling. */
    position: int('position'),
    attempts: int('attempts').notNull().default(0),
    createdAt: instantMs('created_at').notNull(),
    settledAt: instantMs('settled_at'),
  },
  // A step of a run is settled once; a late second result finds the row taken.
  (t) => [primaryKey({ columns: [t.runId, t.stepId] })],
);

/**
 * What is to be done and when. An item can be claimed when `available_at` has come; claiming moves `available_at` to the
 * end of the lease, so an item whose worker died is simply due again.
 */
export const engineQueue = mysqlTable(
  'engine_queue',
  {
    id: bigint('id', { mode: 'number' }).autoincrement().primaryKey(),
    runId: ulid('run_id').notNull(),
    functionId: word('function_id', 190).notNull(),
    /** `call` the function, end a `sleep`, give up a `wait`, or end a run that took too long (`finish`). */
    kind: token('kind', 8).notNull(),
    stepId: stepHash('step_id').notNull(),
    attempt: int('attempt').notNull().default(0),
    /** Leases taken for this attempt: more than a few mean that the step kills its worker. */
    deliveries: int('deliveries').notNull().default(0),
    /** Hash of function and concurrency key; items of one key share its limit. */
    concKey: token('conc_key', 40),
    /** 1 while the item waits for a place under its concurrency key (`available_at` is then out of reach). */
    blocked: int('blocked').notNull().default(0),
    /** When the item was first due: its place in line when a concurrency key becomes free. */
    queuedAt: instantMs('queued_at').notNull(),
    availableAt: instantMs('available_at').notNull(),
    leaseToken: ulid('lease_token'),
    leaseOwner: ulid('lease_owner'),
    lastError: word('last_error', 500),
  },
  (t) => [
    index('engine_queue_due').on(t.availableAt, t.id),
    index('engine_queue_run').on(t.runId),
    index('engine_queue_key').on(t.concKey, t.blocked, t.queuedAt),
    index('engine_queue_owner').on(t.leaseOwner),
  ],
);

/** Runs that look out for an event: to go on with a step (`wait`) or to be cancelled by it (`cancel`). */
export const enginePauses = mysqlTable(
  'engine_pauses',
  {
    id: bigint('id', { mode: 'number' }).autoincrement().primaryKey(),
    runId: ulid('run_id').notNull(),
    kind: token('kind', 8).notNull(),
    stepId: stepHash('step_id').notNull(),
    eventName: word('event_name', 190).notNull(),
    /** Condition over `event` (the run's) and `async` (the incoming one). */
    expression: word('expression', 1000),
    /** If the condition demands `event.P == async.P`: P, and the hash of the run's value. Else empty: read every time. */
    matchPath: word('match_path', 120).notNull(),
    matchHash: token('match_hash', 40).notNull(),
    /** A `cancel` counts until then. */
    expiresAt: instantMs('expires_at'),
  },
  (t) => [
    // A step of a run waits once.
    uniqueIndex('engine_pauses_step').on(t.runId, t.kind, t.stepId),
    index('engine_pauses_match').on(t.eventName, t.matchPath, t.matchHash),
  ],
);

/** Keys that keep a second run away: an `idempotency` key for its time, a `singleton` while its run goes on. */
export const engineKeys = mysqlTable(
  'engine_keys',
  {
    kind: token('kind', 12).notNull(),
    functionId: word('function_id', 190).notNull(),
    keyHash: token('key_hash', 40).notNull(),
    runId: ulid('run_id').notNull(),
    expiresAt: instantMs('expires_at').notNull(),
  },
  (t) => [
    // One run a key.
    primaryKey({ columns: [t.kind, t.functionId, t.keyHash] }),
    index('engine_keys_run').on(t.runId),
    index('engine_keys_expiry').on(t.expiresAt),
  ],
);

/** Cron triggers and their next tick. A tick belongs to whoever moves `next_at` on. */
export const engineCrons = mysqlTable(
  'engine_crons',
  {
    functionId: word('function_id', 190).notNull(),
    cron: word('cron', 120).notNull(),
    nextAt: instantMs('next_at').notNull(),
    lastAt: instantMs('last_at'),
  },
  // A schedule ticks once however many workers run.
  (t) => [primaryKey({ columns: [t.functionId, t.cron] })],
);

/** Rows to be locked, not read. `places`: held by whoever counts or frees places under a concurrency key. */
export const engineLocks = mysqlTable('engine_locks', {
  name: token('name', 20).primaryKey(),
});

/** Running engines. Leases of one that is dead on the same host are taken back at the next start. */
export const engineInstances = mysqlTable('engine_instances', {
  id: ulid('id').primaryKey(),
  host: word('host', 190).notNull(),
  pid: int('pid').notNull(),
  heartbeatAt: instantMs('heartbeat_at').notNull(),
});

import { DISCOVERY, newId } from './ids';
import { freePlaces } from './places';
import type { LockedRun, NewItem, Work } from './work';

/** Characters of the documents in one statement: well below what a server takes in a packet. */
const STATEMENT_CHARS = 4 * 1024 * 1024;

/** Cuts rows into statements by the size of what they carry. A row is never cut. */
export function bySize<T>(rows: T[], sizeOf: (row: T) => number): T[][] {
  const parts: T[][] = [];
  let room = 0;
  for (const row of rows) {
    const size = sizeOf(row);
    if (parts.length === 0 || size > room) {
      parts.push([]);
      room = STATEMENT_CHARS;
    }
    (parts.at(-1) as T[]).push(row);
    room -= size;
  }
  return parts;
}

/** Writes all that was gathered, a statement a table. Nothing is held in memory after it: `hold` reads again. */
export async function flush(work: Work): Promise<void> {
  await dropRows(work, 'engine_queue', work.droppedItems);
  await dropRows(work, 'engine_pauses', work.droppedPauses);
  await writeRuns(work);
  await writeSteps(work);
  await writePauses(work);
  await writeItems(work);
  if (await freePlaces(work.tx, work.freed)) work.due = true;
  // A claim that ran meanwhile has passed over what was locked here.
  for (const run of work.held.values()) if (run && hasDueItem(run, work.now)) work.due = true;
  work.freed = [];
  work.droppedItems = [];
  work.droppedPauses = [];
  work.pauses = [];
  work.items = [];
  work.held.clear();
}

const hasDueItem = (run: LockedRun, now: number): boolean =>
  [...run.items.values()].some((item) => item.leaseToken === null && item.availableAt <= now);

async function dropRows({ tx }: Work, table: string, ids: number[]): Promise<void> {
  if (ids.length > 0) await tx.write(`DELETE FROM ${table} WHERE id IN (?)`, [ids]);
}

const RUN_COLUMNS =
  'id, function_id, event_ref, event_name, status, result, pending, settled, state_bytes, force_plan, calls, parent_run_id, parent_step_id, started_at, finished_at';
const RUN_CHANGES = ['status', 'result', 'pending', 'settled', 'state_bytes', 'force_plan', 'calls', 'finished_at'];
const setTo = (columns: string[]): string => columns.map((column) => `${column} = VALUES(${column})`).join(', ');

/** New runs and changed ones in the same statement: those that are there already are locked. */
async function writeRuns(work: Work): Promise<void> {
  const touched = [...work.held.values()]
    .filter((run) => run !== undefined)
    .filter((run) => run.touched)
    .map((r) => [
      ...[r.id, r.functionId, r.eventRef, r.eventName, r.status, r.result, r.pending, r.settled, r.stateBytes],
      ...[r.forcePlan, r.calls, r.parentRunId, r.parentStepId, r.startedAt, r.finishedAt],
    ]);
  for (const rows of bySize(touched, (row) => String(row[5] ?? '').length)) {
    await work.tx.write(
      `INSERT INTO engine_runs (${RUN_COLUMNS}) VALUES ? ON DUPLICATE KEY UPDATE ${setTo(RUN_CHANGES)}`,
      [rows],
    );
  }
}

const STEP_CHANGES = setTo(['status', 'payload', 'position', 'attempts', 'settled_at']);

async function writeSteps(work: Work): Promise<void> {
  const rows = [...work.held.values()].flatMap((run) =>
    [...(run?.steps.values() ?? [])]
      .filter((step) => step.touched)
      .map((s) => [
        ...[run?.id, s.id, s.name, s.op, s.status, s.payload, s.race, s.position, s.attempts, work.now],
        s.status === 'planned' ? null : work.now,
      ]),
  );
  for (const part of bySize(rows, (row) => String(row[5] ?? '').length)) {
    await work.tx.write(
      `INSERT INTO engine_steps (run_id, step_id, name, op, status, payload, race, position, attempts, created_at, settled_at)
       VALUES ? ON DUPLICATE KEY UPDATE ${STEP_CHANGES}`,
      [part],
    );
  }
}

async function writePauses({ tx, pauses }: Work): Promise<void> {
  if (pauses.length === 0) return;
  await tx.write(
    'INSERT INTO engine_pauses (run_id, kind, step_id, event_name, expression, match_path, match_hash, expires_at) VALUES ?',
    [
      pauses.map((p) => [
        ...[p.runId, p.kind, p.stepId, p.eventName, p.expression, p.matchPath, p.matchHash, p.expiresAt],
      ]),
    ],
  );
}

async function writeItems(work: Work): Promise<void> {
  const others: NewItem[] = [];
  for (const item of work.items) {
    if (work.room > 0 && canHandOver(item)) await insertLeased(work, item);
    else others.push(item);
  }
  if (others.length === 0) return;
  await work.tx.write(
    'INSERT INTO engine_queue (run_id, function_id, kind, step_id, conc_key, queued_at, available_at) VALUES ?',
    [others.map((i) => [i.runId, i.functionId, i.kind, i.stepId, i.concKey, i.at, i.at])],
  );
  if (others.some((item) => item.at <= work.now)) work.due = true;
}

/** Under a concurrency limit a call has to stand in line. */
const canHandOver = (item: NewItem): boolean =>
  item.kind === 'call' && item.stepId === DISCOVERY && item.concKey === null && !item.starts;

async function insertLeased(work: Work, { runId, functionId, kind, stepId, at }: NewItem): Promise<void> {
  const { owner, ms } = work.lease;
  const leaseToken = newId();
  const id = await work.tx.insert(
    `INSERT INTO engine_queue (run_id, function_id, kind, step_id, deliveries, queued_at, available_at, lease_token, lease_owner)
     VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?)`,
    [runId, functionId, kind, stepId, at, work.now + ms, leaseToken, owner],
  );
  work.room--;
  work.handed.push({ id, runId, functionId, kind, stepId, attempt: 0, deliveries: 1, concKey: null, leaseToken });
}

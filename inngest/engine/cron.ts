import { nextTick } from './config';
import { storeEvents } from './events';
import { newId } from './ids';
import { startRun } from './runs';
import type { Tx } from './store';
import type { FunctionConfig } from './types';
import { INTERNAL, type Work } from './work';

export type Schedule = { functionId: string; cron: string; nextAt: number };

/** Enters the functions' schedules, keeps the ticks of those that are known, and forgets those no function has any more. */
export async function registerCrons(
  tx: Tx,
  functions: ReadonlyMap<string, FunctionConfig>,
  now: number,
): Promise<Schedule[]> {
  const wanted = [...functions.values()].flatMap((fn) => fn.crons.map(({ cron }) => ({ functionId: fn.id, cron })));
  const stored = await readSchedules(tx);
  const key = (s: { functionId: string; cron: string }) => JSON.stringify([s.functionId, s.cron]);
  const wantedKeys = new Set(wanted.map(key));
  const storedKeys = new Set(stored.map(key));
  for (const gone of stored.filter((s) => !wantedKeys.has(key(s)))) {
    await tx.write('DELETE FROM engine_crons WHERE function_id = ? AND cron = ?', [gone.functionId, gone.cron]);
  }
  for (const { functionId, cron } of wanted.filter((s) => !storedKeys.has(key(s)))) {
    const nextAt = nextTick(cron, now);
    if (nextAt === undefined) continue;
    await tx.write(
      'INSERT INTO engine_crons (function_id, cron, next_at) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE next_at = next_at',
      [functionId, cron, nextAt],
    );
  }
  return (await readSchedules(tx)).filter((s) => wantedKeys.has(key(s)));
}

export async function readSchedules(tx: Pick<Tx, 'rows'>): Promise<Schedule[]> {
  const rows = await tx.rows<Schedule>('SELECT function_id AS functionId, cron, next_at AS nextAt FROM engine_crons');
  return rows.map((row) => ({ ...row, nextAt: Number(row.nextAt) }));
}

/**
 * Starts the run of a tick that is due, unless another engine was faster. Ticks that passed while no worker ran are made up
 * for by one run.
 */
export async function tick(work: Work, schedule: Schedule): Promise<void> {
  const fn = work.functions.get(schedule.functionId);
  const nextAt = nextTick(schedule.cron, Math.max(work.now, schedule.nextAt));
  if (!fn || nextAt === undefined) return;
  const won = await work.tx.write(
    'UPDATE engine_crons SET next_at = ?, last_at = ? WHERE function_id = ? AND cron = ? AND next_at = ?',
    [nextAt, schedule.nextAt, schedule.functionId, schedule.cron, schedule.nextAt],
  );
  if (won === 0) return;
  const scheduledAt = new Date(schedule.nextAt).toISOString();
  const event = {
    id: newId(),
    name: INTERNAL.scheduled,
    data: { cron: schedule.cron, scheduledAt },
    ts: schedule.nextAt,
  };
  const [stored] = await storeEvents(work, [event]);
  if (stored) await startRun(work, fn, event, stored.ref);
}

import type { RowDataPacket } from 'mysql2/promise';
import { pause } from './client';
import type { Stack } from './stack';

/** A product that is not quiet after so many minutes, passed or made to pass, has a fault. */
export const RECOVERY_LIMIT_MINUTES = 20;
const MINUTE_MS = 60_000;
const LOOK_MS = 80;
/** Long enough for holds to run out and first retries to come by themselves; then a minute is made to pass. */
const PATIENCE_MS = 6_000;
/** With crons and sweeps behind it, more minutes follow sooner. */
const NEXT_PATIENCE_MS = 1_200;

/** What is still under way, by kind; quiet is when every count is zero. */
const UNDER_WAY = `SELECT
  (SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL) AS outbox,
  (SELECT COUNT(*) FROM reservations WHERE status = 'HELD') AS held,
  (SELECT COUNT(*) FROM reservations WHERE status = 'CONFIRMING') AS confirming,
  (SELECT COUNT(*) FROM payments WHERE status = 'AUTHORIZED') AS authorized,
  (SELECT COUNT(*) FROM refunds WHERE status = 'REQUESTED') AS refunds,
  (SELECT COUNT(*) FROM reservation_changes WHERE status IN ('PENDING', 'CHARGING')) AS changes,
  (SELECT COUNT(*) FROM closing_bookings WHERE status = 'waiting') AS closing,
  (SELECT COUNT(*) FROM engine_queue WHERE kind = 'call' AND (available_at <= ? OR lease_token IS NOT NULL OR blocked = 1)
      AND run_id IN (SELECT id FROM engine_runs WHERE function_id NOT LIKE '%-mail%' AND function_id NOT LIKE '%send-%' AND status = 'running')) AS work`;

export async function underWay(stack: Stack): Promise<Record<string, number>> {
  const [[row]] = await stack.client().pool.query<RowDataPacket[]>(UNDER_WAY, [Date.now()]);
  return Object.fromEntries(Object.entries(row!).filter(([, n]) => Number(n) > 0)) as Record<string, number>;
}

/** Everything on record that waits for a time is so much nearer to it, as if the clock had gone on. */
const AGEING = [
  `UPDATE payments SET next_check_at = next_check_at - INTERVAL 60 SECOND, authorized_at = authorized_at - INTERVAL 60 SECOND
    WHERE authorized_at IS NOT NULL`,
  `UPDATE refunds SET next_check_at = next_check_at - INTERVAL 60 SECOND, created_at = created_at - INTERVAL 60 SECOND
    WHERE next_check_at IS NOT NULL`,
  'UPDATE closings SET created_at = created_at - INTERVAL 60 SECOND',
  // What is being worked on keeps its lease: its worker lives in real time.
  `UPDATE engine_queue SET available_at = available_at - 60000
    WHERE lease_token IS NULL AND blocked = 0 AND available_at BETWEEN 60000 AND 8000000000000000`,
];

/** A minute passes for what is on record, and the worker does what its clock makes it do every minute. */
export async function passMinute(stack: Stack): Promise<void> {
  const { pool } = stack.client();
  for (const statement of AGEING) {
    // Rows that are being written are aged by the next minute.
    await pool.query(statement).catch(() => {});
  }
  await stack.worker.minute();
}

/** As whatever keeps the product running does: `npm start`, or a process manager. */
async function startTheDead(stack: Stack): Promise<void> {
  for (const process of [...stack.webs, stack.worker]) if (!process.isAlive()) await process.start();
}

/**
 * Waits until nothing is under way any more, letting minutes pass where waiting alone does not help. Returns how long that
 * took since `healedMs`, real time and passed minutes together, or what still was under way when the limit came.
 */
export async function becomeQuiet(
  stack: Stack,
  healedMs: number,
): Promise<{ recoveryMs: number; left: Record<string, number> | null }> {
  let minutes = 0;
  let patienceEnds = performance.now() + PATIENCE_MS;
  let left = await underWay(stack);
  while (Object.keys(left).length > 0) {
    if (performance.now() > patienceEnds) {
      if (minutes === RECOVERY_LIMIT_MINUTES) break;
      minutes++;
      await passMinute(stack);
      patienceEnds = performance.now() + NEXT_PATIENCE_MS;
    }
    await pause(LOOK_MS);
    await startTheDead(stack);
    left = await underWay(stack);
  }
  const recoveryMs = performance.now() - healedMs + minutes * MINUTE_MS;
  return { recoveryMs, left: Object.keys(left).length > 0 ? left : null };
}

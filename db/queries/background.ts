import type { Pool, RowDataPacket } from 'mysql2/promise';

/** How the work in the background stands. Ages in milliseconds, 0 when nothing waits. */
export type BackgroundState = {
  outbox: { waiting: number; oldestAgeMs: number };
  runs: { running: number; completedLastMinute: number; failedLastMinute: number };
  /** Items of the embedded engine's queue that are due and not yet taken. */
  due: number;
};

/** One round trip, every part by an index. */
export async function readBackground(pool: Pool): Promise<BackgroundState> {
  const finished = (status: string) =>
    `(SELECT COUNT(*) FROM engine_runs WHERE finished_at > @now - 60000 AND status = '${status}')`;
  const sql = `SELECT
    (SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL) AS waiting,
    (SELECT TIMESTAMPDIFF(MICROSECOND, MIN(created_at), NOW(6)) / 1000 FROM outbox WHERE sent_at IS NULL) AS oldest,
    (SELECT COUNT(*) FROM engine_runs WHERE status = 'running') AS running,
    ${finished('completed')} AS completed,
    ${finished('failed')} AS failed,
    (SELECT COUNT(*) FROM engine_queue WHERE available_at <= @now) AS due`;
  const [[row]] = await pool.query<RowDataPacket[]>(sql.replaceAll('@now', 'FLOOR(UNIX_TIMESTAMP(NOW(6)) * 1000)'));
  const n = (name: string) => Number(row?.[name] ?? 0);
  return {
    outbox: { waiting: n('waiting'), oldestAgeMs: Math.max(0, n('oldest')) },
    runs: { running: n('running'), completedLastMinute: n('completed'), failedLastMinute: n('failed') },
    due: n('due'),
  };
}

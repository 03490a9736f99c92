import { Gauge, type Registry } from 'prom-client';
import type { BackgroundState } from '@/db/queries/background';

/** Adds what the worker looks after, read from the database whenever somebody asks; NaN while that does not answer. */
export function watchBackground(registry: Registry, read: () => Promise<BackgroundState>): void {
  let reading: Promise<BackgroundState | null> | null = null;
  // All gauges of one scrape are asked in one turn and share one reading.
  const state = () => {
    reading ??= read()
      .catch(() => null)
      .finally(() => {
        reading = null;
      });
    return reading;
  };
  const tell = (name: string, help: string, pick: (state: BackgroundState) => number) => {
    const gauge: Gauge = new Gauge({
      name: `tablepick_${name}`,
      help,
      registers: [registry],
      collect: async () => {
        const now = await state();
        gauge.set(now ? pick(now) : Number.NaN);
      },
    });
  };
  tell('outbox_waiting', 'Facts that are not sent on yet', ({ outbox }) => outbox.waiting);
  tell(
    'outbox_oldest_age_seconds',
    'How long the oldest of them has waited',
    ({ outbox }) => outbox.oldestAgeMs / 1000,
  );
  tell('runs_running', 'Runs of functions that have not ended', ({ runs }) => runs.running);
  tell('runs_completed_last_minute', 'Runs that completed in the last minute', (now) => now.runs.completedLastMinute);
  tell('runs_failed_last_minute', 'Runs that failed in the last minute', ({ runs }) => runs.failedLastMinute);
  tell('engine_queue_due', 'Work that is due and that nobody has taken', ({ due }) => due);
}

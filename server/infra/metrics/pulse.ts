import { hostname } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Registry } from 'prom-client';
import { z } from 'zod';
import { BATCH_COMMANDS, WAIT_SECONDS } from './create-metrics';
import { RecentCounts } from './recent-counts';

const count = z.number().nonnegative();
/** Counts by upper bound; a version with other bounds is not understood and left out. */
const seconds = z.array(count).length(WAIT_SECONDS.length + 1);

/**
 * How one process stands, small enough to be told every two seconds. Counts are of the last `windowMs`, `days` of the last
 * minute, everything else is as it is now.
 */
export const pulseSchema = z.object({
  /** Of one process from start to end; nobody else ever has it. */
  id: z.string(),
  kind: z.enum(['web', 'worker']),
  host: z.string(),
  pid: z.number(),
  atMs: z.number(),
  startedAtMs: z.number(),
  windowMs: z.number(),
  queued: count,
  batches: count,
  accepted: count,
  refused: count,
  busy: count,
  retries: z.record(z.string(), count),
  size: z.array(count).length(BATCH_COMMANDS.length + 1),
  wait: seconds,
  lock: seconds,
  commit: seconds,
  lease: z.object({ taken: count, missed: count, noAnswer: count, wait: seconds }),
  gate: z.object({ refused: count, closed: count, opened: count }),
  days: z.array(
    z.object({
      restaurantId: z.string(),
      serviceDate: z.string(),
      wanted: count,
      refused: count,
      hot: z.boolean(),
    }),
  ),
  /** The 99th percentile of how late the event loop was since the last pulse. */
  loopLagMs: count,
  memoryBytes: count,
  pools: z.array(z.object({ name: z.string(), limit: count, used: count, free: count, waiting: count })),
});

export type Pulse = z.infer<typeof pulseSchema>;
export type PulseKind = Pulse['kind'];
export type PulseDay = Pulse['days'][number];
export type PulsePool = Pulse['pools'][number];

const MOST_DAYS = 10;
const LOOP_RESOLUTION_MS = 10;
/** The monitor may be asked only for what it has seen; a process that has just started has seen nothing. */
const toMs = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - LOOP_RESOLUTION_MS);

export type PulseSources = {
  registry: Registry;
  nowMs: () => number;
  /** The hold writer: how many wait, and its most wanted days, most wanted first. */
  contention: () => { queued: number; days: PulseDay[] };
  pools: () => PulsePool[];
};

/** How to take this process's pulse. */
export function pulseTaker({ registry, nowMs, contention, pools }: PulseSources): (kind: PulseKind) => Promise<Pulse> {
  const loop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  loop.enable();
  const startedAtMs = nowMs();
  const host = hostname();
  const id = `${host}/${process.pid}/${startedAtMs}`;
  const recent = new RecentCounts(registry, startedAtMs);
  return async (kind) => {
    const atMs = nowMs();
    const { windowMs, of, buckets } = await recent.read(atMs);
    const { queued, days } = contention();
    const loopLagMs = loop.count > 0 ? toMs(loop.percentile(99)) : 0;
    loop.reset();
    return {
      id,
      kind,
      host,
      pid: process.pid,
      atMs,
      startedAtMs,
      windowMs,
      queued,
      batches: buckets('batch_commands').reduce((sum, n) => sum + n, 0),
      accepted: of('commands_total').accepted ?? 0,
      refused: of('commands_total').refused ?? 0,
      busy: of('commands_total').busy ?? 0,
      retries: of('retries_total'),
      size: buckets('batch_commands'),
      wait: buckets('wait_seconds'),
      lock: buckets('lock_seconds'),
      commit: buckets('commit_seconds'),
      lease: {
        taken: of('leases_total').taken ?? 0,
        missed: of('leases_total').missed ?? 0,
        noAnswer: of('leases_total')['no-answer'] ?? 0,
        wait: buckets('lease_wait_seconds'),
      },
      gate: {
        refused: of('gate_total').refused ?? 0,
        closed: of('gate_total').closed ?? 0,
        opened: of('gate_total').opened ?? 0,
      },
      days: days.slice(0, MOST_DAYS),
      loopLagMs: Math.round(loopLagMs * 10) / 10,
      memoryBytes: process.memoryUsage.rss(),
      pools: pools(),
    };
  };
}

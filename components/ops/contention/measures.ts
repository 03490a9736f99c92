import type { ContentionNow, WorkNow } from '@/server/services/ops';

export type Tone = 'trouble' | 'waiting' | 'neutral';
export type MeasureKey = 'holds' | 'batch' | 'wait' | 'commit' | 'locks' | 'gate' | 'retries' | 'loop' | 'pool';
/** What a line shows; the first of a measure is its number. */
export type LineKey =
  | 'accepted'
  | 'refused'
  | 'batchSize'
  | 'waitP95'
  | 'commitP95'
  | 'lockP95'
  | 'leaseP95'
  | 'gateRefused'
  | 'retries'
  | 'loopLag'
  | 'poolUsed';
export type Unit = 'perSecond' | 'ms' | 'count';

/** One thing an operator watches: how it stands, its lines, and how it is written. */
export type Measure = {
  key: MeasureKey;
  unit: Unit;
  tone: Tone;
  lines: { key: LineKey; value: number | null }[];
};

/** From here on a diner feels it; from the second on it needs somebody. Milliseconds. */
const SLOW = {
  wait: [250, 1_000],
  commit: [100, 250],
  locks: [250, 1_000],
  loop: [80, 250],
} as const;
/** One batch waits while one is decided; more than that is a queue. */
const QUEUE_WAITS = 256;
const MANY_RETRIES_A_SECOND = 5;

const slow = (ms: number | null | undefined, [waiting, trouble]: readonly [number, number]): Tone =>
  (ms ?? 0) >= trouble ? 'trouble' : (ms ?? 0) >= waiting ? 'waiting' : 'neutral';
const worst = (...tones: Tone[]): Tone =>
  tones.includes('trouble') ? 'trouble' : tones.includes('waiting') ? 'waiting' : 'neutral';

/** The pool that everything but the hold writer uses. */
export const mainPool = (work: WorkNow) =>
  work.pools.find((pool) => pool.name === 'main') ?? { name: 'main', limit: 0, used: 0, free: 0, waiting: 0 };

/** The few measures that matter under a rush, of one process or of all. */
export function measuresOf(work: WorkNow): Measure[] {
  const pool = mainPool(work);
  const waiters = work.pools.reduce((sum, { waiting }) => sum + waiting, 0);
  const p95 = (spread: WorkNow['wait']) => spread?.p95Ms ?? null;
  return [
    {
      key: 'holds',
      unit: 'perSecond',
      tone: work.busy > 0 ? 'trouble' : work.queued > QUEUE_WAITS ? 'waiting' : 'neutral',
      lines: [
        { key: 'accepted', value: work.accepted },
        { key: 'refused', value: work.refused },
      ],
    },
    { key: 'batch', unit: 'count', tone: 'neutral', lines: [{ key: 'batchSize', value: work.batchSize }] },
    {
      key: 'wait',
      unit: 'ms',
      tone: slow(p95(work.wait), SLOW.wait),
      lines: [{ key: 'waitP95', value: p95(work.wait) }],
    },
    {
      key: 'commit',
      unit: 'ms',
      tone: slow(p95(work.commit), SLOW.commit),
      lines: [{ key: 'commitP95', value: p95(work.commit) }],
    },
    {
      key: 'locks',
      unit: 'ms',
      tone: worst(
        work.lease.noAnswer > 0 ? 'trouble' : 'neutral',
        slow(p95(work.lock), SLOW.locks),
        slow(p95(work.lease.wait), SLOW.locks),
      ),
      lines: [
        { key: 'lockP95', value: p95(work.lock) },
        { key: 'leaseP95', value: p95(work.lease.wait) },
      ],
    },
    { key: 'gate', unit: 'perSecond', tone: 'neutral', lines: [{ key: 'gateRefused', value: work.gate.refused }] },
    {
      key: 'retries',
      unit: 'perSecond',
      tone: work.retries >= MANY_RETRIES_A_SECOND ? 'trouble' : work.retries > 0 ? 'waiting' : 'neutral',
      lines: [{ key: 'retries', value: work.retries }],
    },
    {
      key: 'loop',
      unit: 'ms',
      tone: slow(work.loopLagMs, SLOW.loop),
      lines: [{ key: 'loopLag', value: work.loopLagMs }],
    },
    {
      key: 'pool',
      unit: 'count',
      tone: work.pools.some(({ waiting, limit }) => waiting > limit) ? 'trouble' : waiters > 0 ? 'waiting' : 'neutral',
      lines: [{ key: 'poolUsed', value: pool.used }],
    },
  ];
}

/** All lines as they were at one moment. */
export type Sample = { atMs: number } & Partial<Record<LineKey, number | null>>;

/** What a chart shows, its newest moment at the right. */
export const SHOWN_MS = 5 * 60_000;

/** The samples of the last five minutes with the one of `now`; a moment that is known already changes nothing. */
export function withSample(samples: readonly Sample[], now: ContentionNow): readonly Sample[] {
  if (samples.at(-1)?.atMs === now.nowMs) return samples;
  const lines = measuresOf(now.all).flatMap((measure) => measure.lines);
  const sample: Sample = { atMs: now.nowMs, ...Object.fromEntries(lines.map(({ key, value }) => [key, value])) };
  return [...samples.filter(({ atMs }) => now.nowMs - atMs <= SHOWN_MS), sample];
}

/** The end of a scale that takes `most` and can be halved: 1, 2 or 5 times a power of ten; at least 1. */
export function scaleEnd(most: number): number {
  if (most <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map((step) => step * power).find((end) => end >= most)!;
}

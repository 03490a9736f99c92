import { describe, expect, it } from 'vitest';
import type { ContentionNow, WorkNow } from '@/server/services/ops';
import { type MeasureKey, measuresOf, scaleEnd, withSample } from './measures';

const calm: WorkNow = {
  queued: 0,
  accepted: 3,
  refused: 1,
  busy: 0,
  retries: 0,
  retryReasons: [],
  batchSize: 2,
  largestBatch: 4,
  wait: { p50Ms: 1, p95Ms: 4 },
  lock: { p50Ms: 1, p95Ms: 4 },
  commit: { p50Ms: 5, p95Ms: 20 },
  lease: { taken: 0, missed: 0, noAnswer: 0, wait: null },
  gate: { refused: 400, closed: 1, opened: 0 },
  loopLagMs: 3,
  memoryBytes: 1,
  pools: [{ name: 'main', limit: 16, used: 16, free: 0, waiting: 0 }],
};
const toneOf = (key: MeasureKey, work: Partial<WorkNow>) =>
  measuresOf({ ...calm, ...work }).find((measure) => measure.key === key)?.tone;

describe('what an operator watches', () => {
  it('is calm while everything is quick, however many are refused and with every connection at work', () => {
    expect(measuresOf(calm).every(({ tone }) => tone === 'neutral')).toBe(true);
  });
  it.each<[MeasureKey, Partial<WorkNow>]>([
    ['holds', { busy: 0.1 }],
    ['wait', { wait: { p50Ms: 10, p95Ms: 1_200 } }],
    ['commit', { commit: { p50Ms: 10, p95Ms: 300 } }],
    ['locks', { lease: { taken: 1, missed: 0, noAnswer: 1, wait: null } }],
    ['retries', { retries: 8 }],
    ['loop', { loopLagMs: 400 }],
    ['pool', { pools: [{ name: 'main', limit: 16, used: 16, free: 0, waiting: 40 }] }],
  ])('%s needs somebody, and nothing else does', (key, work) => {
    const troubled = measuresOf({ ...calm, ...work }).filter(({ tone }) => tone !== 'neutral');
    expect(troubled).toMatchObject([{ key, tone: 'trouble' }]);
  });
  it.each<[MeasureKey, Partial<WorkNow>]>([
    ['holds', { queued: 300 }],
    ['locks', { lease: { taken: 1, missed: 0, noAnswer: 0, wait: { p50Ms: 1, p95Ms: 300 } } }],
    ['retries', { retries: 0.1 }],
    ['pool', { pools: [{ name: 'writer', limit: 2, used: 2, free: 0, waiting: 1 }] }],
  ])('%s is slow before it needs somebody', (key, work) => {
    expect(toneOf(key, work)).toBe('waiting');
  });
});

describe('the lines', () => {
  const at = (nowMs: number): ContentionNow => ({ nowMs, shared: true, all: calm, processes: [], days: [] });
  it('hold five minutes and each moment once', () => {
    let samples = withSample([], at(0));
    expect(withSample(samples, at(0))).toBe(samples);
    for (let nowMs = 2_000; nowMs <= 400_000; nowMs += 2_000) samples = withSample(samples, at(nowMs));
    expect(samples[0]?.atMs).toBe(100_000);
    expect(samples.at(-1)).toMatchObject({ atMs: 400_000, accepted: 3, waitP95: 4, leaseP95: null });
  });
  it.each([
    [0, 1],
    [0.4, 1],
    [2, 2],
    [2.1, 5],
    [54, 100],
    [982, 1_000],
    [1_600, 2_000],
  ])('of at most %d stand on a scale to %d', (most, end) => {
    expect(scaleEnd(most)).toBe(end);
  });
});

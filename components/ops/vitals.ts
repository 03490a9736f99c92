import type { OpsOverview } from '@/server/services/ops';

export type Tone = 'good' | 'waiting' | 'trouble' | 'neutral';

/** One number an operator watches: how it stands, and where the action is that mends it. */
export type Vital = {
  key: 'outbox' | 'holds' | 'confirming' | 'open' | 'refunds' | 'reviews' | 'deadLetters' | 'captured' | 'declined';
  value: number;
  tone: Tone;
  /** Only of what is not well. */
  mend: string | null;
};

/** The relay sends within a second: older than that is waiting, older than a minute means that nobody sends. */
const OUTBOX_WAITS_MS = 10_000;
const OUTBOX_STUCK_MS = 60_000;

/** The few numbers that matter. Zero is well wherever more would need somebody. */
export function vitalsOf(now: OpsOverview): Vital[] {
  const oldest = now.outbox.oldestAgeMs ?? 0;
  const outbox: Tone = oldest > OUTBOX_STUCK_MS ? 'trouble' : oldest > OUTBOX_WAITS_MS ? 'waiting' : 'good';
  const trouble = (count: number): Tone => (count > 0 ? 'trouble' : 'good');
  // A refund that waits for a person has its case, which is counted: it is one trouble, not two.
  const refunds = now.refunds.review > 0 && now.reviews.open > 0 ? 'waiting' : trouble(now.refunds.review);
  const vital = (key: Vital['key'], value: number, tone: Tone, mend: string): Vital => ({
    key,
    value,
    tone,
    mend: tone === 'trouble' || tone === 'waiting' ? mend : null,
  });
  return [
    vital('outbox', now.outbox.waiting, outbox, '/ops/runs?status=running'),
    vital('holds', now.holds.live, now.holds.overdue > 0 ? 'waiting' : 'neutral', '/ops/runs?status=running'),
    vital('confirming', now.payments.confirming, 'neutral', ''),
    vital('open', now.payments.open, 'neutral', ''),
    vital('refunds', now.refunds.requested, refunds, '/ops/reviews'),
    vital('reviews', now.reviews.open, trouble(now.reviews.open), '/ops/reviews'),
    vital('deadLetters', now.deadLetters.open, trouble(now.deadLetters.open), '/ops/letters'),
    vital('captured', now.payments.capturedToday, 'neutral', ''),
    vital('declined', now.payments.declinedToday, 'neutral', ''),
  ];
}

/** A line through samples, as SVG path data in a box of `width` × `height`; flat when nothing moved. */
export function sparkline(samples: readonly number[], width: number, height: number): string {
  const most = Math.max(...samples);
  const least = Math.min(...samples);
  const x = (index: number) => (samples.length === 1 ? 0 : (index / (samples.length - 1)) * width);
  const y = (value: number) => (most === least ? height / 2 : height - ((value - least) / (most - least)) * height);
  return samples
    .map((value, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`)
    .join(' ');
}

import { inArray } from 'drizzle-orm';
import { restaurants } from '@/db/schema';
import type { RestaurantId } from '@/server/domain/shared/ids';
import {
  BATCH_COMMANDS,
  merged,
  type Pulse,
  type PulseDay,
  type PulsePool,
  quantile,
  WAIT_SECONDS,
} from '@/server/infra/metrics';
import type { ServiceContext } from '../context';

/** Half of all, and all but one in twenty, waited no longer. Null when nobody waited. */
export type Spread = { p50Ms: number; p95Ms: number } | null;

/** What was done in the last seconds, by one process or by all of them together. Rates are per second. */
export type WorkNow = {
  queued: number;
  accepted: number;
  refused: number;
  busy: number;
  retries: number;
  /** Reasons of the retries, the most frequent first. */
  retryReasons: string[];
  /** Commands a batch, on average; null when there was none. */
  batchSize: number | null;
  largestBatch: number | null;
  wait: Spread;
  lock: Spread;
  commit: Spread;
  lease: { taken: number; missed: number; noAnswer: number; wait: Spread };
  gate: { refused: number; closed: number; opened: number };
  loopLagMs: number;
  memoryBytes: number;
  pools: PulsePool[];
};

export type ProcessNow = { id: string; kind: 'web' | 'worker'; host: string; pid: number; ageMs: number } & WorkNow;

/** A restaurant's day as it was wanted in the last minute. */
export type HotDay = Omit<PulseDay, 'restaurantId'> & {
  restaurant: { id: string; slug: string; name: string; nameEn: string | null };
};

export type ContentionNow = {
  nowMs: number;
  /** Whether Redis answered; without it only the process that was asked is known. */
  shared: boolean;
  all: WorkNow;
  processes: ProcessNow[];
  days: HotDay[];
};

const MOST_DAYS = 12;

/** Where commands stand in each other's way now, over all processes of all machines. */
export async function getContention(ctx: ServiceContext): Promise<ContentionNow> {
  const { shared, pulses } = await ctx.pulses.all();
  const nowMs = ctx.nowMs();
  return {
    nowMs,
    shared,
    all: workOf(pulses),
    processes: pulses.map((pulse) => ({
      id: pulse.id,
      kind: pulse.kind,
      host: pulse.host,
      pid: pulse.pid,
      ageMs: Math.max(0, nowMs - pulse.atMs),
      ...workOf([pulse]),
    })),
    days: await named(ctx, mostWanted(pulses)),
  };
}

function spread(counts: number[][]): Spread {
  if (counts.length === 0) return null;
  const all = merged(counts.map((each) => ({ bounds: WAIT_SECONDS, counts: each })));
  const ms = (q: number) => {
    const seconds = quantile(all, q);
    return seconds === null ? null : Math.round(seconds * 10_000) / 10;
  };
  const p50Ms = ms(0.5);
  return p50Ms === null ? null : { p50Ms, p95Ms: ms(0.95)! };
}

function workOf(pulses: readonly Pulse[]): WorkNow {
  const perSecond = (count: (pulse: Pulse) => number) =>
    pulses.reduce((sum, pulse) => sum + (count(pulse) * 1000) / pulse.windowMs, 0);
  const sum = (count: (pulse: Pulse) => number) => pulses.reduce((total, pulse) => total + count(pulse), 0);
  const batches = sum((pulse) => pulse.batches);
  const sizes = pulses.length > 0 ? merged(pulses.map(({ size }) => ({ bounds: BATCH_COMMANDS, counts: size }))) : null;
  const reasons = new Map<string, number>();
  for (const pulse of pulses)
    for (const [reason, count] of Object.entries(pulse.retries))
      reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  return {
    queued: sum((pulse) => pulse.queued),
    accepted: perSecond((pulse) => pulse.accepted),
    refused: perSecond((pulse) => pulse.refused),
    busy: perSecond((pulse) => pulse.busy),
    retries: perSecond((pulse) => Object.values(pulse.retries).reduce((total, count) => total + count, 0)),
    retryReasons: [...reasons].sort((a, b) => b[1] - a[1]).map(([reason]) => reason),
    batchSize: batches > 0 ? sum((pulse) => pulse.accepted + pulse.refused) / batches : null,
    largestBatch: sizes && quantile(sizes, 1),
    wait: spread(pulses.map(({ wait }) => wait)),
    lock: spread(pulses.map(({ lock }) => lock)),
    commit: spread(pulses.map(({ commit }) => commit)),
    lease: {
      taken: perSecond(({ lease }) => lease.taken),
      missed: perSecond(({ lease }) => lease.missed),
      noAnswer: perSecond(({ lease }) => lease.noAnswer),
      wait: spread(pulses.map(({ lease }) => lease.wait)),
    },
    gate: {
      refused: perSecond(({ gate }) => gate.refused),
      closed: perSecond(({ gate }) => gate.closed),
      opened: perSecond(({ gate }) => gate.opened),
    },
    // The slowest one: an average would hide the process that hangs.
    loopLagMs: Math.max(0, ...pulses.map((pulse) => pulse.loopLagMs)),
    memoryBytes: sum((pulse) => pulse.memoryBytes),
    pools: poolsOf(pulses),
  };
}

/** Pools of one name are one, over all processes. */
function poolsOf(pulses: readonly Pulse[]): PulsePool[] {
  const pools = new Map<string, PulsePool>();
  for (const { name, limit, used, free, waiting } of pulses.flatMap((pulse) => pulse.pools)) {
    const pool = pools.get(name) ?? { name, limit: 0, used: 0, free: 0, waiting: 0 };
    pools.set(name, {
      name,
      limit: pool.limit + limit,
      used: pool.used + used,
      free: pool.free + free,
      waiting: pool.waiting + waiting,
    });
  }
  return [...pools.values()];
}

function mostWanted(pulses: readonly Pulse[]): PulseDay[] {
  const days = new Map<string, PulseDay>();
  for (const day of pulses.flatMap((pulse) => pulse.days)) {
    const key = `${day.restaurantId}/${day.serviceDate}`;
    const known = days.get(key) ?? { ...day, wanted: 0, refused: 0, hot: false };
    days.set(key, {
      ...known,
      wanted: known.wanted + day.wanted,
      refused: known.refused + day.refused,
      hot: known.hot || day.hot,
    });
  }
  return [...days.values()].sort((a, b) => b.wanted - a.wanted).slice(0, MOST_DAYS);
}

async function named(ctx: ServiceContext, days: PulseDay[]): Promise<HotDay[]> {
  if (days.length === 0) return [];
  const rows = await ctx.db
    .select({ id: restaurants.id, slug: restaurants.slug, name: restaurants.name, nameEn: restaurants.nameEn })
    .from(restaurants)
    .where(inArray(restaurants.id, [...new Set(days.map((day) => day.restaurantId as RestaurantId))]));
  const known = new Map<string, (typeof rows)[number]>(rows.map((row) => [row.id, row]));
  return days.flatMap(({ restaurantId, ...day }) => {
    const restaurant = known.get(restaurantId);
    return restaurant ? [{ ...day, restaurant }] : [];
  });
}

import { addDays, dateAt, instantFrom } from '@/server/domain/shared/time';
import { TIME_ZONE } from '../places';
import { comparedAtMs } from './journal';
import type { Order } from './orders';
import type { Settled } from './provider';

const HOUR_MS = 3_600_000;
/** The hours that are on record one by one: a first comparison looks back no further. */
const HOURS = 48;
/** An hour is compared at seven past, when its list has been complete for a while. */
const AFTER_HOUR_MS = HOUR_MS + 7 * 60_000;

type Comparison = {
  kind: 'transactions' | 'settlements';
  fromMs: number;
  untilMs: number;
  compared: number;
  atMs: number;
};

/** What was compared with the provider until now: all days of its settlements, and the last hours of its transactions. */
export const planComparisons = (orders: readonly Order[], settled: readonly Settled[], nowMs: number): Comparison[] => [
  ...compareDays(orders, settled, nowMs),
  ...compareHours(orders, nowMs),
];

function compareDays(orders: readonly Order[], settled: readonly Settled[], nowMs: number): Comparison[] {
  if (orders.length === 0) return [];
  const lines = new Map<string, number>();
  for (const { paidOutDate } of settled) lines.set(paidOutDate, (lines.get(paidOutDate) ?? 0) + 1);
  const days: Comparison[] = [];
  const firstMs = orders.reduce((least, { capturedMs }) => Math.min(least, capturedMs), nowMs);
  for (let date = dateAt(firstMs, TIME_ZONE); comparedAtMs(date) <= nowMs; date = addDays(date, 1)) {
    const [fromMs, untilMs] = [date, addDays(date, 1)].map((day) => instantFrom(day, 0, TIME_ZONE)) as [number, number];
    const compared = lines.get(date) ?? 0;
    days.push({ kind: 'settlements', fromMs, untilMs, compared, atMs: comparedAtMs(date) });
  }
  return days;
}

function compareHours(orders: readonly Order[], nowMs: number): Comparison[] {
  const endMs = Math.floor((nowMs - AFTER_HOUR_MS) / HOUR_MS) * HOUR_MS;
  const moves = new Map<number, number>();
  for (const { capturedMs, refunds } of orders)
    for (const atMs of [capturedMs, ...refunds.map(({ doneMs }) => doneMs)]) {
      const hour = Math.floor(atMs / HOUR_MS);
      moves.set(hour, (moves.get(hour) ?? 0) + 1);
    }
  return Array.from({ length: HOURS }, (_, index) => {
    const untilMs = endMs - (HOURS - 1 - index) * HOUR_MS;
    const fromMs = untilMs - HOUR_MS;
    const compared = moves.get(fromMs / HOUR_MS) ?? 0;
    return { kind: 'transactions', fromMs, untilMs, compared, atMs: untilMs + AFTER_HOUR_MS };
  });
}

import {
  captureEntry,
  type Entry,
  earningEntry,
  payoutEntry,
  refundEntry,
  settledEntry,
} from '@/server/domain/ledger/entry';
import { earnedOf, type MerchantTerms } from '@/server/domain/settlement/fee';
import type { JournalId, PayoutId, RestaurantId } from '@/server/domain/shared/ids';
import { addDays, instantFrom } from '@/server/domain/shared/time';
import { type Inserter, insertRows } from '../../bulk-insert';
import { seedId } from '../ids';
import { TIME_ZONE } from '../places';
import type { Random } from '../random';
import { actorOf } from '../write-bookings';
import type { Order } from './orders';
import type { Settled } from './provider';

/** An entry of the journal as it is written. */
export type Booked = Entry & { id: JournalId; atMs: number; actor: string };

const headOf = ({ booking }: Order) => ({
  restaurantId: booking.house.id,
  reservationId: booking.id,
  currency: 'KRW' as const,
});

/** What a booking's money did, as the services book it: captured, earned, given back. */
export function entriesOf(order: Order, terms: MerchantTerms, random: Random): Booked[] {
  const { booking, refunds } = order;
  const head = headOf(order);
  const booked = (entry: Entry, atMs: number, actor: string): Booked => ({
    ...entry,
    id: seedId('journal', atMs, random),
    atMs,
    actor,
  });
  const captured = captureEntry({ ...head, source: 'payment', sourceId: order.id }, booking.paidMinor);
  const entries = [booked(captured, order.capturedMs, 'system:confirm-booking')];
  for (const { id, note, cause, amountMinor, doneMs } of refunds) {
    const about = { ...head, source: 'refund' as const, sourceId: id, ...(note && { reason: note }) };
    const entry = refundEntry(about, amountMinor, cause === 'goodwill' ? 'restaurant' : 'diner-deposit');
    entries.push(booked(entry, doneMs, 'system:cancel-booking'));
  }
  const last = booking.steps.at(-1)!;
  const kind = KINDS[last.to];
  const backMinor = refunds.filter(({ cause }) => cause === 'cancelled').reduce((sum, one) => sum + one.amountMinor, 0);
  const depositMinor = booking.paidMinor - backMinor;
  if (kind && depositMinor > 0) {
    const { feeMinor, vatMinor } = earnedOf(depositMinor, terms);
    const earning = { depositMinor, couponPlatformMinor: 0, couponRestaurantMinor: 0, feeMinor, vatMinor };
    const entry = earningEntry({ ...head, source: 'reservation', sourceId: booking.id }, kind, earning);
    entries.push(booked(entry, last.atMs, actorOf(last, booking)));
  }
  return entries;
}

const KINDS: Partial<Record<string, 'visit' | 'no_show' | 'cancellation'>> = {
  COMPLETED: 'visit',
  NO_SHOW: 'no_show',
  CANCELLED: 'cancellation',
};

/** When the product books the day on which a provider paid: the morning after it. */
export const comparedAtMs = (paidOutDate: string): number =>
  instantFrom(addDays(paidOutDate, 1), 6 * 60 + 20, TIME_ZONE);

/** What the provider has paid out so far, as the comparison with its settlements books it. */
export const settledEntries = (
  orders: readonly Order[],
  settled: readonly Settled[],
  nowMs: number,
  random: Random,
): Booked[] => {
  const orderOf = new Map(orders.map((order) => [order.id as string, order]));
  return settled
    .filter((line) => comparedAtMs(line.paidOutDate) <= nowMs)
    .map((line) => {
      const atMs = comparedAtMs(line.paidOutDate);
      const head = { ...headOf(orderOf.get(line.orderId)!), source: 'settlement' as const };
      const entry = settledEntry(
        { ...head, sourceId: `toss:${line.transactionKey}` },
        line.amountMinor,
        line.amountMinor - line.payoutMinor,
      );
      return { ...entry, id: seedId('journal', atMs, random), atMs, actor: 'system:compare-settlements' };
    });
};

/** A payout is booked under its own id: one each. */
export const payoutBooked = (
  payout: { id: PayoutId; restaurantId: RestaurantId; amountMinor: number },
  atMs: number,
  actor: string,
): Booked => ({
  ...payoutEntry(
    { source: 'payout', sourceId: payout.id, restaurantId: payout.restaurantId, reservationId: null, currency: 'KRW' },
    payout.amountMinor,
  ),
  id: `jrn${payout.id.slice(3)}` as JournalId,
  atMs,
  actor,
});

/** Writes entries with their lines. */
export async function writeJournal(connection: Inserter, entries: readonly Booked[]): Promise<void> {
  const sorted = [...entries].sort((a, b) => (a.id < b.id ? -1 : 1));
  await insertRows(
    connection,
    'journal_lines',
    ['entry_id', 'line_no', 'account', 'kind', 'restaurant_id', 'currency', 'at', 'amount_minor'],
    sorted.flatMap(({ id, kind, restaurantId, currency, atMs, lines }) =>
      lines.map((line, index) => [
        ...[id, index + 1, line.account, kind, restaurantId, currency, new Date(atMs), line.amountMinor],
      ]),
    ),
  );
  await insertRows(
    connection,
    'journal_entries',
    `id source source_id kind restaurant_id reservation_id currency at sum_minor lines reason actor`.split(' '),
    sorted.map((entry) => [
      ...[entry.id, entry.source, entry.sourceId, entry.kind, entry.restaurantId, entry.reservationId],
      ...[entry.currency, new Date(entry.atMs), entry.lines.reduce((sum, line) => sum + line.amountMinor, 0)],
      ...[entry.lines.length, entry.reason ?? null, entry.actor],
    ]),
  );
}

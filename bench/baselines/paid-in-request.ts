import type { Pool, PoolConnection } from 'mysql2/promise';
import type { z } from 'zod';
import type { holdTableInput } from '@/server/services/reservation';
import { bookPessimistic, inTransaction, lockAndWrite, type SlotBooking } from './slot-row';

/** The wish of a request, with the baseline's slot that stands for its start. */
export type PaidBooking = z.infer<typeof holdTableInput> & { slotId: number; userId: string };

const PROVIDER = process.env.BENCH_PROVIDER_URL!;

async function pay(reservationId: string): Promise<void> {
  const answer = await fetch(PROVIDER, { method: 'POST', body: JSON.stringify({ orderId: reservationId }) });
  if (!answer.ok) throw new Error('declined');
  await answer.json();
}

const toSlot = ({ serviceDate, minute, ...rest }: PaidBooking): SlotBooking => ({
  ...rest,
  serviceDate,
  minute,
  startsAt: new Date(Date.parse(`${serviceDate}T00:00:00+09:00`) + minute * 60_000),
});

async function confirm(connection: PoolConnection, reservationId: string): Promise<void> {
  await connection.execute(
    "UPDATE reservations SET status = 'CONFIRMED', version = version + 1, confirmed_at = NOW(6), expires_at = NULL WHERE id = ? AND status = 'HELD'",
    [reservationId],
  );
  await connection.execute(
    "UPDATE payments SET status = 'CAPTURED', captured_at = NOW(6) WHERE reservation_id = ? AND status = 'PENDING'",
    [reservationId],
  );
}

/** One transaction: the slot's row locked, the booking written, the provider called, the booking confirmed, committed. */
export const bookPayingInside = (pool: Pool, booking: PaidBooking): Promise<{ reservationId: string | null }> =>
  inTransaction(pool, async (connection) => {
    const reservationId = await lockAndWrite(connection, toSlot(booking));
    if (reservationId) {
      await pay(reservationId);
      await confirm(connection, reservationId);
    }
    return { reservationId };
  });

/** Two transactions with the provider called between them, while the request waits. */
export async function bookPayingAfter(pool: Pool, booking: PaidBooking): Promise<{ reservationId: string | null }> {
  const reservationId = await bookPessimistic(pool, toSlot(booking));
  if (reservationId) {
    await pay(reservationId);
    await inTransaction(pool, (connection) => confirm(connection, reservationId));
  }
  return { reservationId };
}

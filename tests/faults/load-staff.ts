import type { RowDataPacket } from 'mysql2/promise';
import type { ReservationId } from '@/server/domain/shared/ids';
import { type Person, pause } from './client';
import type { Random } from './random';
import { keyOf, type Scene } from './scene';

/** An owner may close the late part of a day, with the bookings in it. */
export async function maybeClose(
  scene: Scene,
  { id, owner }: Scene['restaurants'][number],
  how: { likely: number; spreadMs: number },
): Promise<void> {
  const random = owner.random.fork('closing');
  const closes = random.chance(how.likely);
  const serviceDate = random.pick(scene.dates);
  await pause(random.int(600, how.spreadMs));
  if (!closes) return;
  const part = { serviceDate, fromMinute: scene.minutes.at(-1)!, toMinute: 1_500 };
  await owner.insist('owner.closeDay', { restaurantId: id, ...part, reason: 'A burst pipe', cancelBookings: true });
}

async function ownerOf({ stack, restaurants }: Scene, reservationId: ReservationId): Promise<Person | undefined> {
  const [rows] = await stack
    .client()
    .pool.query<RowDataPacket[]>('SELECT restaurant_id AS id FROM reservations WHERE id = ?', [reservationId])
    .catch(() => [[] as RowDataPacket[]]);
  return restaurants.find(({ id }) => id === rows[0]?.id)?.owner;
}

/** The evening comes for this booking, and staff do their work with it; or they must cancel it. */
export async function serve(scene: Scene, reservationId: ReservationId, random: Random): Promise<void> {
  const doing = random.weighed({ 'no-show': 3, seat: 5, cancel: 2 });
  const sorry = random.chance(0.4);
  const commandKey = keyOf(random);
  const owner = await ownerOf(scene, reservationId);
  if (!owner) return;
  if (doing === 'cancel') {
    await owner.insist('owner.cancelBooking', { reservationId, reason: 'No water' });
    return;
  }
  await scene.stack
    .client()
    .pool.query('UPDATE reservations SET starts_at = NOW(6) - INTERVAL 1 MINUTE WHERE id = ?', [reservationId])
    .catch(() => {});
  const first = await owner.insist('owner.serve', { reservationId, command: doing });
  if (doing === 'no-show' || first.outcome !== 'ok') return;
  const completed = await owner.insist('owner.serve', { reservationId, command: 'complete' });
  if (sorry && completed.outcome === 'ok') {
    await owner.insist('owner.refundVisit', { reservationId, amountMinor: 1_000, reason: 'Cold soup', commandKey });
  }
}

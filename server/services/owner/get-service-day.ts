import type { RowDataPacket } from 'mysql2/promise';
import { z } from 'zod';
import type { PaymentStatus } from '@/server/domain/payment/states';
import type { ReservationStatus } from '@/server/domain/reservation/transitions';
import type { AreaDraft, TableDraft } from '@/server/domain/restaurant/floor-plan';
import { AppError } from '@/server/domain/shared/errors';
import type { ReservationId } from '@/server/domain/shared/ids';
import type { Currency } from '@/server/domain/shared/money';
import { dateAt, isServiceDate, type Minute, type ServiceDate, weekdayOf } from '@/server/domain/shared/time';
import { readDb, type ServiceContext } from '../context';
import { restaurantIdSchema } from '../reservation';
import { type ClosedPart, readFloor, type SpecialDay } from './get-settings';
import { requireMember } from './member';

export const getServiceDayInput = z.object({ restaurantId: restaurantIdSchema, date: z.string() });

export type DayBooking = {
  id: ReservationId;
  code: string;
  /** Never EXPIRED or RELEASED, and CANCELLED only when it had been confirmed: holds given up are no news to a host. */
  status: ReservationStatus;
  version: number;
  startMinute: Minute;
  /** Exclusive end of what it takes of its tables. */
  endMinute: Minute;
  startsAtMs: number;
  endsAtMs: number;
  /** Of a hold: when it ends by itself. */
  expiresAtMs: number | null;
  party: number;
  guestName: string;
  note: string | null;
  /** Table numbers, ascending; those it had when it is over. */
  tables: number[];
  /** `amountMinor` before coupons took `discountMinor` off it. */
  deposit: {
    amountMinor: number;
    discountMinor: number;
    refundedMinor: number;
    currency: Currency;
    status: PaymentStatus | null;
  } | null;
  /** Times this guest came here before that day; 0 is a first visit. */
  earlierVisits: number;
  endedReason: string | null;
  createdAtMs: number;
};

export type ServiceDay = {
  date: ServiceDate;
  /** Moves with every change to the day's bookings and hours; 0 is a day nobody touched. */
  version: number;
  configVersion: number;
  today: ServiceDate;
  timeZone: string;
  slotMinutes: number;
  pacingCovers: number | null;
  areas: AreaDraft[];
  /** Tables out of service too: they may still hold bookings. */
  tables: TableDraft[];
  /** That date's hours, in order. */
  periods: SpecialDay['periods'];
  closures: Omit<ClosedPart, 'serviceDate'>[];
  /** By start, then by when they were made. */
  bookings: DayBooking[];
};

type Rows = RowDataPacket[];

const SCRIPT = `
SELECT version FROM service_day WHERE restaurant_id = ? AND service_date = ?;
SELECT id, code, user_id, status, version, start_minute, end_minute, starts_at, ends_at, expires_at, party_size, guest_name,
       note, deposit_minor, discount_minor, currency, ended_reason, created_at
  FROM reservations WHERE restaurant_id = ? AND service_date = ? AND status NOT IN ('EXPIRED', 'RELEASED')
   AND NOT (status = 'CANCELLED' AND confirmed_at IS NULL) ORDER BY start_minute, created_at, id;
SELECT reservation_id, table_id FROM reservation_tables
 WHERE restaurant_id = ? AND service_date = ? AND table_id > 0 ORDER BY table_id;
SELECT p.reservation_id, p.status,
       (SELECT COALESCE(SUM(f.amount_minor), 0) FROM refunds f JOIN payments q ON q.id = f.payment_id
         WHERE f.reservation_id = r.id AND f.status = 'DONE' AND f.cause <> 'changed'
           AND NOT (q.part > 0 AND f.cause IN ('late_payment', 'amount_differs'))) AS refunded_minor
  FROM reservations r JOIN payments p ON p.reservation_id = r.id AND p.replaced_at IS NULL
 WHERE r.restaurant_id = ? AND r.service_date = ? ORDER BY p.status = 'CAPTURED', p.created_at, p.id;
SELECT v.user_id, COUNT(*) AS visits
  FROM (SELECT DISTINCT user_id FROM reservations WHERE restaurant_id = ? AND service_date = ?) guests
  JOIN reservations v ON v.user_id = guests.user_id AND v.restaurant_id = ? AND v.service_date < ?
   AND v.status IN ('SEATED', 'COMPLETED') GROUP BY v.user_id;
SELECT name, name_en, opens_minute, last_seating_minute FROM special_periods
 WHERE restaurant_id = ? AND service_date = ? ORDER BY opens_minute;
SELECT name, name_en, weekdays, opens_minute, last_seating_minute FROM service_periods
 WHERE restaurant_id = ? ORDER BY opens_minute;
SELECT from_minute, to_minute, reason, reason_en FROM closures
 WHERE restaurant_id = ? AND service_date = ? ORDER BY from_minute`;

/**
 * A restaurant's day as its people work it: hours, floor and every booking with its tables, deposit and how often the
 * guest has been there. Throws NOT_FOUND for who does not work there, INVALID_INPUT when the date is none.
 */
export async function getServiceDay(ctx: ServiceContext, raw: z.infer<typeof getServiceDayInput>): Promise<ServiceDay> {
  const { restaurantId, date } = getServiceDayInput.parse(raw);
  const restaurant = await requireMember(ctx, readDb(ctx), restaurantId);
  if (!isServiceDate(date)) throw new AppError('INVALID_INPUT', { field: 'date', problem: 'not-a-date' });
  const day = [restaurant.id, date];
  const [floor, [results]] = await Promise.all([
    readFloor(readDb(ctx), restaurant.id),
    ctx.scripts.query<Rows[]>(SCRIPT, [...day, ...day, ...day, ...day, ...day, ...day, ...day, restaurant.id, ...day]),
  ]);
  const [versions, rows, tables, payments, visits, special, weekly, closed] = results as unknown as Rows[];
  const weekday = 1 << (weekdayOf(date) - 1);
  const periods = special!.length > 0 ? special! : weekly!.filter((period) => period.weekdays & weekday);
  // A captured payment counts before any other, else the last: an earlier one was declined or given up. What changes gave back is
  // off the deposit already, and the money of a change that could not be applied never belonged to it.
  const paymentOf = new Map(payments!.map((payment) => [payment.reservation_id, payment]));
  const visitsOf = new Map(visits!.map((row) => [row.user_id, Number(row.visits)]));
  const tablesOf = new Map<string, number[]>();
  for (const row of tables!) {
    tablesOf.set(row.reservation_id, [...(tablesOf.get(row.reservation_id) ?? []), row.table_id]);
  }
  return {
    date,
    version: Number(versions![0]?.version ?? 0),
    configVersion: restaurant.configVersion,
    today: dateAt(restaurant.nowMs, restaurant.timeZone),
    timeZone: restaurant.timeZone,
    slotMinutes: restaurant.slotMinutes,
    pacingCovers: restaurant.pacingCovers,
    areas: floor.areas,
    tables: floor.tables,
    periods: periods.map((period) => ({
      name: period.name,
      nameEn: period.name_en,
      opensMinute: period.opens_minute,
      lastSeatingMinute: period.last_seating_minute,
    })),
    closures: closed!.map((part) => ({
      fromMinute: part.from_minute,
      toMinute: part.to_minute,
      reason: part.reason,
      reasonEn: part.reason_en,
    })),
    bookings: rows!.map((row) =>
      toBooking(row, tablesOf.get(row.id) ?? [], paymentOf.get(row.id), visitsOf.get(row.user_id) ?? 0),
    ),
  };
}

const toBooking = (
  row: RowDataPacket,
  tables: number[],
  payment: RowDataPacket | undefined,
  earlierVisits: number,
): DayBooking => ({
  id: row.id,
  code: row.code,
  status: row.status,
  version: row.version,
  startMinute: row.start_minute,
  endMinute: row.end_minute,
  startsAtMs: row.starts_at.getTime(),
  endsAtMs: row.ends_at.getTime(),
  expiresAtMs: row.status === 'HELD' ? (row.expires_at?.getTime() ?? null) : null,
  party: row.party_size,
  guestName: row.guest_name,
  note: row.note,
  tables,
  deposit:
    row.deposit_minor === 0
      ? null
      : {
          amountMinor: row.deposit_minor,
          discountMinor: row.discount_minor,
          refundedMinor: Number(payment?.refunded_minor ?? 0),
          currency: row.currency,
          status: payment?.status ?? null,
        },
  earlierVisits,
  endedReason: row.ended_reason,
  createdAtMs: row.created_at.getTime(),
});

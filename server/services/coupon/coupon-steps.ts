import type { CouponStatus } from '@/server/domain/coupon/states';
import type { CouponId, ReservationId } from '@/server/domain/shared/ids';

/** A statement with its parameters, for a script. */
export type Statement = [sql: string, params: unknown[]];
export type Step = { at: Date; actor: string; reason: string | null };

/**
 * Moves a booking's coupons on, each a compare-and-set on its status with a row of its history: what has moved already is
 * left alone, so doing it again does nothing. The booking's day is locked by the caller.
 */
export function moveCoupons(
  reservationId: ReservationId,
  from: CouponStatus,
  to: CouponStatus,
  { at, actor, reason }: Step,
): Statement[] {
  const goesWith = to === 'AVAILABLE' ? 'NULL' : 'reservation_id';
  return [
    [
      `INSERT INTO coupon_history (coupon_id, version, at, from_status, to_status, actor, reason, reservation_id)
 SELECT id, version + 1, ?, status, ?, ?, ?, reservation_id FROM coupons WHERE reservation_id = ? AND status = ?`,
      [at, to, actor, reason, reservationId, from],
    ],
    [
      // From left to right: the status is set last, its CHECK looks at the whole row.
      `UPDATE coupons SET reservation_id = ${goesWith}, version = version + 1, status = ? WHERE reservation_id = ? AND status = ?`,
      [to, reservationId, from],
    ],
  ];
}

/** A coupon to be reserved: as it was read under its diner's lock, and what it takes off. */
export type Reserving = {
  reservationId: ReservationId;
  couponId: CouponId;
  campaignId: string;
  version: number;
  discountMinor: number;
};

export const RESERVE = {
  reservationCoupons:
    'INSERT INTO reservation_coupons (reservation_id, coupon_id, campaign_id, discount_minor) VALUES ?',
  couponHistory:
    'INSERT INTO coupon_history (coupon_id, version, at, from_status, to_status, actor, reason, reservation_id) VALUES ?',
  coupons: `UPDATE coupons c JOIN reservation_coupons t ON t.coupon_id = c.id
   SET c.reservation_id = t.reservation_id, c.version = c.version + 1, c.status = 'RESERVED'
 WHERE t.reservation_id IN (?) AND c.status = 'AVAILABLE'`,
} as const;

export const toPriceRow = ({ reservationId, couponId, campaignId, discountMinor }: Reserving): unknown[] => [
  reservationId,
  couponId,
  campaignId,
  discountMinor,
];

/**
 * The history of a reservation names the version it leads to: had anybody changed the coupon since it was read, that version
 * is taken, and the whole transaction fails and runs again.
 */
export const toHistoryRow = (
  { couponId, version, reservationId }: Reserving,
  at: unknown,
  actor: string,
  reason: string,
): unknown[] => [couponId, version + 1, at, 'AVAILABLE', 'RESERVED', actor, reason, reservationId];

/** The same without a price row, which a booking that takes its table again has already. */
function toReserve(add: readonly Reserving[], reservationId: ReservationId, step: Required<Step>): Statement[] {
  if (add.length === 0) return [];
  return [
    [RESERVE.couponHistory, [add.map((coupon) => toHistoryRow(coupon, step.at, step.actor, step.reason ?? ''))]],
    [RESERVE.coupons, [[reservationId]]],
  ];
}

/** Writes down what a booking's price is made of (`price`: all of it) and reserves those coupons that are new to it (`add`). */
export function reserveCoupons(
  reservationId: ReservationId,
  { price, add }: { price: readonly Reserving[]; add: readonly Reserving[] },
  step: Required<Step>,
): Statement[] {
  return [
    ['DELETE FROM reservation_coupons WHERE reservation_id = ?', [reservationId]],
    ...(price.length > 0 ? [[RESERVE.reservationCoupons, [price.map(toPriceRow)]] satisfies Statement] : []),
    ...toReserve(add, reservationId, step),
  ];
}

/** Gives back some of a booking's coupons, as they were read under its diner's lock. */
export function releaseCoupons(
  reservationId: ReservationId,
  coupons: readonly { id: CouponId; version: number }[],
  { at, actor, reason }: Required<Step>,
): Statement[] {
  if (coupons.length === 0) return [];
  const rows = coupons.map(({ id, version }) => [
    ...[id, version + 1, at, 'RESERVED', 'AVAILABLE'],
    ...[actor, reason, reservationId],
  ]);
  return [
    [RESERVE.couponHistory, [rows]],
    [
      `UPDATE coupons SET reservation_id = NULL, version = version + 1, status = 'AVAILABLE'
 WHERE id IN (?) AND reservation_id = ? AND status = 'RESERVED'`,
      [coupons.map(({ id }) => id), reservationId],
    ],
  ];
}

/**
 * Reserves again the coupons that an ended hold had, for money that came late. Null when one of them is no longer to be had:
 * the booking cannot be had at that price.
 */
export const READ_FORMER = `SELECT t.coupon_id, t.campaign_id, t.discount_minor, c.version,
       c.status = 'AVAILABLE' AND c.use_until > NOW(6) AND k.status <> 'ended' AS free
  FROM reservation_coupons t JOIN coupons c ON c.id = t.coupon_id JOIN coupon_campaigns k ON k.id = t.campaign_id
 WHERE t.reservation_id = ?`;

export function reserveFormer(
  reservationId: ReservationId,
  rows: readonly Record<string, unknown>[],
  step: Required<Step>,
): Statement[] | null {
  if (rows.some((row) => !row.free)) return null;
  const add = rows.map(
    (row): Reserving => ({
      reservationId,
      couponId: row.coupon_id as CouponId,
      campaignId: row.campaign_id as string,
      version: row.version as number,
      discountMinor: row.discount_minor as number,
    }),
  );
  return toReserve(add, reservationId, step);
}

import { and, asc, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import {
  couponCampaigns,
  coupons,
  diningTables,
  payments,
  reservationCoupons,
  reservationHistory,
  reservations,
  reservationTables,
  restaurants,
} from '@/db/schema';
import { bindRules } from '@/server/domain/coupon/rules';
import type { Words } from '@/server/domain/coupon/words';
import type { FrozenPolicy } from '@/server/domain/payment/policy';
import type { ProviderName } from '@/server/domain/payment/providers';
import type { PaymentStatus } from '@/server/domain/payment/states';
import type { ReservationStatus } from '@/server/domain/reservation/transitions';
import { AppError } from '@/server/domain/shared/errors';
import type { CouponId, ReservationId, RestaurantId } from '@/server/domain/shared/ids';
import type { Currency } from '@/server/domain/shared/money';
import { readDb, requireUser, type ServiceContext } from '../context';
import { databaseNowMs, quoteFor, reservationIdSchema } from '../reservation';
import { type CancelReason, readCancelReason } from './cancel-reason';
import { type BookingChange, type BookingRefund, readMoney } from './read-money';

export const getBookingInput = z.object({ reservationId: reservationIdSchema });

/** One booking as its diner may see it. Instants are epoch milliseconds. */
export type BookingView = {
  id: ReservationId;
  code: string;
  status: ReservationStatus;
  version: number;
  restaurant: {
    id: RestaurantId;
    slug: string;
    name: string;
    nameEn: string | null;
    cuisine: string;
    coverTone: string | null;
    address: string | null;
    addressEn: string | null;
    phone: string | null;
    timeZone: string;
  };
  serviceDate: string;
  startMinute: number;
  startsAtMs: number;
  endsAtMs: number;
  partySize: number;
  tables: string[];
  guestName: string;
  note: string | null;
  policy: FrozenPolicy;
  depositMinor: number;
  /** What coupons take off it. */
  discountMinor: number;
  /** What is paid to book. */
  amountMinor: number;
  coupons: BookingCoupon[];
  currency: Currency;
  /** Of a hold: when it ends by itself. `nowMs` is the database's clock at the same moment, to count down from. */
  expiresAtMs: number | null;
  nowMs: number;
  createdAtMs: number;
  endedReason: string | null;
  /** Who cancelled it, when that was the restaurant, and what it said. */
  byRestaurant: CancelReason | null;
  payment: {
    orderId: string;
    provider: ProviderName;
    status: PaymentStatus;
    declineCode: string | null;
    refundedMinor: number;
  } | null;
  /** What came back, or is to, because the booking ended; all of it together. */
  refund: BookingRefund | null;
  /** Every refund there is, the oldest first: those of changes too. */
  refunds: BookingRefund[];
  /** A change that waits for its payment, or for the provider's answer. */
  change: BookingChange | null;
  /** What cancelling now would give back; null when it cannot be cancelled. */
  cancelQuote: {
    refundMinor: number;
    percent: number;
    because: 'grace' | 'tier' | 'too-late';
    validUntilMs: number | null;
    /** Whether its coupons would come back. */
    couponsReturn: boolean;
  } | null;
  history: { atMs: number; from: ReservationStatus | null; to: ReservationStatus; reason: string | null }[];
};

/** A coupon that the booking's price was made with, also when it went back to its owner since. */
export type BookingCoupon = {
  id: CouponId;
  name: string;
  nameEn: string | null;
  discount: Words;
  discountMinor: number;
  state: 'RESERVED' | 'USED' | 'RETURNED';
};

/** The diner's own booking with all that its page shows. Somebody else's is RESERVATION_UNKNOWN. */
export async function getBooking(ctx: ServiceContext, raw: z.infer<typeof getBookingInput>): Promise<BookingView> {
  const userId = requireUser(ctx);
  const { reservationId } = getBookingInput.parse(raw);
  const db = readDb(ctx);
  const [found] = await db
    .select({ row: reservations, restaurant: restaurants, payment: payments, nowMs: databaseNowMs })
    .from(reservations)
    .innerJoin(restaurants, eq(restaurants.id, reservations.restaurantId))
    .leftJoin(
      payments,
      and(eq(payments.reservationId, reservations.id), eq(payments.part, 0), isNull(payments.replacedAt)),
    )
    .where(and(eq(reservations.id, reservationId), eq(reservations.userId, userId)));
  if (!found) throw new AppError('RESERVATION_UNKNOWN');
  const [history, tables, booked, money, byRestaurant] = await Promise.all([
    db
      .select()
      .from(reservationHistory)
      .where(eq(reservationHistory.reservationId, reservationId))
      .orderBy(asc(reservationHistory.version)),
    db
      .select({ label: diningTables.label })
      .from(reservationTables)
      .innerJoin(
        diningTables,
        and(
          eq(diningTables.restaurantId, reservationTables.restaurantId),
          eq(diningTables.tableId, reservationTables.tableId),
        ),
      )
      .where(
        and(
          eq(reservationTables.restaurantId, found.row.restaurantId),
          eq(reservationTables.serviceDate, found.row.serviceDate),
          eq(reservationTables.reservationId, reservationId),
        ),
      ),
    found.row.discountMinor > 0 ? readBookingCoupons(db, reservationId) : [],
    readMoney(db, found.row),
    readCancelReason(db, found.row),
  ]);
  const { row, restaurant, payment } = found;
  const nowMs = Number(found.nowMs);
  const cancellable = row.status === 'HELD' || (row.status === 'CONFIRMED' && row.startsAt.getTime() > nowMs);
  const quote = cancellable ? quoteFor(row, nowMs) : null;
  return {
    id: row.id,
    code: row.code,
    status: row.status,
    version: row.version,
    restaurant: {
      id: restaurant.id,
      slug: restaurant.slug,
      name: restaurant.name,
      nameEn: restaurant.nameEn,
      cuisine: restaurant.cuisine,
      coverTone: restaurant.coverTone,
      address: restaurant.address,
      addressEn: restaurant.addressEn,
      phone: restaurant.phone,
      timeZone: restaurant.timeZone,
    },
    serviceDate: row.serviceDate,
    startMinute: row.startMinute,
    startsAtMs: row.startsAt.getTime(),
    endsAtMs: row.endsAt.getTime(),
    partySize: row.partySize,
    tables: tables.map((table) => table.label),
    guestName: row.guestName,
    note: row.note,
    policy: row.policy,
    depositMinor: row.depositMinor,
    discountMinor: row.discountMinor,
    amountMinor: row.depositMinor - row.discountMinor,
    coupons: booked,
    currency: row.currency,
    expiresAtMs: row.status === 'HELD' ? (row.expiresAt?.getTime() ?? null) : null,
    nowMs,
    createdAtMs: row.createdAt.getTime(),
    endedReason: row.endedReason,
    payment: payment && {
      orderId: payment.id,
      provider: payment.provider,
      status: payment.status,
      declineCode: payment.declineCode,
      refundedMinor: payment.refundedMinor,
    },
    byRestaurant,
    ...money,
    cancelQuote: quote && {
      refundMinor: quote.refund.amountMinor,
      percent: quote.percent,
      because: quote.because,
      validUntilMs: quote.validUntilMs,
      couponsReturn: row.discountMinor > 0 && (row.status === 'HELD' || quote.percent === 100),
    },
    history: history.map((step) => ({
      atMs: step.at.getTime(),
      from: step.fromStatus,
      to: step.toStatus,
      reason: step.reason,
    })),
  };
}

async function readBookingCoupons(
  db: ReturnType<typeof readDb>,
  reservationId: ReservationId,
): Promise<BookingCoupon[]> {
  const rows = await db
    .select({
      id: reservationCoupons.couponId,
      discountMinor: reservationCoupons.discountMinor,
      status: coupons.status,
      reservationId: coupons.reservationId,
      campaign: couponCampaigns,
    })
    .from(reservationCoupons)
    .innerJoin(coupons, eq(coupons.id, reservationCoupons.couponId))
    .innerJoin(couponCampaigns, eq(couponCampaigns.id, reservationCoupons.campaignId))
    .where(eq(reservationCoupons.reservationId, reservationId))
    .orderBy(asc(reservationCoupons.couponId));
  return rows.map(({ campaign, status, ...row }) => ({
    id: row.id,
    name: campaign.name,
    nameEn: campaign.nameEn,
    discount: bindRules(campaign.rules).discount.words({ currency: campaign.currency, restaurantName: () => null }),
    discountMinor: row.discountMinor,
    state: row.reservationId === reservationId && status !== 'AVAILABLE' ? status : 'RETURNED',
  }));
}

import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { type ReservationRow, reservations } from '@/db/schema';
import { rowOf, statement } from '@/db/script';
import { AppError } from '@/server/domain/shared/errors';
import type { CampaignId, ReservationId } from '@/server/domain/shared/ids';
import { readDb, requireUser, type ServiceContext } from '../context';
import {
  type CampaignWithPlace,
  type CouponFact,
  couponFactsParams,
  loadCampaigns,
  READ_COUPONS,
  toCouponFact,
} from '../coupon';
import { databaseNowMs, type Locked, lockReservation } from '../reservation';

/** A held booking with what decides its price. */
export type Checkout = Locked & {
  facts: CouponFact[];
  campaigns: Map<CampaignId, CampaignWithPlace>;
};

/** Only looks: for what is shown. Throws as `lockCheckout`. */
export async function readCheckout(ctx: ServiceContext, id: ReservationId): Promise<Checkout> {
  const db = readDb(ctx);
  const [rows] = await db.execute(sql`SELECT *, ${databaseNowMs} AS now_ms FROM reservations WHERE id = ${id}`);
  const [raw] = rows as unknown as Record<string, unknown>[];
  const locked = raw ? { row: rowOf(reservations, raw), nowMs: Number(raw.now_ms) } : null;
  return withCoupons(db, requireHeld(ctx, locked));
}

/**
 * Locks the booking's day and then its diner, so that neither the booking nor the diner's coupons change under the caller.
 * Throws RESERVATION_UNKNOWN for another's, HOLD_EXPIRED, PAYMENT_NOT_OPEN once it is being paid, RESERVATION_STATE.
 */
export async function lockCheckout(ctx: ServiceContext, tx: Transaction, id: ReservationId): Promise<Checkout> {
  const locked = requireHeld(ctx, await lockReservation(tx, id));
  await tx.execute(sql`SELECT id FROM users WHERE id = ${locked.row.userId} FOR UPDATE`);
  return withCoupons(tx, locked);
}

/** The caller's own hold, while it lasts. */
export function requireHeld(ctx: ServiceContext, locked: Locked | null): Locked {
  if (!locked || locked.row.userId !== requireUser(ctx)) throw new AppError('RESERVATION_UNKNOWN');
  const { row, nowMs } = locked;
  if (row.status === 'EXPIRED' || (row.status === 'HELD' && !isUnexpired(row, nowMs)))
    throw new AppError('HOLD_EXPIRED', { charged: false });
  if (row.status === 'CONFIRMING') throw new AppError('PAYMENT_NOT_OPEN', { status: row.status });
  if (row.status !== 'HELD') throw new AppError('RESERVATION_STATE', { status: row.status });
  return locked;
}

const isUnexpired = (row: ReservationRow, nowMs: number) => row.expiresAt !== null && row.expiresAt.getTime() > nowMs;

async function withCoupons(db: Database | Transaction, locked: Locked): Promise<Checkout> {
  const { row } = locked;
  const [rows] = await db.execute(statement(READ_COUPONS, couponFactsParams([row.userId], [row.id])));
  const facts = (rows as unknown as Record<string, unknown>[]).map(toCouponFact);
  const campaigns = await loadCampaigns(db, [...new Set(facts.map((fact) => fact.campaignId))]);
  return { ...locked, facts, campaigns };
}

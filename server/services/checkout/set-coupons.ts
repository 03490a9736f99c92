import { and, eq, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { coupons, payments, reservations, serviceDays } from '@/db/schema';
import { runScript, statement } from '@/db/script';
import { applyCoupons, bestCoupons, goTogether, MOST_TOGETHER, type Usable } from '@/server/domain/coupon/choose';
import type { ProviderName } from '@/server/domain/payment/providers';
import { AppError } from '@/server/domain/shared/errors';
import type { CouponId } from '@/server/domain/shared/ids';
import { actorName, type ServiceContext, withTransaction } from '../context';
import { couponIdSchema, type Reserving, releaseCoupons, reserveCoupons } from '../coupon';
import { reservationIdSchema } from '../reservation';
import { type Checkout, lockCheckout } from './load-checkout';
import { choiceOf, type Judged, judgeAll, type PriceQuote, quoteOf } from './quote';

export const setCouponsInput = z.object({
  reservationId: reservationIdSchema,
  /** All that are to be applied, none to remove them, or whichever take most off. */
  couponIds: z.union([z.literal('best'), z.array(couponIdSchema).max(10)]),
  /** What the diner was shown as left to pay then, minor units. When it is another amount by now, nothing is done. */
  expectedMinor: z.number().int().min(0),
});

/**
 * Changes the coupons of a hold: they are reserved and given back, and its order is replaced by a new one of the new amount,
 * in one transaction. The same again changes nothing. Throws PRICE_CHANGED (with `quote` as it stands and `wantedMinor`),
 * COUPON_UNKNOWN, COUPON_UNUSABLE (with `why`), COUPONS_NOT_TOGETHER, and as `lockCheckout`.
 */
export async function setCoupons(ctx: ServiceContext, raw: z.infer<typeof setCouponsInput>): Promise<PriceQuote> {
  const { reservationId, couponIds, expectedMinor } = setCouponsInput.parse(raw);
  return withTransaction(ctx, async (tx) => {
    const checkout = await lockCheckout(ctx, tx, reservationId);
    const spendMinor = checkout.row.depositMinor;
    const judged = judgeAll(checkout);
    const wanted = couponIds === 'best' ? bestOf(judged, spendMinor) : await chosen(tx, checkout, judged, couponIds);
    const choice = choiceOf(wanted, spendMinor);
    if (choice.couponIds.length < wanted.length)
      throw new AppError('COUPONS_NOT_TOGETHER', { because: 'nothing-left' });
    if (choice.amountMinor !== expectedMinor)
      throw new AppError('PRICE_CHANGED', { quote: quoteOf(checkout), wantedMinor: choice.amountMinor });
    const changed = await write(ctx, tx, checkout, wanted);
    return quoteOf(changed);
  });
}

const bestOf = (judged: readonly Judged[], spendMinor: number) =>
  bestCoupons(
    judged.flatMap((one) => (one.usable ? [one.usable] : [])),
    spendMinor,
  );

async function chosen(tx: Transaction, { row }: Checkout, judged: readonly Judged[], ids: readonly CouponId[]) {
  const wanted: Usable[] = [];
  for (const id of new Set(ids)) {
    const found = judged.find((one) => one.fact.id === id);
    if (!found) throw await goneError(tx, row.userId, id);
    if (!found.usable) throw new AppError('COUPON_UNUSABLE', { couponId: id, why: found.whyNot });
    wanted.push(found.usable);
  }
  if (!goTogether(wanted)) throw new AppError('COUPONS_NOT_TOGETHER', { because: 'kind', limit: MOST_TOGETHER });
  return wanted;
}

/** Why a coupon is not among those that could be used. */
async function goneError(tx: Transaction, userId: Checkout['row']['userId'], id: CouponId): Promise<AppError> {
  const [coupon] = await tx
    .select({ status: coupons.status })
    .from(coupons)
    .where(and(eq(coupons.id, id), eq(coupons.userId, userId)));
  if (!coupon) return new AppError('COUPON_UNKNOWN');
  const why =
    coupon.status === 'USED'
      ? { ko: '이미 쓴 쿠폰이에요.', en: 'It was used already.' }
      : { ko: '쓸 수 있는 기간이 지났어요.', en: 'It has expired.' };
  return new AppError('COUPON_UNUSABLE', { couponId: id, why });
}

/** One round trip. Returns the checkout as it is then. */
async function write(ctx: ServiceContext, tx: Transaction, checkout: Checkout, wanted: Usable[]): Promise<Checkout> {
  const { row, nowMs, facts } = checkout;
  const applied = applyCoupons(wanted, row.depositMinor);
  const discountMinor = applied.reduce((sum, one) => sum + one.discountMinor, 0);
  const isWanted = new Set(applied.map(({ id }) => id));
  const had = facts.filter((fact) => fact.reservationId === row.id);
  const dropped = had.filter((fact) => !isWanted.has(fact.id));
  const added = applied.filter(({ id }) => !had.some((fact) => fact.id === id));
  if (dropped.length === 0 && added.length === 0) return checkout;
  const step = { at: new Date(nowMs), actor: actorName(ctx.actor) };
  const reserving = applied.map(({ id, discountMinor: share }): Reserving => {
    const fact = facts.find((one) => one.id === id)!;
    const { campaignId, version } = fact;
    return { reservationId: row.id, couponId: fact.id, campaignId, version, discountMinor: share };
  });
  const isNew = new Set(added.map(({ id }) => id));
  const statements: SQL[] = [
    ...releaseCoupons(row.id, dropped, { ...step, reason: 'removed' }),
    ...reserveCoupons(
      row.id,
      { price: reserving, add: reserving.filter((one) => isNew.has(one.couponId)) },
      { ...step, reason: 'chosen' },
    ),
  ].map(([text, params]) => statement(text, params));
  await runScript(tx, [
    ...statements,
    tx.update(reservations).set({ discountMinor }).where(eq(reservations.id, row.id)).getSQL(),
    ...(discountMinor === row.discountMinor ? [] : replaceOrder(ctx, tx, checkout, row.depositMinor - discountMinor)),
    tx
      .update(serviceDays)
      .set({ version: sql`version + 1` })
      .where(and(eq(serviceDays.restaurantId, row.restaurantId), eq(serviceDays.serviceDate, row.serviceDate)))
      .getSQL(),
  ]);
  return {
    ...checkout,
    row: { ...row, discountMinor },
    facts: facts.map((fact) =>
      isWanted.has(fact.id)
        ? { ...fact, status: 'RESERVED', reservationId: row.id }
        : fact.reservationId === row.id
          ? { ...fact, status: 'AVAILABLE', reservationId: null }
          : fact,
    ),
  };
}

/** MySQL reads a table that it inserts into only through a derived one. A booking that coupons paid whole had no order yet. */
const providerOf = ({ id, restaurantId }: Checkout['row']) =>
  sql<ProviderName>`coalesce((select provider from (select provider from payments where reservation_id = ${id} limit 1) as earlier),
    (select payment_provider from restaurants where id = ${restaurantId}))`;

/**
 * The order whose price no longer holds is given up for good, and a new one made while there is something to pay, at the
 * provider that the booking began with.
 */
function replaceOrder(ctx: ServiceContext, tx: Transaction, { row, nowMs }: Checkout, amountMinor: number): SQL[] {
  const now = new Date(nowMs);
  const giveUp = tx
    .update(payments)
    .set({ status: 'ABANDONED', replacedAt: now, version: sql`version + 1` })
    .where(and(eq(payments.reservationId, row.id), eq(payments.status, 'PENDING')))
    .getSQL();
  if (amountMinor === 0) return [giveUp];
  const order = tx.insert(payments).values({
    id: ctx.newId('payment'),
    reservationId: row.id,
    restaurantId: row.restaurantId,
    userId: row.userId,
    provider: providerOf(row),
    amountMinor,
    currency: row.currency,
    status: 'PENDING',
    createdAt: now,
  });
  return [giveUp, order.getSQL()];
}

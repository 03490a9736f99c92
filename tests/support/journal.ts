import { sql } from 'drizzle-orm';
import type { DatabaseClient } from '@/db/client';
import { merchantTerms, reservations } from '@/db/schema';
import type { Account, EntrySource } from '@/server/domain/ledger/accounts';
import { captureEntry, type Entry, earningEntry, refundEntry } from '@/server/domain/ledger/entry';
import { freezePolicy, NO_DEPOSIT_POLICY } from '@/server/domain/payment/policy';
import { DEFAULT_TERMS, earnedOf } from '@/server/domain/settlement/fee';
import type { SettlementPeriod } from '@/server/domain/settlement/period';
import type { ReservationId, RestaurantId } from '@/server/domain/shared/ids';
import { newId } from '@/server/infra/ids';
import type { ServiceContext } from '@/server/services/context';
import { posting } from '@/server/services/ledger';
import { makeUser, unique } from './factories';

/** Books entries at an instant, as an event of that time would have. */
export async function post(ctx: ServiceContext, entries: readonly Entry[], atMs: number): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    for (const statement of posting(ctx, entries, atMs)) await tx.execute(statement);
  });
}

/** The restaurant is settled so often, on the platform's default terms, to an account where it has one. */
export async function settleEvery(
  client: DatabaseClient,
  restaurantId: RestaurantId,
  period: SettlementPeriod,
  hasAccount = true,
): Promise<void> {
  const account = hasAccount
    ? { bankCode: '088', accountNumber: '0110123456789', accountHolder: '=SUM(김밥천국)' }
    : {};
  await client.db.insert(merchantTerms).values({ ...DEFAULT_TERMS, ...account, restaurantId, period });
}

type Visit = {
  restaurantId: RestaurantId;
  atMs: number;
  depositMinor: number;
  couponPlatformMinor?: number;
  couponRestaurantMinor?: number;
  guestName?: string;
};

/** A booking that was paid and visited, with its journal. Answers its id. */
export async function makeVisit(client: DatabaseClient, ctx: ServiceContext, visit: Visit): Promise<ReservationId> {
  const { restaurantId, atMs, depositMinor, couponPlatformMinor = 0, couponRestaurantMinor = 0 } = visit;
  const id = newId('reservation');
  const at = new Date(atMs);
  await client.db.insert(reservations).values({
    id,
    code: unique('').slice(0, 6).toUpperCase(),
    restaurantId,
    userId: await makeUser(client),
    serviceDate: at.toISOString().slice(0, 10),
    startMinute: 720,
    endMinute: 840,
    startsAt: at,
    endsAt: at,
    partySize: 2,
    status: 'COMPLETED',
    policy: freezePolicy(NO_DEPOSIT_POLICY),
    depositMinor: depositMinor + couponPlatformMinor + couponRestaurantMinor,
    discountMinor: couponPlatformMinor + couponRestaurantMinor,
    currency: 'KRW',
    guestName: visit.guestName ?? '김민지',
    createdAt: at,
  });
  const head = { restaurantId, reservationId: id, currency: 'KRW' } as const;
  const { feeMinor, vatMinor } = earnedOf(depositMinor + couponPlatformMinor, DEFAULT_TERMS);
  const earning = { depositMinor, couponPlatformMinor, couponRestaurantMinor, feeMinor, vatMinor };
  await post(
    ctx,
    [
      captureEntry({ ...head, source: 'payment', sourceId: newId('payment') }, depositMinor),
      earningEntry({ ...head, source: 'reservation', sourceId: id }, 'visit', earning),
    ],
    atMs,
  );
  return id;
}

/** A refund after the visit, which the restaurant bears. */
export const refundLater = (
  ctx: ServiceContext,
  booking: {
    restaurantId: RestaurantId;
    reservationId: ReservationId;
    atMs: number;
    amountMinor: number;
    reason: string;
  },
) => {
  const { restaurantId, reservationId, atMs, amountMinor, reason } = booking;
  const head = { restaurantId, reservationId, currency: 'KRW', source: 'refund', sourceId: newId('refund') } as const;
  return post(ctx, [{ ...refundEntry(head, amountMinor, 'restaurant'), reason }], atMs);
};

/** A restaurant's entries of one source, as if they had been made at an instant. */
export async function moveTo(
  client: DatabaseClient,
  restaurantId: RestaurantId,
  atMs: number,
  source: EntrySource,
): Promise<void> {
  await client.db.execute(
    sql`UPDATE journal_entries e JOIN journal_lines l ON l.entry_id = e.id SET e.at = ${new Date(atMs)}, l.at = ${new Date(atMs)}
         WHERE e.restaurant_id = ${restaurantId} AND e.source = ${source}`,
  );
}

/** What the journal has of a restaurant on one account; a debit is above zero. */
export async function balanceOf(client: DatabaseClient, restaurantId: RestaurantId, account: Account): Promise<number> {
  const [rows] = (await client.db.execute(
    sql`SELECT COALESCE(SUM(amount_minor), 0) AS sum FROM journal_lines WHERE restaurant_id = ${restaurantId} AND account = ${account}`,
  )) as unknown as [{ sum: string }[]];
  return Number(rows[0]!.sum);
}

/** What the journal says a restaurant is owed now. */
export const owedTo = async (client: DatabaseClient, restaurantId: RestaurantId): Promise<number> =>
  0 - (await balanceOf(client, restaurantId, 'merchant_payable'));

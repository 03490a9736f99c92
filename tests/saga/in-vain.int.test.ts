import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { outbox, payments, reservationChanges, reservations } from '@/db/schema';
import type { PaymentId, UserId } from '@/server/domain/shared/ids';
import { getBooking } from '@/server/services/booking';
import { changeReservation, quoteChange, sweepChanges } from '@/server/services/change';
import { sweepUntold } from '@/server/services/notify';
import { authorizePayment, settlePayment } from '@/server/services/payment';
import { cancelReservation } from '@/server/services/reservation';
import { type HeldOrder, holdOrder, payOrder, refundsOf, waitForStatus } from '../support/bookings';
import { makeDatabase } from '../support/database';
import { as, makeRestaurant, makeUser, table, unique } from '../support/factories';
import { type SagaStack, startSagaStack } from '../support/saga-stack';
import { waitFor } from '../support/wait-for';

let client: DatabaseClient;
let stack: SagaStack;
const lost = new Set<string>();

beforeAll(async () => {
  // Its own: the sweep is for all that is in it.
  client = createDatabase(await makeDatabase(unique('vain')), 8);
  stack = await startSagaStack(client, lost);
});
afterAll(async () => {
  await stack.close();
  await client.close();
});
afterEach(() => lost.clear());

const mailOf = (email: string, subject: RegExp) =>
  waitFor(`the mail ${subject}`, async () =>
    (await stack.provider.mails(email)).find((one) => subject.test(one.subject)),
  );
const job = () => ({ ...stack.ctx, actor: { type: 'system' as const, job: 'confirm-booking' } });

async function dining() {
  const restaurant = await makeRestaurant(client, { tables: [table(1, 4)] });
  const email = `${unique('vain-')}@example.com`;
  const diner = await makeUser(client, { email });
  const order = await holdOrder(stack.ctx, diner, restaurant.id);
  return { email, diner, order };
}

/** The provider takes another amount than was asked for, and we hear of it. */
async function captureOther(order: HeldOrder, amountMinor: number) {
  const paymentKey = await stack.provider.approve(order.orderId, amountMinor);
  const asked = { paymentKey, orderId: order.orderId, amountMinor, idempotencyKey: unique('e-') };
  const outcome = await stack.ctx.payments.of('toss').confirm(asked);
  await client.db
    .update(payments)
    .set({ status: 'AUTHORIZED', paymentKey, authorizedAt: new Date() })
    .where(eq(payments.id, order.orderId as PaymentId));
  return () => settlePayment(job(), { paymentId: order.orderId as PaymentId, outcome: outcome as never });
}

describe('a booking that another amount was charged for', () => {
  it('is told so, with what goes back, and not that nothing was charged', async () => {
    const { email, diner, order } = await dining();
    const settle = await captureOther(order, 15_000);
    await client.db.update(reservations).set({ status: 'CONFIRMING' }).where(eq(reservations.id, order.reservationId));
    expect(await settle()).toEqual({ status: 'CONFIRMING', refunding: true });
    await waitForStatus(stack.ctx, order.reservationId, 'RELEASED', 20_000);
    const { text, subject } = await mailOf(email, /예약을 마치지 못해/);
    expect(subject).toContain('15,000원을 돌려드렸어요');
    expect(text).toContain('결제된 금액이 예약금과 달라');
    expect(text).not.toMatch(/결제된 금액은 없어요|카드사가 결제를 승인하지/);
    expect((await getBooking(as(stack.ctx, diner), order)).refund).toMatchObject({ cause: 'amount_differs' });
    expect(await stack.provider.mails(email)).toHaveLength(1);
  });

  it('is told so as well when it had ended before', async () => {
    const { email, diner, order } = await dining();
    await cancelReservation(as(stack.ctx, diner), { reservationId: order.reservationId, expectedRefundMinor: 0 });
    await (await captureOther(order, 15_000))();
    const { text } = await mailOf(email, /15,000원을 모두 돌려드려요/);
    expect(text).toContain('결제된 금액이 예약금과 달랐어요');
  });
});

describe('a change that is not made', () => {
  async function asking() {
    const { email, diner, order } = await dining();
    const { reservationId } = await payOrder(stack.ctx, stack.provider, diner, order);
    await waitForStatus(stack.ctx, reservationId, 'CONFIRMED');
    const wish = { reservationId, minute: 1170, party: 4 };
    const { chargeMinor } = await quoteChange(as(stack.ctx, diner), wish);
    const { orderId } = await changeReservation(as(stack.ctx, diner), {
      ...wish,
      ...{ expectedChargeMinor: chargeMinor, expectedRefundMinor: 0, commandKey: unique('key-') },
    });
    return { email, diner, reservationId, chargeMinor, orderId: orderId as PaymentId };
  }
  type Asking = Awaited<ReturnType<typeof asking>>;
  const pay = async ({ diner, reservationId, chargeMinor, orderId }: Asking, card: string) => {
    const paymentKey = await stack.provider.approve(orderId, chargeMinor, card);
    await authorizePayment(as(stack.ctx, diner as UserId), {
      reservationId,
      orderId,
      amountMinor: chargeMinor,
      paymentKey,
    });
  };

  it('is told when its payment is declined: the booking stands, and nothing more was charged', async () => {
    const asked = await asking();
    await pay(asked, 'refuse-company');
    const { text } = await mailOf(asked.email, /변경되지 않았어요/);
    for (const said of ['지금 예약은 그대로예요', '카드사가 변경 차액', '더 결제된 금액은 없어요', '19:30, 4명'])
      expect(text).toContain(said);
  });

  it('is told when it was paid for after its time: the booking stands, and the money goes back', async () => {
    const asked = await asking();
    await client.db
      .update(reservationChanges)
      .set({ expiresAt: new Date(Date.now() - 60_000) })
      .where(eq(reservationChanges.reservationId, asked.reservationId));
    await sweepChanges(stack.ctx, { limit: 10 });
    const settle = await captureOther({ ...asked, amountMinor: asked.chargeMinor }, asked.chargeMinor);
    expect(await settle()).toEqual({ status: 'CONFIRMED', refunding: true });
    const { text } = await mailOf(asked.email, /변경되지 않았어요/);
    expect(text).toContain('결제할 시간이 지난 뒤였어요');
    expect(text).toContain('변경하려고 결제하신 20,000원을 모두 돌려드려요');
    await waitFor('the refund', async () => (await refundsOf(stack.ctx, asked.reservationId))[0]?.status === 'DONE');
    const subjects = (await stack.provider.mails(asked.email)).map(({ subject }) => subject);
    expect(subjects.filter((subject) => /돌려드려요/.test(subject))).toEqual([]);
    const { history } = await getBooking(as(stack.ctx, asked.diner), asked);
    expect(history.at(-1)?.reason).toBe('change-too-late');
  });

  it('is told when its booking was cancelled meanwhile: only the money, and no booking that stands', async () => {
    const asked = await asking();
    const { reservationId } = asked;
    await cancelReservation(as(stack.ctx, asked.diner), { reservationId, expectedRefundMinor: 20_000 });
    await (await captureOther({ ...asked, amountMinor: asked.chargeMinor }, asked.chargeMinor))();
    const { text } = await mailOf(asked.email, /^20,000원을 모두 돌려드려요/);
    expect(text).toContain('그사이 예약이 끝났어요');
    expect(text).not.toContain('그대로');
  });

  it('is told after all when the fact was lost, once', async () => {
    const asked = await asking();
    lost.add('change/dropped');
    await pay(asked, 'refuse-company');
    const fact = eq(outbox.name, 'change/dropped');
    await waitFor('it to be taken', async () =>
      (await client.db.select().from(outbox).where(fact)).every(({ sentAt }) => sentAt !== null),
    );
    await waitFor('the change to end', async () => {
      const found = await client.db
        .select()
        .from(reservationChanges)
        .where(eq(reservationChanges.reservationId, asked.reservationId));
      return found[0]?.status === 'DROPPED';
    });
    await waitFor('all to be taken', async () =>
      (await client.db.select().from(outbox).where(fact)).every(({ sentAt }) => sentAt !== null),
    );
    lost.clear();
    await client.db.update(outbox).set({ sentAt: sql`sent_at - interval 16 minute` });
    expect(await sweepUntold(stack.ctx, { limit: 100 })).toBe(1);
    await mailOf(asked.email, /변경되지 않았어요/);
    await client.db.update(outbox).set({ sentAt: sql`sent_at - interval 16 minute` });
    expect(await sweepUntold(stack.ctx, { limit: 100 })).toBe(0);
  });
});

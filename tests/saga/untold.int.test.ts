import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { outbox, reviewCases } from '@/db/schema';
import { sweepUntold } from '@/server/services/notify';
import { cancelByRestaurant } from '@/server/services/owner';
import { openReview } from '@/server/services/payment';
import { holdOrder, payOrder, waitForStatus } from '../support/bookings';
import { makeDatabase } from '../support/database';
import { as, makeRestaurant, makeUser, table, unique } from '../support/factories';
import { type SagaStack, startSagaStack } from '../support/saga-stack';
import { waitFor } from '../support/wait-for';

let client: DatabaseClient;
let stack: SagaStack;
const lost = new Set<string>();

beforeAll(async () => {
  // A database of its own: the sweep is for all that is in it.
  client = createDatabase(await makeDatabase(unique('untold')), 12);
  stack = await startSagaStack(client, lost);
});
afterAll(async () => {
  await stack.close();
  await client.close();
});

async function booked(email: string | null) {
  const restaurant = await makeRestaurant(client, { tables: [table(1, 4)] });
  const diner = await makeUser(client, { email });
  const { reservationId } = await payOrder(
    stack.ctx,
    stack.provider,
    diner,
    await holdOrder(stack.ctx, diner, restaurant.id),
  );
  await waitForStatus(stack.ctx, reservationId, 'CONFIRMED');
  return { reservationId, diner, restaurant };
}
const mailbox = () => `${unique('untold-')}@example.com`;
const subjects = async (email: string) => (await stack.provider.mails(email)).map(({ subject }) => subject);
/** As if what was sent had been sent that many minutes earlier. */
const later = (minutes: number) =>
  client.db.update(outbox).set({ sentAt: sql`sent_at - interval ${sql.raw(String(minutes))} minute` });
const taken = (name: string) =>
  waitFor(`${name} to be taken`, async () => {
    const rows = await client.db
      .select()
      .from(outbox)
      .where(and(eq(outbox.name, name), eq(outbox.repeated, false)));
    return rows.length > 0 && rows.every(({ sentAt }) => sentAt !== null);
  });
const sweep = () => sweepUntold(stack.ctx, { limit: 100 });

describe('what nobody was told of', () => {
  it('is told after all, once, when the executor lost the fact', async () => {
    const email = mailbox();
    lost.add('reservation/confirmed');
    await booked(email);
    await taken('reservation/confirmed');
    lost.clear();
    expect(await sweep()).toBe(0);
    await later(16);
    expect(await subjects(email)).toEqual([]);
    expect(await Promise.all([sweep(), sweep()]).then(([one, other]) => one + other)).toBe(1);
    await waitFor('the confirmation', async () => (await subjects(email)).length === 1);
    await later(16);
    expect(await sweep()).toBe(0);
    expect(await subjects(email)).toHaveLength(1);
  });

  it('is not sent for ever when it is lost again', async () => {
    lost.add('reservation/confirmed');
    await booked(mailbox());
    await taken('reservation/confirmed');
    await later(16);
    expect(await sweep()).toBe(1);
    await waitFor('it to be taken again', async () => {
      const rows = await client.db.select().from(outbox).where(eq(outbox.repeated, true));
      return rows.every(({ sentAt }) => sentAt !== null);
    });
    await later(16);
    expect(await sweep()).toBe(0);
    lost.clear();
  });

  it('includes what the restaurant cancelled', async () => {
    const email = mailbox();
    const { reservationId, restaurant } = await booked(email);
    await waitFor('the confirmation', async () => (await subjects(email)).length === 1);
    lost.add('reservation/cancelled');
    await cancelByRestaurant(as(stack.ctx, restaurant.ownerId, 'staff'), { reservationId, reason: '수도가 끊겼어요' });
    await taken('reservation/cancelled');
    lost.clear();
    await later(16);
    expect(await sweep()).toBe(1);
    await waitFor('the cancellation', async () => (await subjects(email)).length === 2);
  });

  it('leaves alone what was told, and who has no mailbox', async () => {
    const email = mailbox();
    await booked(email);
    await booked(null);
    await waitFor('the confirmation', async () => (await subjects(email)).length === 1);
    await taken('reservation/confirmed');
    await later(16);
    expect(await sweep()).toBe(0);
  });

  it('includes the alarm of a case, until the case is closed', async () => {
    const email = mailbox();
    await makeUser(client, { email, role: 'operator' });
    const open = (subjectId: string) =>
      client.db.transaction((tx) =>
        openReview(stack.ctx, tx, {
          subjectId,
          reason: 'refund_refused',
          reservationId: null,
          paymentId: null,
          detail: {},
          nowMs: Date.now(),
        }),
      );
    lost.add('review/opened');
    const closed = unique('subject-');
    await open(unique('subject-'));
    await open(closed);
    await client.db.update(reviewCases).set({ closedAt: new Date() }).where(eq(reviewCases.subjectId, closed));
    await taken('review/opened');
    lost.clear();
    await later(16);
    expect(await sweep()).toBe(1);
    await waitFor('the alarm', async () => (await subjects(email)).length === 1);
    await waitFor('its post', async () => {
      const [keys] = await client.pool.query("SELECT mail_key FROM sent_mails WHERE mail_key LIKE 'alarm-post:%'");
      return (keys as unknown[]).length === 1;
    });
    await later(16);
    expect(await sweep()).toBe(0);
  });
});

import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { auditLog, memberships, payments } from '@/db/schema';
import type { ProviderName } from '@/server/domain/payment/providers';
import { holdOrder } from '@/tests/support/bookings';
import { workerDatabase } from '@/tests/support/database';
import { as, makeContext, makeRestaurant, makeUser } from '@/tests/support/factories';
import { codeOf } from '@/tests/support/holds';
import type { ServiceContext } from '../context';
import { getSettings, savePaymentProvider } from './index';

let client: DatabaseClient;
let ctx: ServiceContext;

const having = (...names: ProviderName[]): ServiceContext => ({ ...ctx, payments: { ...ctx.payments, names } });

beforeAll(async () => {
  client = await workerDatabase();
  ctx = makeContext(client);
});

describe('which provider serves a restaurant', () => {
  it('is chosen by its owner, counts for the next hold, and stands in the audit log with what it was', async () => {
    const made = await makeRestaurant(client);
    const owner = as(having('toss', 'stripe'), made.ownerId, 'staff');
    const before = await getSettings(owner, { restaurantId: made.id });
    expect(before.payment).toEqual({ provider: 'toss', available: ['toss', 'stripe'] });
    const edit = { restaurantId: made.id, expectedConfigVersion: before.configVersion, provider: 'stripe' as const };
    expect(await savePaymentProvider(owner, edit)).toEqual({ configVersion: before.configVersion + 1 });
    expect((await getSettings(owner, { restaurantId: made.id })).payment.provider).toBe('stripe');
    const order = await holdOrder(ctx, await makeUser(client), made.id);
    const [payment] = await client.db.select().from(payments).where(eq(payments.reservationId, order.reservationId));
    expect(payment!.provider).toBe('stripe');
    const log = await client.db.select().from(auditLog).where(eq(auditLog.subjectId, made.id));
    expect(log).toMatchObject([
      {
        actor: `staff:${made.ownerId}`,
        action: 'provider-changed',
        detail: { before: 'toss', after: 'stripe' },
      },
    ]);
    // The same again changes nothing that anybody would look for.
    await savePaymentProvider(owner, { ...edit, expectedConfigVersion: before.configVersion + 1 });
    expect(await client.db.select().from(auditLog).where(eq(auditLog.subjectId, made.id))).toHaveLength(1);
  });

  it('must be set up here, is the owner’s alone, and is not changed over somebody else’s edit', async () => {
    const made = await makeRestaurant(client);
    const owner = as(having('toss', 'stripe'), made.ownerId, 'staff');
    const { configVersion } = await getSettings(owner, { restaurantId: made.id });
    const edit = { restaurantId: made.id, expectedConfigVersion: configVersion, provider: 'stripe' as const };
    expect(await codeOf(savePaymentProvider(as(having('toss'), made.ownerId, 'staff'), edit))).toBe(
      'PROVIDER_NOT_SET_UP',
    );
    const [waiter, stranger] = [await makeUser(client), await makeUser(client)];
    await client.db
      .insert(memberships)
      .values({ restaurantId: made.id, userId: waiter, role: 'staff', createdAt: new Date() });
    for (const other of [waiter, stranger])
      expect(await codeOf(savePaymentProvider(as(having('toss', 'stripe'), other, 'staff'), edit))).toBe('NOT_FOUND');
    expect(await codeOf(savePaymentProvider(owner, { ...edit, expectedConfigVersion: configVersion - 1 }))).toBe(
      'STALE_EDIT',
    );
    expect((await getSettings(owner, { restaurantId: made.id })).payment.provider).toBe('toss');
    expect(await client.db.select().from(auditLog).where(eq(auditLog.subjectId, made.id))).toEqual([]);
  });
});

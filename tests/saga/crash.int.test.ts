import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import type { CrashPoint } from '@/server/infra/crash-point';
import { cancelReservation } from '@/server/services/reservation';
import { holdOrder, payOrder, refundsOf, waitForStatus } from '../support/bookings';
import { makeDatabase } from '../support/database';
import { as, makeRestaurant, makeUser, unique } from '../support/factories';
import { brokenInvariants } from '../support/invariants';
import { type Provider, startProvider } from '../support/provider';
import { payingContext } from '../support/saga-stack';
import { waitFor } from '../support/wait-for';
import { freePort, startWorker, type WorkerProcess } from '../support/worker-process';

let url: string;
let client: DatabaseClient;
let provider: Provider;
let port: number;
let worker: WorkerProcess | undefined;

beforeAll(async () => {
  url = await makeDatabase(unique('crash'));
  client = createDatabase(url, 8);
  provider = await startProvider();
  port = await freePort();
});
afterAll(async () => {
  worker?.child.kill('SIGKILL');
  await provider.close();
  await client.close();
});

const drained = () =>
  waitFor('the outbox to drain', async () => {
    const broken = await brokenInvariants(client);
    return !broken.some((line) => line.startsWith('10'));
  });

describe('a worker killed with SIGKILL', () => {
  it.each<CrashPoint>(['before-X3', 'after-X3', 'after-T4', 'after-relay'])(
    'at %s: the next one goes on where it was, one charge, CONFIRMED',
    async (point) => {
      const ctx = payingContext(client, provider);
      const restaurant = await makeRestaurant(client);
      const diner = await makeUser(client);
      const order = await holdOrder(ctx, diner, restaurant.id);
      worker = await startWorker(url, provider, port, point);
      await payOrder(ctx, provider, diner, order);
      expect(await worker.ended).toBe('SIGKILL');
      worker = await startWorker(url, provider, port);
      await waitForStatus(ctx, order.reservationId, 'CONFIRMED', 30_000);
      await drained();
      expect(await provider.captures(order.orderId)).toBe(1);
      expect(await brokenInvariants(client, provider)).toEqual([]);
      await worker.stop();
    },
    60_000,
  );

  it.each<CrashPoint>(['before-refund', 'after-refund'])(
    'at %s: the money is given back once',
    async (point) => {
      const ctx = payingContext(client, provider);
      const restaurant = await makeRestaurant(client);
      const diner = await makeUser(client);
      worker = await startWorker(url, provider, port, point);
      const paid = await payOrder(ctx, provider, diner, await holdOrder(ctx, diner, restaurant.id));
      await waitForStatus(ctx, paid.reservationId, 'CONFIRMED', 30_000);
      await cancelReservation(as(ctx, diner), {
        reservationId: paid.reservationId,
        expectedRefundMinor: paid.amountMinor,
      });
      expect(await worker.ended).toBe('SIGKILL');
      worker = await startWorker(url, provider, port);
      await waitFor('the refund', async () => (await refundsOf(ctx, paid.reservationId))[0]?.status === 'DONE', 30_000);
      await drained();
      const looked = await ctx.payments.of('toss').lookup({ orderId: paid.orderId, paymentKey: null });
      expect(looked.kind === 'found' && looked.payment.cancels.map((cancel) => cancel.amountMinor)).toEqual([
        paid.amountMinor,
      ]);
      expect(await brokenInvariants(client, provider)).toEqual([]);
      await worker.stop();
    },
    60_000,
  );
});

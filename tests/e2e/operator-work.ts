import { eq } from 'drizzle-orm';
import type { DatabaseClient } from '@/db/client';
import { deadLetters, payments, reviewCases } from '@/db/schema';
import type { LookupOutcome } from '@/server/domain/payment/states';
import { newId } from '@/server/infra/ids';
import { createTossProvider } from '@/server/infra/payments/toss/client';
import { dateIn, unique } from '@/tests/support/factories';
import { book, type Place } from './fixtures';
import { approveAtProvider } from './sandbox';

/** A run that gave up, as the worker writes it down. The event names nothing that exists: replayed, it does no harm. */
export async function makeLetter(client: DatabaseClient) {
  const letter = {
    id: newId('deadLetter'),
    runId: unique('run-'),
    functionId: unique('letter-'),
    eventName: 'reservation/held',
    eventData: { reservationIds: [newId('reservation')], expiresAt: new Date().toISOString(), v: 2 },
    error: 'Error: the mail server said no\n    at send',
    status: 'open' as const,
    createdAt: new Date(),
  };
  await client.db.insert(deadLetters).values(letter);
  return letter;
}

/** A booking about whose money nobody knows, as reconciliation leaves it to a person. */
export async function makeCase(client: DatabaseClient, place: Place) {
  const { reservationId, code } = await book(client, place, { serviceDate: dateIn(9), minute: 1140 });
  const [payment] = await client.db.select().from(payments).where(eq(payments.reservationId, reservationId));
  const id = newId('reviewCase');
  await client.db.insert(reviewCases).values({
    id,
    subjectId: payment!.id,
    reason: 'confirm_unresolved',
    reservationId,
    paymentId: payment!.id,
    detail: { last: { kind: 'unknown' } },
    openedAt: new Date(),
  });
  return { id, code, orderId: payment!.id };
}

/** A payment that the provider took and we know nothing of, as the comparison with its records leaves it to a person. */
export async function makeStrangePayment(client: DatabaseClient, amountMinor: number) {
  const orderId = unique('elsewhere-');
  const paymentKey = await approveAtProvider(orderId, amountMinor);
  const toss = createTossProvider({ apiUrl: process.env.TOSS_API_URL!, secretKey: process.env.TOSS_SECRET_KEY! });
  await toss.confirm({ paymentKey, orderId, amountMinor, idempotencyKey: unique('key-') });
  const id = newId('reviewCase');
  await client.db.insert(reviewCases).values({
    id,
    subjectId: unique('transaction-'),
    reason: 'missing_here',
    detail: {
      ours: null,
      theirs: {
        provider: 'toss',
        orderId,
        paymentKey,
        transactionKey: unique('transaction-'),
        amountMinor,
        currency: 'KRW',
        atMs: Date.now(),
      },
    },
    openedAt: new Date(),
  });
  return { id, orderId, left: async () => balanceOf(await toss.lookup({ orderId, paymentKey })) };
}

const balanceOf = (looked: LookupOutcome) => (looked.kind === 'found' ? looked.payment.balanceMinor : null);

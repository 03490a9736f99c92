import { eq } from 'drizzle-orm';
import type { DatabaseClient } from '@/db/client';
import { deadLetters, payments, reviewCases } from '@/db/schema';
import { newId } from '@/server/infra/ids';
import { dateIn, unique } from '@/tests/support/factories';
import { book, type Place } from './fixtures';

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

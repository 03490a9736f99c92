import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { auditLog, deadLetters, outbox } from '@/db/schema';
import { asAppError } from '@/server/domain/shared/errors';
import { newId } from '@/server/infra/ids';
import { settleDeadLetter } from '@/server/services/ops';
import { workerDatabase } from '../support/database';
import { as, makeUser } from '../support/factories';
import { type SagaStack, startSagaStack } from '../support/saga-stack';
import { waitFor } from '../support/wait-for';

let client: DatabaseClient;
let stack: SagaStack;

beforeAll(async () => {
  client = await workerDatabase();
  stack = await startSagaStack(client);
});
afterAll(async () => {
  await stack.close();
  await client.close();
});

const lettersAbout = async (paymentId: string) =>
  (await client.db.select().from(deadLetters).where(eq(deadLetters.functionId, 'tablepick-confirm-booking'))).filter(
    (letter) => letter.eventData.paymentId === paymentId,
  );

it('a run that cannot succeed becomes a letter, which an operator can send once more or close, once', async () => {
  const paymentId = newId('payment');
  const data = { reservationId: newId('reservation'), paymentId };
  await client.db
    .insert(outbox)
    .values({ id: newId('outbox'), name: 'payment/authorized', v: 1, data, createdAt: new Date() });
  const [letter] = await waitFor('the letter', async () => {
    const found = await lettersAbout(paymentId);
    return found.length > 0 && found;
  });
  expect(letter).toMatchObject({ status: 'open', eventName: 'payment/authorized', eventData: data });
  expect(letter!.error).toContain('PAYMENT_UNKNOWN');
  expect(letter!.attempts).toBeGreaterThan(0);

  const operator = as(stack.ctx, await makeUser(client, { role: 'operator' }), 'operator');
  await settleDeadLetter(operator, { id: letter!.id, action: 'replay', note: 'again' });
  const both = await waitFor('the second letter', async () => {
    const found = await lettersAbout(paymentId);
    return found.length === 2 && found;
  });
  expect(both.map((row) => row.status).sort()).toEqual(['open', 'replayed']);

  const open = both.find((row) => row.status === 'open')!;
  await settleDeadLetter(operator, { id: open.id, action: 'close', note: 'the payment never existed' });
  const again = await settleDeadLetter(operator, { id: open.id, action: 'close' }).catch(
    (error) => asAppError(error)?.code,
  );
  expect(again).toBe('NOT_FOUND');
  expect((await lettersAbout(paymentId)).find((row) => row.id === open.id)).toMatchObject({
    status: 'closed',
    closedBy: expect.stringMatching(/^operator:usr_/),
  });
  const actsOn = (id: string) => client.db.select().from(auditLog).where(eq(auditLog.subjectId, id));
  expect(await actsOn(letter!.id)).toMatchObject([
    { action: 'dead-letter-replayed', detail: { eventName: 'payment/authorized', note: 'again' } },
  ]);
  expect(await actsOn(open.id)).toMatchObject([{ action: 'dead-letter-closed' }]);
});

it("a letter of a clock's tick cannot be sent again, and stays open", async () => {
  const id = newId('deadLetter');
  await client.db.insert(deadLetters).values({
    id,
    runId: newId('outbox'),
    functionId: 'tablepick-sweep-holds',
    eventName: 'inngest/scheduled.timer',
    eventData: { cron: '* * * * *' },
    error: 'failed',
    status: 'open',
    createdAt: new Date(),
  });
  const operator = as(stack.ctx, await makeUser(client, { role: 'operator' }), 'operator');
  const code = await settleDeadLetter(operator, { id, action: 'replay' }).catch((error) => asAppError(error)?.code);
  expect(code).toBe('REPLAY_IMPOSSIBLE');
  const [row] = await client.db.select().from(deadLetters).where(eq(deadLetters.id, id));
  expect(row?.status).toBe('open');
});

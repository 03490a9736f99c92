import { eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { outbox } from '@/db/schema';
import { newId } from '@/server/infra/ids';
import { makeDatabase } from '@/tests/support/database';
import { unique } from '@/tests/support/factories';
import { type OutboxMessage, OutboxRelay } from './relay';

let client: DatabaseClient;

beforeAll(async () => {
  client = createDatabase(await makeDatabase(unique('relay')), 4);
});
afterAll(() => client.close());

const write = async (name: string) => {
  const id = newId('outbox');
  await client.db.insert(outbox).values({ id, name, v: 1, data: {}, createdAt: new Date() });
  return id;
};

const relay = (send: (messages: OutboxMessage[]) => Promise<void>) =>
  new OutboxRelay({ pool: client.pool, send, onError: () => {} });

it('a message that is never taken does not hold up those behind it, and is in the end left for an operator', async () => {
  const bad = await write('inngest/never');
  const good = [await write('reservation/held'), await write('reservation/held')];
  const taken: string[] = [];
  const choosy = relay(async (messages) => {
    if (messages.some((message) => message.id === bad)) throw new Error('400');
    taken.push(...messages.map((message) => message.id));
  });
  expect(await choosy.runOnce()).toBe(2);
  expect(taken).toEqual(good);
  for (let round = 0; round < 25; round++) {
    await write('reservation/held');
    await choosy.runOnce();
  }
  const [row] = await client.db.select().from(outbox).where(eq(outbox.id, bad));
  expect(row).toMatchObject({ sentAt: null, attempts: 20 });
  expect(await client.db.select().from(outbox).where(isNull(outbox.sentAt))).toHaveLength(1);
});

it('when the receiver is away nothing counts against the messages, and all of them wait', async () => {
  const ids = [await write('reservation/held'), await write('reservation/held')];
  const away = relay(() => Promise.reject(new Error('ECONNREFUSED')));
  for (let round = 0; round < 3; round++) await expect(away.runOnce()).rejects.toThrow('ECONNREFUSED');
  for (const id of ids) {
    const [row] = await client.db.select().from(outbox).where(eq(outbox.id, id));
    expect(row).toMatchObject({ sentAt: null, attempts: 0 });
  }
});

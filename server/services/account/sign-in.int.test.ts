import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { workerDatabase } from '@/tests/support/database';
import { makeContext, unique } from '@/tests/support/factories';
import type { ServiceContext } from '../context';
import { getViewer, signIn } from '.';

let client: DatabaseClient;
let ctx: ServiceContext;
beforeAll(async () => {
  client = await workerDatabase();
  ctx = makeContext(client);
});
afterAll(() => client.close());

it('a person is who the provider says, never who has the same e-mail address', async () => {
  const email = `${unique('same-')}@tablepick.example`;
  const mine = await signIn(ctx, { provider: 'google', subject: unique(), name: '김', email });
  const theirs = await signIn(ctx, { provider: 'kakao', subject: unique(), name: '박', email });
  expect(theirs.userId).not.toBe(mine.userId);
});

it('ten first sign-ins of one person at once make one person', async () => {
  const account = { provider: 'google', subject: unique(), name: '이' };
  const made = await Promise.all(Array.from({ length: 10 }, () => signIn(ctx, account)));
  expect(new Set(made.map(({ userId }) => userId)).size).toBe(1);
  expect(await getViewer({ ...ctx, actor: { type: 'diner', userId: made[0]!.userId } })).toMatchObject({
    name: '이',
    operator: false,
    restaurants: [],
  });
});

it('a provider that gives no name and a broken address still signs a person in', async () => {
  const { userId } = await signIn(ctx, { provider: 'naver', subject: unique(), name: null, email: 'not an address' });
  expect(await getViewer({ ...ctx, actor: { type: 'diner', userId } })).toMatchObject({ name: 'Guest', email: null });
});

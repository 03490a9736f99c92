import { beforeAll, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import type { ReviewCaseId } from '@/server/domain/shared/ids';
import type { Mail } from '@/server/infra/mail/mailer';
import { openReview } from '@/server/services/payment';
import { workerDatabase } from '@/tests/support/database';
import { makeContext, makeUser, unique } from '@/tests/support/factories';
import type { ServiceContext } from '../context';
import { alarmOperators, postAlarm } from './index';

let client: DatabaseClient;
beforeAll(async () => {
  client = await workerDatabase();
});

async function openCase(ctx: ServiceContext): Promise<ReviewCaseId> {
  const subjectId = unique('subject-');
  const about = { reservationId: null, paymentId: null, detail: {}, nowMs: Date.now() };
  await client.db.transaction((tx) => openReview(ctx, tx, { subjectId, reason: 'refund_refused', ...about }));
  const [rows] = await client.pool.query('SELECT id FROM review_cases WHERE subject_id = ?', [subjectId]);
  return (rows as { id: ReviewCaseId }[])[0]!.id;
}

it('one dead mailbox silences nobody: the others are told once, and it is tried again', async () => {
  const emails = [1, 2, 3].map((no) => `${unique(`operator-${no}-`)}@example.com`);
  for (const email of emails) await makeUser(client, { email, role: 'operator' });
  const dead = new Set([emails[0]]);
  const sent: string[] = [];
  const mailer = {
    send: async ({ to }: Mail) => {
      if (dead.has(to)) throw new Error('550 no such mailbox');
      sent.push(to);
    },
  };
  const ctx = makeContext(client, { mailer });
  const reviewCaseId = await openCase(ctx);
  const ours = () => sent.filter((to) => emails.includes(to));
  await expect(alarmOperators(ctx, { reviewCaseId })).rejects.toThrow('550');
  expect(ours().sort()).toEqual(emails.slice(1).sort());
  dead.clear();
  expect(await alarmOperators(ctx, { reviewCaseId })).toBe(1);
  expect(ours().sort()).toEqual([...emails].sort());
});

it('the channel reads it in both languages', async () => {
  const posts: { title: string; text: string }[] = [];
  const ctx = makeContext(client, { alarms: { post: async (message) => void posts.push(message) } });
  const reviewCaseId = await openCase(ctx);
  await postAlarm(ctx, { reviewCaseId });
  expect(posts).toMatchObject([{ title: '결제사가 환불을 거절했어요 · A refund was refused' }]);
  expect(posts[0]!.text).toMatch(/^돌려드려야 할 돈이 .+\nMoney that is owed to a diner /);
});

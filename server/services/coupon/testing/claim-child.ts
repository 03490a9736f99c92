import { createDatabase } from '@/db/client';
import { newId } from '@/server/infra/ids';
import { createRedis } from '@/server/infra/redis';
import type { ClaimOrder } from '@/tests/support/claim-process';
import { claimAs } from '@/tests/support/coupons';
import { makeContext } from '@/tests/support/factories';
import { codeOf } from '@/tests/support/holds';
import { ClaimDesk, type ClaimResult } from '..';

/** A process with a claim desk of its own, as a web process has; `tests/support/claim-process.ts` tells it what to do. */
const client = createDatabase(process.env.DATABASE_URL!, 8);
const { redis } = createRedis({ REDIS_URL: process.env.REDIS_URL });
const claims = new ClaimDesk({ pool: client.writer, scripts: client.scripts, newId, redis });
const ctx = makeContext(client, { claims });

process.on('message', async ({ no, campaignId, users }: ClaimOrder) => {
  const answer = await Promise.all(
    users.map(async (user) => {
      const answered = await codeOf(claimAs(ctx, user, campaignId));
      if (answered instanceof Error) return `${answered.name}: ${answered.message}`;
      return typeof answered === 'string' ? answered : (answered as ClaimResult).coupon.id;
    }),
  );
  process.send!({ no, answer });
});
process.on('disconnect', () => process.exit(0));
process.send!({ no: 0, answer: [] });

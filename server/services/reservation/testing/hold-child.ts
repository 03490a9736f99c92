import { createDatabase } from '@/db/client';
import { newId } from '@/server/infra/ids';
import { createRedis } from '@/server/infra/redis';
import { dateIn, makeContext, unique } from '@/tests/support/factories';
import type { Order } from '@/tests/support/hold-process';
import { codeOf, holdAs } from '@/tests/support/holds';
import { HoldWriter } from '..';
import { lockAndRead } from '../hold-read';
import { DayLeases } from '../hot/day-leases';

/** A process with a hold writer of its own, as a web process has; `tests/support/hold-process.ts` tells it what to do. */
const client = createDatabase(process.env.DATABASE_URL!, 8);
const { redis } = createRedis({ REDIS_URL: process.env.REDIS_URL });
const holds = new HoldWriter({ pool: client.writer, newId, redis });
const ctx = makeContext(client, { holds });

async function follow(order: Order): Promise<unknown> {
  switch (order.do) {
    case 'hold':
      return Promise.all(
        order.wishes.map(async ({ userId, restaurantId, ...wish }) => {
          const answer = await codeOf(holdAs(ctx, userId, restaurantId, wish));
          return answer instanceof Error ? `${answer.name}: ${answer.message}` : answer;
        }),
      );
    case 'lease':
      await new DayLeases(redis).take([order.day]);
      return 'taken';
    case 'stand': {
      const commands = order.wishes.map(({ userId, restaurantId, minute = 1140, party = 2 }) => ({
        userId,
        restaurantId,
        commandKey: unique('key-'),
        bodyHash: 'x'.repeat(64),
        wish: { serviceDate: dateIn(5), minute, party },
        note: null,
        locale: null,
        admission: null,
        swap: null,
      }));
      await lockAndRead(await client.writer.getConnection(), commands);
      return 'standing';
    }
    case 'contention':
      return holds.contention();
  }
}

process.on('message', (order: Order) => {
  void follow(order).then((answer) => process.send!({ no: order.no, answer }));
});
process.on('disconnect', () => process.exit(0));
process.send!({ no: 0, answer: 'ready' });

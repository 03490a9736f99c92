import type { RowDataPacket } from 'mysql2/promise';
import { pause } from '../client';
import { type Fault, LOAD_MS, type Strike } from '../fault';
import type { Random } from '../random';
import type { Scene } from '../scene';

const STATUSES = ['DONE', 'CANCELED', 'PARTIAL_CANCELED', 'EXPIRED', 'ABORTED', 'IN_PROGRESS'];

/** A message nobody sent: about an order of ours, paid or not even authorised, or about one that does not exist. */
async function forge(scene: Scene, random: Random): Promise<void> {
  const { stack } = scene;
  const [rows] = await stack.client().pool.query<RowDataPacket[]>('SELECT id FROM payments ORDER BY id DESC LIMIT 10');
  const ours = rows.length > 0 && random.chance(0.85);
  const orderId = ours ? random.pick(rows).id : `pay_nobody_${random.int(0, 1_000_000)}`;
  const status = random.pick(STATUSES);
  const answer = await fetch(`http://127.0.0.1:${random.pick(stack.webs).port}/api/webhooks/toss`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      // Some repeat an id, as a message sent again does.
      'tosspayments-webhook-transmission-id': `forged-${random.int(0, 30)}-${orderId}`,
    },
    body: JSON.stringify({
      eventType: 'PAYMENT_STATUS_CHANGED',
      createdAt: '2026-01-01T00:00:00.000000',
      data: { orderId, paymentKey: `forged_${random.int(0, 1_000_000)}`, status, totalAmount: 1 },
    }),
  }).catch(() => null);
  if (answer?.ok) scene.struck++;
}

const stormy: Strike = async ({ stack }, random) => {
  await stack.provider.control('PUT', '/config', { webhookCopies: 7, webhookReorder: random.int(2, 4) });
};

const forged: Strike = async (scene, random) => {
  while (scene.history.now() < LOAD_MS + 500) {
    await pause(random.int(10, 120));
    await forge(scene, random);
  }
};

/** The provider gives up payments that are about to be confirmed, and says so while others say that they are paid. */
const expiring: Strike = async (scene, random) => {
  const { provider } = scene.stack;
  while (scene.history.now() < LOAD_MS + 500) {
    await pause(random.int(10, 90));
    const all = (await provider.control('GET', '/payments')) as { payment: { paymentKey: string; status: string } }[];
    const open = all.filter(({ payment }) => payment.status === 'IN_PROGRESS');
    if (open.length === 0 || !random.chance(0.4)) continue;
    const { paymentKey } = random.pick(open).payment;
    const done = await provider.control('POST', `/payments/${paymentKey}/expire`, {}).catch(() => null);
    if (done) scene.struck++;
    await forge(scene, random);
  }
};

const PAYING = { holds: { pay: 92, abandon: 4, 'give-up': 2, 'pay-refused': 2 }, cancels: 0.4 };

export const WEBHOOK_FAULTS: Fault[] = [
  {
    name: 'webhooks',
    what: 'webhooks seven times, reordered, early, forged',
    habits: PAYING,
    prepare: stormy,
    strike: forged,
  },
  {
    name: 'expired-races-done',
    what: 'EXPIRED racing DONE',
    habits: PAYING,
    prepare: stormy,
    strike: expiring,
  },
];

import type { RowDataPacket } from 'mysql2/promise';
import type { BookingView } from '@/server/services/booking';
import type { HoldAnswer } from '@/server/services/reservation';
import { pause } from '../client';
import type { Fault, Strike } from '../fault';
import { passMinute } from '../quiet';
import { keyOf, type Scene } from '../scene';

/** Some of the next confirms go wrong. */
const confirms =
  (...kinds: Record<string, unknown>[]): Strike =>
  async ({ stack }, random) => {
    for (let n = random.int(3, 6); n > 0; n--) {
      await stack.provider.fault({ call: 'confirm', times: random.int(1, 2), ...random.pick(kinds) });
    }
  };

const PAYING = { holds: { pay: 90, abandon: 4, 'give-up': 3, 'pay-refused': 3 } };

const openPayments = async ({ stack }: Scene) => {
  const [rows] = await stack.client().pool.query<RowDataPacket[]>(
    `SELECT p.id, p.attempt, r.status, (SELECT COUNT(*) FROM review_cases c WHERE c.payment_id = p.id AND c.closed_at IS NULL) AS cases
       FROM payments p JOIN reservations r ON r.id = p.reservation_id WHERE p.status = 'AUTHORIZED'`,
  );
  return rows as { id: string; attempt: number; status: string; cases: number }[];
};

/** Sixteen minutes pass, and the provider still has nothing final to say. */
async function pinnedWithAlarm(scene: Scene): Promise<string[]> {
  for (let minute = 0; minute < 17; minute++) {
    await passMinute(scene.stack);
    await pause(30);
  }
  const open = await openPayments(scene);
  return open.flatMap((payment) => [
    ...(payment.status === 'CONFIRMING' ? [] : [`pinned: ${payment.id} is ${payment.status} while nobody knows`]),
    ...(Number(payment.cases) === 0 ? [`12: ${payment.id} is open for long without an alarm`] : []),
  ]);
}

/** So many must wait for a provider before it is taken for down. */
const WAITING = 3;

/**
 * Who would pay now is told that it does not work, and nothing is charged; their hold runs out by itself. One is let through,
 * to find out, and is pinned like those that wait.
 */
async function refusedKindly(scene: Scene): Promise<string[]> {
  if ((await openPayments(scene)).length < WAITING) return [];
  const { stack, restaurants, diners, dates } = scene;
  let through = 0;
  for (const [index, minute] of [660, 780, 900, 960].entries()) {
    const diner = diners[index]!;
    const held = await diner.insist('bookings.hold', {
      restaurantId: restaurants[0]!.id,
      serviceDate: dates[1],
      minute,
      party: 2,
      commandKey: keyOf(diner.random.fork('late')),
    });
    if (held.outcome !== 'ok') continue;
    const { reservationId } = held.answer as HoldAnswer;
    const looked = await diner.query('bookings.get', { reservationId });
    const { payment, amountMinor } = looked.answer as BookingView;
    const paymentKey = await stack.provider.approve(payment!.orderId, amountMinor);
    const back = { reservationId, orderId: payment!.orderId, paymentKey, amountMinor };
    const tried = await diner.mutate('bookings.authorize', back);
    if (tried.why === 'PROVIDER_DOWN') return [];
    if (tried.outcome !== 'ok' || through++ > 0)
      return [`down: ${payment!.orderId} was answered ${tried.outcome} ${tried.why}`];
  }
  return [];
}

export const PROVIDER_FAULTS: Fault[] = [
  {
    name: 'provider-answer-lost',
    what: 'provider: applied, the answer lost',
    habits: PAYING,
    strike: confirms({ kind: 'drop-after' }),
  },
  {
    name: 'provider-dropped',
    what: 'provider: not applied, the request dropped',
    habits: PAYING,
    strike: confirms({ kind: 'drop-before' }),
  },
  {
    name: 'provider-5xx-before',
    what: 'provider: 5xx before applying',
    habits: PAYING,
    strike: confirms({ kind: 'error-before', status: 500 }, { kind: 'error-before', status: 502, gateway: true }),
  },
  {
    name: 'provider-5xx-after',
    what: 'provider: 5xx after applying',
    habits: PAYING,
    strike: confirms({ kind: 'error-after', status: 500 }, { kind: 'error-after', status: 503, gateway: true }),
  },
  {
    name: 'provider-in-flight',
    what: 'provider: 409 in flight for minutes',
    habits: PAYING,
    // As long as a run lasts: healing forgets it, as the provider's own end of the work would.
    prepare: async ({ stack }) => stack.provider.fault({ call: 'confirm', kind: 'in-flight', times: 500, ms: 7_000 }),
    strike: async () => {},
    meanwhile: async (scene) => {
      const before = await openPayments(scene);
      const broken = await pinnedWithAlarm(scene);
      const after = new Map((await openPayments(scene)).map((payment) => [payment.id, payment]));
      const freshKeys = before.filter(({ id, attempt }) => (after.get(id)?.attempt ?? attempt) !== attempt);
      return [...broken, ...freshKeys.map(({ id }) => `key: ${id} got a new key while the old one was in flight`)];
    },
  },
  {
    name: 'provider-down',
    what: 'provider: down for long',
    habits: { ...PAYING, spreadMs: 3_000 },
    strike: async (scene, random) => {
      const { stack } = scene;
      await pause(random.int(0, 900));
      scene.struck++;
      if (random.chance(0.5)) await stack.wires.provider.cut();
      else stack.wires.provider.hush();
    },
    meanwhile: async (scene, random) => {
      // What hangs is given up after ten seconds; a cut connection is refused at once. Either way minutes go by.
      await scene.stack.wires.provider.cut();
      await pause(random.int(0, 300));
      const broken = await pinnedWithAlarm(scene);
      return [...broken, ...(await refusedKindly(scene))];
    },
  },
];

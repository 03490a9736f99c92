import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { encode } from 'next-auth/jwt';
import { env } from '@/env';
import { drawLobby } from '@/server/domain/room/draw';
import { placeOf, type RoomDocument, standingOf } from '@/server/domain/room/room';
import { Api } from './api';
import { drawTemper, type Temper } from './person';

type Opening = {
  roomId: string;
  restaurant: { id: string };
  serviceDate: string;
  opensAtMs: number;
  people: string[];
};

/** Nobody stays longer than this. */
const LONGEST_MS = 20 * 60_000;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The room as all of these people see it: one request a second for all of them, as a shared cache would make it. */
class Watch {
  document: RoomDocument | null = null;
  drawn: Uint32Array | null = null;

  constructor(private readonly roomId: string) {}

  async look(): Promise<void> {
    const response = await fetch(`${env.APP_URL}/api/rooms/${this.roomId}`).catch(() => null);
    if (!response?.ok) return;
    this.document = (await response.json()) as RoomDocument;
    const { seed, lobbySize } = this.document;
    if (!this.drawn && seed !== null && lobbySize !== null) this.drawn = await drawLobby(seed, lobbySize);
  }

  isCalled(number: number): boolean {
    if (!this.document) return false;
    return standingOf(this.document, number, placeOf(number, this.document, this.drawn)).kind === 'called';
  }

  get over(): boolean {
    return this.document?.phase === 'ended';
  }
}

/** One person's evening. */
async function live(api: Api, { roomId, restaurant, serviceDate }: Opening, watch: Watch, temper: Temper) {
  await sleep(temper.joinsAfterMs);
  const joined = await api.call<{ ticket: string; number: number }>('rooms.join', { roomId });
  if (!joined) return;
  const leavesAtMs = Date.now() + (temper.leavesAfterMs ?? LONGEST_MS);
  while (!watch.isCalled(joined.number)) {
    if (watch.over || Date.now() > leavesAtMs) return void (await api.call('rooms.leave', { roomId }));
    await sleep(500);
  }
  if (temper.absent) return;
  await sleep(temper.comesAfterMs);
  const inside = await api.call<{ admission: string }>('rooms.enter', { roomId, ticket: joined.ticket });
  if (!inside) return;
  await sleep(temper.choosesAfterMs);
  const day = await api.ask<{ slots: { minute: number }[] }>('restaurants.availability', {
    restaurantId: restaurant.id,
    date: serviceDate,
    party: temper.party,
  });
  const slot = day?.slots[Math.floor(Math.random() * day.slots.length)];
  if (!slot) return void (await api.call('rooms.leave', { roomId }));
  const held = await api.call<{ reservationId: string; depositMinor: number; status: string }>('bookings.hold', {
    restaurantId: restaurant.id,
    serviceDate,
    minute: slot.minute,
    party: temper.party,
    commandKey: randomUUID(),
    admission: inside.admission,
  });
  if (held?.status !== 'HELD' || temper.paysAfterMs === null) return;
  await sleep(temper.paysAfterMs);
  await pay(api, held.reservationId);
}

/** Approves at the stand-in for the payment provider, and comes back from it. */
async function pay(api: Api, reservationId: string): Promise<void> {
  const booking = await api.ask<{ payment: { orderId: string } | null; amountMinor: number }>('bookings.get', {
    reservationId,
  });
  if (!booking?.payment) return;
  const { orderId } = booking.payment;
  const response = await fetch(`http://127.0.0.1:${env.SANDBOX_PORT}/control/approve`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ orderId, amount: booking.amountMinor, orderName: 'Table', card: 'approve' }),
  });
  const { paymentKey } = (await response.json()) as { paymentKey: string };
  await api.call('bookings.authorize', { reservationId, orderId, paymentKey, amountMinor: booking.amountMinor });
}

/** `node --import tsx sandbox/crowd/main.ts FILE`: the people of a demo opening come, wait, book or go. */
async function main(): Promise<void> {
  if (env.TABLEPICK_MODE === 'production') throw new Error('Simulated people come to a demo only.');
  const opening = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Opening;
  const watch = new Watch(opening.roomId);
  const looking = setInterval(() => void watch.look(), 1_000);
  setTimeout(() => process.exit(0), LONGEST_MS).unref();
  const lobbyMs = Math.max(1_000, opening.opensAtMs - Date.now());
  await Promise.all(
    opening.people.map(async (sub) => {
      const cookie = `next-auth.session-token=${await encode({ token: { sub }, secret: env.NEXTAUTH_SECRET })}`;
      await live(new Api(env.APP_URL, cookie), opening, watch, drawTemper(Math.random, lobbyMs)).catch(() => {});
    }),
  );
  clearInterval(looking);
}

await main();
process.exit(0);

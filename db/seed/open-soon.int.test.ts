import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restaurants } from '@/db/schema';
import { fromColumns, isOpenYet } from '@/server/domain/availability/opening';
import { getRooms } from '@/server/services/owner';
import { joinRoom } from '@/server/services/room';
import { makeDatabase } from '@/tests/support/database';
import { as, makeContext, makeRestaurant, unique } from '@/tests/support/factories';
import { createDatabase, type DatabaseClient } from '../client';
import { openSoon } from './open-soon';

const NOW_MS = Date.now();
let client: DatabaseClient;
let place: Awaited<ReturnType<typeof makeRestaurant>>;
beforeAll(async () => {
  client = createDatabase(await makeDatabase(unique('soon')), 4);
  place = await makeRestaurant(client, { restaurant: { slug: 'sushi-soeon' } });
});
afterAll(() => client.close());

const row = async () => (await client.db.select().from(restaurants).where(eq(restaurants.id, place.id)))[0]!;

describe('a demo opening', () => {
  it('lets one more date be booked from a full minute, two minutes ahead at least, and gives it a room with a crowd', async () => {
    const before = await row();
    const { roomId, serviceDate, opensAtMs, people } = await openSoon(client, { nowMs: NOW_MS, crowd: 5 });
    expect(opensAtMs % 60_000).toBe(0);
    expect(opensAtMs - NOW_MS).toBeGreaterThanOrEqual(120_000);
    expect(opensAtMs - NOW_MS).toBeLessThan(180_000);
    const after = await row();
    expect(after.configVersion).toBe(before.configVersion + 1);
    const calendar = { opening: fromColumns(after), timeZone: after.timeZone };
    expect(isOpenYet(calendar, serviceDate, opensAtMs - 1)).toBe(false);
    expect(isOpenYet(calendar, serviceDate, opensAtMs)).toBe(true);
    const ctx = makeContext(client);
    expect(await joinRoom(as(ctx, people[0]!), { roomId })).toMatchObject({ number: 1 });
  });

  it('can be had again: the room before ends, and the same people come', async () => {
    const first = await openSoon(client, { nowMs: NOW_MS, crowd: 5 });
    const again = await openSoon(client, { nowMs: NOW_MS + 600_000, crowd: 7 });
    expect(again.people).toEqual(expect.arrayContaining(first.people));
    expect(again.people).toHaveLength(7);
    const { live, past } = await getRooms(as(makeContext(client), place.ownerId, 'staff'), { restaurantId: place.id });
    expect(live!.document.id).toBe(again.roomId);
    expect(past.map(({ document }) => document.id)).toContain(first.roomId);
  });
});

import type { Page } from '@playwright/test';
import { eq, sql } from 'drizzle-orm';
import type { DatabaseClient } from '@/db/client';
import { waitingRooms } from '@/db/schema';
import type { RoomId } from '@/server/domain/shared/ids';
import { dateIn, makeContext, table } from '@/tests/support/factories';
import { startRoom } from '@/tests/support/rooms';
import {
  DESKTOP,
  expect,
  expectAccessible,
  expectNoMissingWords,
  expectNoSidewaysScrolling,
  PHONE,
  signIn,
  someone,
  test,
} from './fixtures';
import { expectPass, holdSheet, placePath, showTimes, timeButton } from './walk';
import { en } from './words';

const DAY = dateIn(5);
const CHOICE = { date: DAY, time: '19:00' };
const ONE_DAY = { fromDate: DAY, toDate: DAY };
const EVENING = { periodNo: 1, name: '저녁', nameEn: null, weekdays: 127, opensMinute: 1140, lastSeatingMinute: 1140 };
/** One table, at one time: somebody takes it and nothing is left. */
const ONE_TABLE = { tables: [table(1, 2)], periods: [EVENING], policy: null };

const line = (roomId: RoomId) => `/line/${roomId}`;
const stage = (page: Page, title: string) => page.getByRole('heading', { level: 2, name: title, exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function join(page: Page, roomId: RoomId): Promise<void> {
  await page.goto(line(roomId));
  await button(page, en('room.join.action')).click();
  await expect(page.getByRole('heading', { level: 2, name: /^Your number is \d+$/ })).toBeVisible();
}

/** The opening is moved near; a page that is told the network is back hears of it at once. */
const opensIn = ({ db }: DatabaseClient, roomId: RoomId, seconds: number) =>
  db
    .update(waitingRooms)
    .set({ opensAt: sql`now(6) + interval ${seconds} second` })
    .where(eq(waitingRooms.id, roomId));

test('two diners wait in the lobby: at the opening both are drawn a place, one is let in and books the one table, and the other is told at once @desktop', async ({
  page,
  open,
  place,
  client,
  watch,
}) => {
  watch.allow(/status of 403/);
  const there = await place(ONE_TABLE);
  const other = await open({ ...PHONE, as: someone() });
  const passing = await open({ ...DESKTOP, as: someone() });
  await signIn(page, someone());
  const roomId = await startRoom(makeContext(client), there.id, { ...ONE_DAY, places: 1 });
  for (const one of [page, other]) await join(one, roomId);
  await expect(page.getByText(en('room.lobby.label'))).toBeVisible();

  // The opening comes on both without a word from the reader.
  await opensIn(client, roomId, 3);
  for (const one of [page, other]) await one.evaluate(() => window.dispatchEvent(new Event('online')));
  const turn = en('room.called.title');
  const pages = [page, other];
  const first = await Promise.race(
    pages.map(async (one) => {
      await stage(one, turn).waitFor({ timeout: 60_000 });
      return one;
    }),
  );
  const second = first === page ? other : page;
  await expect(second.getByText(en('room.waiting.nextLabel'))).toBeVisible();
  await expect(second).toHaveTitle(en('room.titles.next', { name: there.nameEn }));

  await button(first, en('room.called.action')).click();
  await expect(stage(first, en('room.inside.title'))).toBeVisible();
  await first.getByRole('link', { name: en('room.inside.action') }).click();
  await first.waitForURL(/\/r\//);
  await expect(first.getByText(en('room.strip.inside'))).toBeVisible();

  // Who passes the line by is shown the way to it.
  await passing.goto(placePath(there, CHOICE));
  await timeButton(passing, CHOICE.time).click();
  await holdSheet(passing, there)
    .getByRole('button', { name: en('restaurant.hold.submitFree') })
    .click();
  await holdSheet(passing, there)
    .getByRole('link', { name: en('restaurant.hold.toLine') })
    .click();
  await passing.waitForURL(new RegExp(line(roomId)));

  await first.goto(placePath(there, CHOICE));
  await showTimes(first);
  await timeButton(first, CHOICE.time).click();
  await holdSheet(first, there)
    .getByRole('button', { name: en('restaurant.hold.submitFree') })
    .click();
  await expectPass(first);

  for (const one of [second, passing]) await expect(one.getByText(en('room.soldOut.title'))).toBeVisible();
  await expect(second.getByText(en('room.timesLeft.gone'), { exact: true }).first()).toBeVisible();
  await first.goto(line(roomId));
  await expect(stage(first, en('room.spent.title'))).toBeVisible();

  // Anybody can draw again.
  await second.goto(`${line(roomId)}/proof`);
  await expect(second.getByText(en('room.proof.answer.promised'))).toBeVisible();
});

const LOOK = { ...DESKTOP, colorScheme: 'dark', locale: 'en-GB', reducedMotion: 'reduce', words: en } as const;

async function expectSound(page: Page): Promise<void> {
  await expectNoMissingWords(page);
  await expectNoSidewaysScrolling(page);
  await expectAccessible(page);
}

test(`a line, its draw, its restaurant and its owner's page are sound, and what the owner pauses stands still @desktop`, async ({
  open,
  place,
  client,
  idOf,
}) => {
  const host = someone();
  const owner = await open({ ...LOOK, as: host });
  const there = await place({ ownerId: await idOf(host), policy: null });
  await owner.goto(`/owner/${there.id}/room`);
  await expect(button(owner, en('owner.room.next.give'))).toBeVisible();
  await expectSound(owner);
  await button(owner, en('owner.room.open.trigger')).click();
  await button(owner, en('owner.room.open.confirm')).click();
  await expect(owner.getByText(en('owner.room.problems.no-day')).first()).toBeVisible();
  await expectSound(owner);
  await button(owner, en('common.cancel')).click();

  const ctx = makeContext(client);
  const roomId = await startRoom(ctx, there.id, { ...ONE_DAY, opensInMs: -1_000, ratePerMinute: 1, places: 1 });
  const guest = await open({ ...LOOK, at: line(roomId) });
  await expect(stage(guest, en('room.join.title'))).toBeVisible();
  await expectNoMissingWords(guest);
  await guest.goto(`${line(roomId)}/proof`);
  await expectSound(guest);
  await guest.goto(placePath(there, CHOICE));
  await expect(guest.getByRole('link', { name: en('room.strip.join') })).toBeVisible();
  await expectSound(guest);

  // The owner is somebody who wants a table too, and the first in line.
  const called = await owner.context().newPage();
  const waiting = await open({ ...LOOK, as: someone() });
  for (const diner of [called, waiting]) {
    await diner.goto(line(roomId));
    await button(diner, en('room.join.action')).click();
  }
  await expect(stage(called, en('room.called.title'))).toBeVisible();
  await expectSound(called);
  await expect(waiting.getByText(en('room.waiting.nextLabel'))).toBeVisible();

  await button(owner, en('owner.room.pause')).click();
  await expect(waiting.getByText(en('room.paused.title'))).toBeVisible();
  await expectSound(waiting);
  await expect(button(owner, en('owner.room.resume'))).toBeVisible();
  await expectSound(owner);

  await button(waiting, en('room.leave.action')).click();
  await expect(waiting.getByRole('alertdialog')).toBeVisible();
  await expectSound(waiting);
  await waiting
    .getByRole('alertdialog')
    .getByRole('button', { name: en('room.leave.confirm') })
    .click();
  await expect(stage(waiting, en('room.left.title'))).toBeVisible();
});

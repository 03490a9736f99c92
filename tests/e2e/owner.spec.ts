import type { Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { formatDay } from '@/components/ui/format-date-time';
import { reservations } from '@/db/schema';
import { addDays, dateAt, minuteAt } from '@/server/domain/shared/time';
import { dateIn, EVERY_DAY } from '@/tests/support/factories';
import { book, DESKTOP, expect, markDocument, PHONE, type Place, signIn, someone, test } from './fixtures';
import { expectPass, holdSheet, placePath, showTimes, timeButton } from './walk';
import { en } from './words';

const ZONE = 'Asia/Seoul';
const ALL_DAY = { ...EVERY_DAY, opensMinute: 0, lastSeatingMinute: 1410 };
const DAY = dateIn(5);

/** The next start on a half-hour grid: guests who come then may be seated already. */
function nextStart(): { serviceDate: string; minute: number } {
  const today = dateAt(Date.now(), ZONE);
  const minute = Math.ceil((minuteAt(Date.now(), today, ZONE) + 5) / 30) * 30;
  return minute <= ALL_DAY.lastSeatingMinute
    ? { serviceDate: today, minute }
    : { serviceDate: addDays(today, 1), minute: 0 };
}

const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
const action = (page: Page, command: 'seat' | 'complete' | 'unseat', name: string) =>
  page.getByRole('button', { name: en('owner.day.doFor', { action: en(`owner.day.do.${command}`), name }) });
const isLive = (page: Page) => expect(page.getByText(en('owner.day.live'), { exact: true })).toBeVisible();

test('a guest is seated, unseated, seated and leaves: each move shows in a second tab without reloading @desktop', async ({
  page,
  place,
  client,
  idOf,
}) => {
  const owner = someone();
  await signIn(page, owner);
  const there = await place({ ownerId: await idOf(owner), periods: [ALL_DAY], policy: null });
  const start = nextStart();
  const guest = await book(client, there, start);
  const address = `/owner/${there.id}?date=${start.serviceDate}`;
  await page.goto(address);
  await page.getByRole('radio', { name: en('owner.day.view.list') }).click();
  const second = await page.context().newPage();
  await second.goto(address);
  await isLive(page);
  await isLive(second);
  const untouched = await markDocument(second);
  const shows = async (status: 'CONFIRMED' | 'SEATED' | 'COMPLETED') => {
    for (const tab of [page, second]) {
      await expect(row(tab, guest.name).getByText(en(`owner.status.${status}`), { exact: true })).toBeVisible();
    }
  };

  await shows('CONFIRMED');
  await action(page, 'seat', guest.name).click();
  await shows('SEATED');
  await action(second, 'unseat', guest.name).click();
  await shows('CONFIRMED');
  // By keyboard: the booking is chosen, then S and C.
  await page.keyboard.press('j');
  await page.keyboard.press('s');
  await shows('SEATED');
  await page.keyboard.press('c');
  await shows('COMPLETED');
  expect(await untouched()).toBe(true);
});

test('a no-show is asked about first, and ends the booking @desktop', async ({ page, place, client, idOf }) => {
  const owner = someone();
  await signIn(page, owner);
  const there = await place({ ownerId: await idOf(owner), periods: [ALL_DAY], policy: null });
  const start = nextStart();
  const guest = await book(client, there, start);
  const address = `/owner/${there.id}?date=${start.serviceDate}`;
  const noShow = page.getByRole('button', {
    name: en('owner.day.doFor', { action: en('owner.day.do.no-show'), name: guest.name }),
  });
  await page.goto(address);
  await page.getByRole('radio', { name: en('owner.day.view.list') }).click();
  await expect(action(page, 'seat', guest.name)).toBeVisible();
  await expect(noShow).toHaveCount(0);

  // Two hours on, nobody has come.
  const startsAt = new Date(Date.now() - 2 * 3_600_000);
  await client.db.update(reservations).set({ startsAt }).where(eq(reservations.id, guest.reservationId));
  await page.goto(address);
  const question = page.getByRole('alertdialog', { name: en('owner.noShow.title', { name: guest.name }) });
  await noShow.click();
  await question.getByRole('button', { name: en('owner.noShow.keep') }).click();
  await expect(question).toHaveCount(0);
  await noShow.click();
  await question.getByRole('button', { name: en('owner.noShow.confirm') }).click();
  await expect(page.getByText(en('owner.day.quiet', { count: 1 }))).toBeVisible();
  await expect
    .poll(async () => (await client.db.select().from(reservations).where(eq(reservations.id, guest.reservationId)))[0])
    .toMatchObject({ status: 'NO_SHOW' });
});

test('later last seatings and no deposit, once saved, are what a guest finds and books @desktop', async ({
  page,
  open,
  place,
  idOf,
}) => {
  const owner = someone();
  const diner = await open({ ...PHONE, as: someone() });
  await signIn(page, owner);
  const there = await place({ ownerId: await idOf(owner) });
  const choice = { date: DAY, time: '19:00' };
  const saved = page.getByText(en('owner.save.saved'), { exact: true });
  await diner.goto(placePath(there, choice));
  await showTimes(diner);
  await expect(timeButton(diner, '20:00')).toBeVisible();
  await expect(timeButton(diner, '21:00')).toHaveCount(0);

  await page.goto(`/owner/${there.id}/hours`);
  const lastSeating = page.getByRole('textbox', { name: en('owner.hours.lastSeating') });
  // The form fills its fields when its script is there.
  await expect(lastSeating).toHaveValue('20:00');
  await lastSeating.fill('21:00');
  await page.getByRole('button', { name: en('owner.save.save') }).click();
  await expect(saved).toBeVisible();

  await page.goto(`/owner/${there.id}/policy`);
  await page.getByRole('radio', { name: new RegExp(`^${en('owner.policy.kinds.none.title')}`) }).click();
  await page.getByRole('button', { name: en('owner.save.save') }).click();
  await expect(saved).toBeVisible();

  await diner.goto(placePath(there, choice));
  await showTimes(diner);
  await timeButton(diner, '21:00').click();
  await holdSheet(diner, there)
    .getByRole('button', { name: en('restaurant.hold.submitFree') })
    .click();
  await expectPass(diner);
});

test('closing a day takes its times from a guest who is looking at them, and leaves its bookings standing @desktop', async ({
  page,
  open,
  place,
  client,
  idOf,
}) => {
  const owner = someone();
  await signIn(page, owner);
  const there = await place({ ownerId: await idOf(owner), policy: null });
  const guest = await book(client, there, { serviceDate: DAY, minute: 1140 });
  const diner = await open({ ...DESKTOP, at: placePath(there, { date: DAY, time: '19:00' }) });
  await expect(timeButton(diner, '12:00')).toBeEnabled();
  const untouched = await markDocument(diner);

  await page.goto(`/owner/${there.id}/hours`);
  await page.getByRole('button', { name: en('owner.days.close'), exact: true }).click();
  const dialog = page.getByRole('dialog', { name: en('owner.days.closeTitle') });
  await dialog.getByRole('button', { name: en('owner.days.day'), exact: true }).click();
  await chooseInCalendar(page, DAY);
  await expect(dialog.getByText(guest.name)).toBeVisible();
  await dialog.getByRole('button', { name: en('owner.days.closeIt') }).click();
  await expect(page.getByText(en('owner.days.stay', { count: 1, day: formatDay(DAY, 'en') }))).toBeVisible();

  await expect(
    diner.getByText(en('restaurant.noTimes.closed'), { exact: true }).filter({ visible: true }),
  ).toBeVisible();
  await expect(timeButton(diner, '12:00')).toHaveCount(0);
  expect(await untouched()).toBe(true);

  await page.goto(`/owner/${there.id}?date=${DAY}`);
  await expect(page.getByText(en('owner.day.closedDay'))).toBeVisible();
  await expect(page.getByRole('button', { name: new RegExp(`^19:00, ${guest.name}`) })).toBeVisible();
});

/** Presses a day of the calendar that is open, in its month. */
async function chooseInCalendar(page: Page, date: string): Promise<void> {
  const day = page.locator(`[data-day="${date}"] button`);
  if (!(await day.isVisible())) await page.getByRole('button', { name: /next month/i }).click();
  await day.click();
}

test('a person without a restaurant is told how to get one; one with two chooses between them @phone', async ({
  page,
  open,
  place,
  idOf,
}) => {
  await signIn(page, someone(), '/owner');
  await expect(page.getByText(en('owner.home.none.title'))).toBeVisible();
  const owner = someone();
  const other = await open({ ...PHONE, as: owner });
  const ownerId = await idOf(owner);
  const places: Place[] = [await place({ ownerId }), await place({ ownerId })];
  await other.goto('/owner');
  const link = ({ nameEn }: Place) => other.getByRole('main').getByRole('link', { name: nameEn });
  for (const one of places) await expect(link(one)).toBeVisible();
  await link(places[1]!).click();
  await other.waitForURL(`**/owner/${places[1]!.id}`);
});

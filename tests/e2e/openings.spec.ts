import type { Page } from '@playwright/test';
import { formatDateTime, formatDay, formatMonth } from '@/components/ui/format-date-time';
import { opensAtMs } from '@/server/domain/availability/opening';
import { addDays, dateAt, dayOfMonth, minuteAt } from '@/server/domain/shared/time';
import { dateIn } from '@/tests/support/factories';
import { book, DESKTOP, expect, expectAccessible, markDocument, signIn, someone, test } from './fixtures';
import { heading, holdSheet, placePath, showTimes, timeButton } from './walk';
import { en } from './words';

const ZONE = 'Asia/Seoul';
const MONTHLY = { kind: 'monthly', dayOfMonth: 1, minute: 720 } as const;
const MONTHLY_ROW = { openingKind: 'monthly', openingDay: 1, openingMinute: 720 } as const;
/** In the month after the next: it is never open yet under that rule. */
const FAR = dayOfMonth(dateIn(0), 2, 10);

const whenOf = (instantMs: number) =>
  formatDateTime(new Date(instantMs), { timeZone: ZONE, locale: 'en', now: new Date() });
const FAR_OPENS = whenOf(opensAtMs({ opening: MONTHLY, timeZone: ZONE }, FAR));
const opensLine = (page: Page, when: string) =>
  page.getByText(en('restaurant.notYet.opens', { when }), { exact: true }).filter({ visible: true });

test('a day that is not open yet says when it opens, in its place among the days and instead of its times @phone', async ({
  page,
  place,
}) => {
  const there = await place({ restaurant: MONTHLY_ROW });
  await page.goto(placePath(there, { date: FAR, time: '19:00' }));
  await expect(
    page.getByText(en('restaurant.terms.opensMonthly', { day: 1, time: '12:00' }), { exact: true }),
  ).toBeVisible();
  await showTimes(page);
  await expect(opensLine(page, FAR_OPENS)).not.toHaveCount(0);
  await expect(timeButton(page, '19:00')).toHaveCount(0);
  const named = new RegExp(
    `^${formatDay(FAR, 'en', 'longDay')}.*, ${en('restaurant.days.spokenNotYet', { when: FAR_OPENS })}$`,
  );
  await expect(page.getByRole('button', { name: named })).toHaveAttribute('aria-pressed', 'true');
  const month = en('restaurant.days.monthOpens', { month: formatMonth(FAR, 'en'), when: FAR_OPENS });
  await expect(page.getByText(month).filter({ visible: true })).toBeVisible();

  // The calendar shows the same days, and lets them be looked at.
  await page.getByRole('button', { name: en('restaurant.days.calendar'), exact: true }).click();
  const next = page.locator(`[data-day="${addDays(FAR, 1)}"] button`);
  await expect(next).toHaveAccessibleName(new RegExp(`${en('restaurant.days.spokenNotYet', { when: FAR_OPENS })}$`));
  await expectAccessible(page);
  await next.click();
  await expect(opensLine(page, FAR_OPENS)).not.toHaveCount(0);
});

test('a guest who waits sees the last minute counted and the times come by themselves, and holds one @desktop', async ({
  page,
  place,
}) => {
  const diner = someone();
  await signIn(page, diner);
  // The next full minute that leaves time to open the page.
  const opensMs = Math.ceil((Date.now() + 15_000) / 60_000) * 60_000;
  const opensOn = dateAt(opensMs, ZONE);
  const there = await place({
    restaurant: { bookingWindowDays: 7, openingMinute: minuteAt(opensMs, opensOn, ZONE) },
    policy: null,
  });
  const date = addDays(opensOn, 7);
  await page.goto(placePath(there, { date, time: '19:00' }));
  await expect(opensLine(page, whenOf(opensMs))).toBeVisible();
  await expect(page.getByRole('timer')).toHaveText(en('restaurant.notYet.spoken', { minutes: 1 }));
  const untouched = await markDocument(page);

  await expect(timeButton(page, '19:00')).toBeVisible({ timeout: 90_000 });
  expect(Date.now()).toBeGreaterThanOrEqual(opensMs);
  expect(await untouched()).toBe(true);
  await expect(page.getByRole('status').getByText(en('restaurant.times.justOpened', { count: 19 }))).toBeAttached();
  await timeButton(page, '19:00').click();
  await holdSheet(page, there)
    .getByRole('button', { name: en('restaurant.hold.submitFree') })
    .click();
  await expect(heading(page, en('bookings.state.confirmed.title'))).toBeVisible();
});

test('an owner lets months open at once: the form says what that means, guests see it, and bookings stay @desktop', async ({
  page,
  open,
  place,
  client,
  idOf,
}) => {
  const owner = someone();
  await signIn(page, owner);
  const there = await place({
    ownerId: await idOf(owner),
    restaurant: { bookingWindowDays: 90 },
    policy: null,
  });
  const guest = await book(client, there, { serviceDate: FAR, minute: 1140 });
  const diner = await open({ ...DESKTOP, at: placePath(there, { date: FAR, time: '19:00' }) });
  await expect(timeButton(diner, '12:00')).toBeEnabled();
  const untouched = await markDocument(diner);

  await page.goto(`/owner/${there.id}/hours`);
  const daysAhead = page.getByRole('spinbutton', { name: en('owner.hours.daysAhead.label') });
  await expect(daysAhead).toHaveValue('90');
  const preview = page.getByRole('region', { name: en('owner.hours.opening.preview') });
  await expect(preview).toContainText(en('restaurant.terms.window', { days: 90 }));
  await page.getByRole('radio', { name: new RegExp(`^${en('owner.hours.opening.monthly.title')}`) }).click();
  await page.getByRole('textbox', { name: en('owner.hours.opening.time'), exact: true }).fill('12:00');
  // The next month to open is the one after the last day that is bookable under the rule.
  await expect(preview).toContainText(en('restaurant.terms.opensMonthly', { day: 1, time: '12:00' }));
  await expect(preview).toContainText(/On \w+ 1 \w+( \d+)? at 12:00 all of \w+ opens\./);
  await expect(preview).toContainText(
    en('owner.hours.opening.narrower', { day: formatDay(dateIn(90), 'en', 'day', dateIn(0)) }),
  );
  await page.getByRole('button', { name: en('owner.save.save') }).click();
  await expect(page.getByText(en('owner.save.saved'), { exact: true })).toBeVisible();

  await expect(opensLine(diner, FAR_OPENS)).toBeVisible();
  await expect(timeButton(diner, '12:00')).toHaveCount(0);
  expect(await untouched()).toBe(true);
  await page.goto(`/owner/${there.id}?date=${FAR}`);
  await expect(page.getByRole('button', { name: new RegExp(`^19:00, ${guest.name}`) })).toBeVisible();
});

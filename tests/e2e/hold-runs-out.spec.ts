import { dateIn, table } from '@/tests/support/factories';
import { DESKTOP, expect, markDocument, signIn, someone, test } from './fixtures';
import { heading, hold, holdSheet, placePath, timeButton } from './walk';
import { en } from './words';

const CHOICE = { date: dateIn(4), time: '19:00' };
const ONE_TABLE = { tables: [table(1, 2)] };

test('a hold that runs out while its page is open: the page says so, and another guest who is looking gets the table without reloading @phone', async ({
  page,
  open,
  place,
}) => {
  const there = await place({ ...ONE_TABLE, restaurant: { holdTtlMs: 12_000 } });
  const other = await open({ ...DESKTOP, as: someone(), at: placePath(there, CHOICE) });
  await signIn(page, someone());
  await hold(page, there, CHOICE);
  await expect(page.getByText(en('checkout.countdown.soon'), { exact: true })).toBeVisible();
  await expect(timeButton(other, CHOICE.time)).toBeDisabled();
  const untouched = await markDocument(other);
  await expect(heading(page, en('checkout.ended.title'))).toBeVisible({ timeout: 20_000 });
  await expect(heading(page, en('checkout.ended.title'))).toBeFocused();

  await timeButton(other, CHOICE.time).click({ timeout: 20_000 });
  expect(await untouched()).toBe(true);
  await holdSheet(other, there)
    .getByRole('button', { name: en('restaurant.hold.submit') })
    .click();
  await expect(heading(other, en('checkout.title'))).toBeVisible();

  await page.getByRole('link', { name: en('checkout.ended.action') }).click();
  await page.waitForURL(new RegExp(`/r/${there.slug}`));
});

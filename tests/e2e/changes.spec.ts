import type { Page } from '@playwright/test';
import { formatMinute } from '@/components/ui/format-date-time';
import { dateIn, table } from '@/tests/support/factories';
import { expect, type Place, signIn, someone, test } from './fixtures';
import { firstMail, mailbox } from './sandbox';
import { atProvider, expectPass, goToPay, heading, hold, won } from './walk';
import { en } from './words';

const CHOICE = { date: dateIn(6), time: '19:00' };
const EACH = 10_000;

/** Books and pays for a party, and ends on the pass. */
async function book(page: Page, place: Place, party: number): Promise<void> {
  await hold(page, place, { ...CHOICE, party });
  await goToPay(page, EACH * party);
  await atProvider.approve(page);
  await expectPass(page);
}

const sheet = (page: Page) => page.getByRole('dialog', { name: en('bookings.change.title') });

/** Opens the sheet and makes the party larger or smaller by one. */
async function change(page: Page, by: 'more' | 'fewer'): Promise<void> {
  await page.getByRole('button', { name: en('bookings.change.action') }).click();
  await sheet(page)
    .getByRole('button', { name: en(`ui.${by}`, { label: en('bookings.change.party') }) })
    .click();
}

const nowIs = (page: Page, party: number) =>
  expect(
    page.getByText(
      en('bookings.change.applied.body', { now: `${formatMinute(1_140)} · ${en('common.guests', { count: party })}` }),
    ),
  ).toBeVisible({ timeout: 20_000 });

test.describe('changing a booking', () => {
  test('a smaller party is changed at once: what comes back is said before, and stands on the booking after @phone', async ({
    page,
    place,
  }) => {
    const diner = someone();
    await signIn(page, diner);
    await book(page, await place({ tables: [table(1, 4)] }), 3);
    await change(page, 'fewer');
    await expect(
      sheet(page)
        .getByText(en('bookings.change.refund', { amount: won(EACH) }), { exact: true })
        .first(),
    ).toBeVisible();
    await sheet(page)
      .getByRole('button', { name: en('bookings.change.confirm') })
      .click();
    await expect(sheet(page)).toHaveCount(0);
    await nowIs(page, 2);
    await expect(page.getByText(en('bookings.change.refundOfChange'))).toBeVisible();
    await expect(page.getByText(en('bookings.change.refundState.DONE'))).toBeVisible({ timeout: 20_000 });
    await expect
      .poll(async () => (await mailbox(diner.email)).map(({ subject }) => subject).join('\n'), { timeout: 20_000 })
      .toContain('Your booking is changed');
  });

  test('another guest costs the difference: the old booking stands while it is not paid, and becomes the new one when it is @desktop', async ({
    page,
    place,
  }) => {
    await signIn(page, someone());
    await book(page, await place({ tables: [table(1, 4)] }), 2);
    await change(page, 'more');
    await sheet(page)
      .getByRole('button', { name: en('bookings.change.pay', { amount: won(EACH) }) })
      .click();
    await page.waitForURL(/\/checkout\/res_/);
    await expect(heading(page, en('bookings.change.checkout.title'))).toBeVisible();
    const pay = page.getByRole('button', { name: en('bookings.change.pay', { amount: won(EACH) }) });
    await pay.click();
    await page.waitForURL(/\/toss\/pay\//);
    await atProvider.cancel(page);
    await expect(page.getByText(en('bookings.change.checkout.stands'))).toBeVisible();
    await pay.click();
    await page.waitForURL(/\/toss\/pay\//);
    await atProvider.approve(page);
    await nowIs(page, 3);
  });
});

test('a day is closed with its bookings: both guests are told why and refunded in full, and the owner watches it @desktop', async ({
  page,
  open,
  place,
  idOf,
}) => {
  const owner = someone();
  const guests = [someone(), someone()];
  await signIn(page, owner);
  const there = await place({ ownerId: await idOf(owner), tables: [table(1, 2), table(2, 2)] });
  for (const guest of guests) await book(await open({ as: guest }), there, 2);

  await page.goto(`/owner/${there.id}/hours`);
  await page.getByRole('button', { name: en('owner.days.close'), exact: true }).click();
  const dialog = page.getByRole('dialog', { name: en('owner.days.closeTitle') });
  await dialog.getByRole('button', { name: en('owner.days.day'), exact: true }).click();
  const day = page.locator(`[data-day="${CHOICE.date}"] button`);
  if (!(await day.isVisible())) await page.getByRole('button', { name: /next month/i }).click();
  await day.click();
  await dialog.getByLabel(en('owner.days.reason')).first().fill('The kitchen is flooded');
  await dialog.getByRole('switch', { name: en('owner.days.cancelThem', { count: 2 }) }).click();
  await dialog.getByRole('button', { name: en('owner.days.closeAndCancel', { count: 2 }) }).click();
  await page.waitForURL(/\/closings\/cls_/);
  await expect(page.getByText(en('owner.closing.progress', { done: 2, of: 2 })).first()).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText(en('owner.closing.state.DONE'), { exact: true })).toHaveCount(2, { timeout: 30_000 });
  for (const guest of guests) {
    await firstMail(guest.email);
    await expect
      .poll(async () => (await mailbox(guest.email)).map(({ text }) => text).join('\n'), { timeout: 20_000 })
      .toContain('The kitchen is flooded');
  }
});

import { dateIn } from '@/tests/support/factories';
import { chooseAtSandbox, DESKTOP, expect, markDocument, someone, test } from './fixtures';
import { firstMail } from './sandbox';
import { atProvider, chooseDay, expectPass, goToPay, heading, holdSheet, showTimes, timeButton, won } from './walk';
import { en } from './words';

const DAY = dateIn(5);
const DEPOSIT = 20_000;
const REFUND = 10_000;

test('a guest finds, holds and pays for a table, gets the mail, and cancels for exactly the refund shown; the restaurant sees each without reloading @phone', async ({
  page,
  open,
  place,
  idOf,
}) => {
  test.setTimeout(120_000);
  const owner = someone();
  const diner = someone();
  const desk = await open({ ...DESKTOP, as: owner });
  const tiers = [
    { hoursBefore: 2400, refundPercent: 100 },
    { hoursBefore: 3, refundPercent: 50 },
  ];
  const there = await place({ ownerId: await idOf(owner), policy: { tiers } });
  await desk.goto(`/owner/${there.id}?date=${DAY}`);
  await expect(desk.getByText(en('owner.day.live'), { exact: true })).toBeVisible();
  const deskUntouched = await markDocument(desk);

  await test.step('found by name', async () => {
    await page.goto('/');
    await page.getByRole('textbox', { name: en('home.text.label') }).fill(there.nameEn);
    await expect(
      page.getByRole('heading', { name: en('home.results.found', { count: 1, text: there.nameEn }) }),
    ).toBeVisible();
    await page.getByRole('link', { name: there.nameEn, exact: true }).click();
    await page.waitForURL(new RegExp(`/r/${there.slug}`));
    await expect(heading(page, there.nameEn)).toBeVisible();
  });

  await test.step('signing in comes back to exactly what was chosen', async () => {
    await showTimes(page);
    await chooseDay(page, DAY);
    await timeButton(page, '18:30').click();
    const before = await holdSheet(page, there).getByText('18:30').textContent();
    await holdSheet(page, there)
      .getByRole('textbox', { name: en('restaurant.hold.note') })
      .fill('No peanuts, please');
    await holdSheet(page, there)
      .getByRole('link', { name: en('restaurant.hold.signIn') })
      .click();
    await page.getByRole('button', { name: en('account.signIn.with.sandbox') }).click();
    await chooseAtSandbox(page, diner);
    await expect(holdSheet(page, there).getByText('18:30')).toHaveText(before!);
    await expect(holdSheet(page, there).getByRole('textbox', { name: en('restaurant.hold.note') })).toHaveValue(
      'No peanuts, please',
    );
  });

  await test.step('held, with the time that is left to pay', async () => {
    await holdSheet(page, there)
      .getByRole('button', { name: en('restaurant.hold.submit') })
      .click();
    await expect(heading(page, en('checkout.title'))).toBeVisible();
    await expect(page.getByRole('progressbar', { name: en('checkout.countdown.label') })).toBeVisible();
    await expect(page.getByRole('timer')).toHaveText(en('checkout.countdown.left', { minutes: 6 }));
    await expect(desk.getByRole('button', { name: /^18:30, .*Held, not paid$/ })).toBeVisible();
  });

  const code = await test.step('paid and confirmed', async () => {
    await goToPay(page, DEPOSIT);
    await atProvider.approve(page);
    return expectPass(page);
  });

  await test.step('the mail brings the code and a calendar entry', async () => {
    const mail = await firstMail(diner.email);
    expect(mail.text).toContain(code);
    const calendar = mail.attachments.find(({ filename }) => filename.endsWith('.ics'));
    // 18:30 in Seoul.
    expect(calendar?.text).toContain(`DTSTART:${DAY.replaceAll('-', '')}T093000Z`);
  });

  await test.step('the restaurant has it', async () => {
    await expect(desk.getByText(en('owner.day.news.booked', { time: '18:30', count: 2, more: 0 }))).toBeVisible();
    await desk.getByRole('button', { name: /^18:30, .*Booked$/ }).click();
    await expect(desk.getByText(code)).toBeVisible();
    await expect(desk.getByText('No peanuts, please')).toBeVisible();
  });

  await test.step('cancelled for the refund that was shown', async () => {
    await page.getByRole('button', { name: en('bookings.cancel.action') }).click();
    const question = page.getByRole('alertdialog');
    const refund = { refund: won(REFUND), deposit: won(DEPOSIT), percent: 50 };
    await expect(question.getByText(en('bookings.cancel.part', refund))).toBeVisible();
    await question.getByRole('button', { name: en('bookings.cancel.confirm') }).click();
    await expect(heading(page, en('bookings.state.cancelledRefund.title', { refund: won(REFUND) }))).toBeVisible();
    const progress = page.getByRole('region', { name: en('bookings.refund.label') });
    await expect(progress.getByText(won(REFUND))).toBeVisible();
    await expect(progress.getByText(en('bookings.refund.done'))).toBeVisible({ timeout: 20_000 });
  });

  await test.step('the restaurant sees the table come free', async () => {
    await expect(desk.getByText(en('owner.day.news.cancelled', { time: '18:30', count: 2, more: 0 }))).toBeVisible();
    await expect(desk.getByRole('button', { name: /^18:30, / })).toHaveCount(0);
    expect(await deskUntouched()).toBe(true);
  });
});

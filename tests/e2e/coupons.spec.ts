import type { Page } from '@playwright/test';
import { dateIn, makeContext } from '@/tests/support/factories';
import { makeCampaign, makeCoupon } from '../support/coupons';
import {
  book,
  DEMO_OWNER,
  expect,
  expectAccessible,
  expectNoMissingWords,
  expectNoSidewaysScrolling,
  PHONE,
  signIn,
  someone,
  test,
} from './fixtures';
import { atProvider, expectPass, goToPay, heading, hold, won } from './walk';
import { en, ko } from './words';

const CHOICE = { date: dateIn(6), time: '19:00' };
const DEPOSIT = 20_000;
const off = (amountMinor: number) => [{ kind: 'fixed', amountMinor }];

test('a diner claims the last coupon while another watches the count go to zero @desktop', async ({
  page,
  open,
  client,
}) => {
  const campaignId = await makeCampaign(client, { quantity: 1, nameEn: 'The last one' });
  const path = `/coupons/${campaignId}`;
  const [watcher] = await Promise.all([open({ as: someone(), at: path }), signIn(page, someone(), path)]);
  await expect(watcher.getByRole('button', { name: en('coupons.claim.claim') })).toBeVisible();
  await page.getByRole('button', { name: en('coupons.claim.claim') }).click();
  await expect(page.getByText(en('coupons.claim.yours'), { exact: true })).toBeVisible();
  await expect(watcher.getByText(en('coupons.claim.none.sold-out'), { exact: true }).first()).toBeVisible();
  await expect(watcher.getByText('0 of 1 left')).toBeVisible();
  await expect(watcher.getByRole('button', { name: en('coupons.claim.claim') })).toHaveCount(0);
});

test('the best coupon is used by itself, the diner takes another, pays the discounted price, and cancelling in time brings the coupon back @phone', async ({
  page,
  place,
  client,
  idOf,
}) => {
  const diner = someone();
  const there = await place();
  await signIn(page, diner);
  const [ctx, by] = [makeContext(client), await idOf(diner)];
  await makeCoupon(client, ctx, by, { nameEn: 'Large', rules: off(3_000) });
  await makeCoupon(client, ctx, by, { nameEn: 'Small', rules: off(2_000) });

  await hold(page, there, CHOICE);
  const ticket = page.getByRole('region', { name: en('checkout.ticket') });
  await expect(ticket.getByText(en('checkout.price.off', { amount: won(3_000) }))).toBeVisible();
  await page.getByRole('button', { name: en('checkout.coupons.changeLabel') }).click();
  const sheet = page.getByRole('dialog', { name: en('checkout.coupons.title') });
  await sheet.getByRole('button', { name: /^Small/ }).click();
  await expect(sheet.getByRole('button', { name: /^Small/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(sheet.getByRole('button', { name: /^Large/ })).toHaveAttribute('aria-pressed', 'false');
  await sheet.getByRole('button', { name: en('checkout.coupons.done') }).click();

  await goToPay(page, DEPOSIT - 2_000);
  await atProvider.approve(page);
  await expectPass(page);
  await expect(page.getByText(won(DEPOSIT - 2_000), { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: en('bookings.cancel.action') }).click();
  const question = page.getByRole('alertdialog');
  await expect(question.getByText(en('bookings.cancel.all', { refund: won(DEPOSIT - 2_000) }))).toBeVisible();
  await expect(question.getByText(en('bookings.cancel.couponsReturn', { count: 1 }))).toBeVisible();
  await question.getByRole('button', { name: en('bookings.cancel.confirm') }).click();
  await expect(page.getByText(en('bookings.couponReturned'))).toBeVisible();
  await page.goto('/coupons');
  await expect(page.getByRole('heading', { name: 'Small' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Large' })).toBeVisible();
});

test('with nothing left to pay one press confirms the booking @desktop', async ({ page, place, client, idOf }) => {
  const diner = someone();
  const there = await place();
  await signIn(page, diner);
  await makeCoupon(client, makeContext(client), await idOf(diner), { rules: off(DEPOSIT) });
  await hold(page, there, CHOICE);
  await page.getByRole('button', { name: en('checkout.confirmFree') }).click();
  await expectPass(page);
  await expect(page.getByText(en('bookings.stub.freePaid'))).toBeVisible();
});

/** As most diners and many owners meet them. */
const LOOK = { ...PHONE, locale: 'ko-KR', colorScheme: 'light', reducedMotion: 'reduce', words: ko } as const;

async function expectSound(page: Page): Promise<void> {
  await expectNoMissingWords(page);
  await expectNoSidewaysScrolling(page);
  await expectAccessible(page);
}

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectSound(page);
}

test(`every page about coupons is sound @phone`, async ({ open, place, client, idOf }) => {
  const diner = someone();
  const page = await open({ ...LOOK, as: diner });
  const by = await idOf(diner);
  await makeCoupon(client, makeContext(client), by);
  await makeCoupon(client, makeContext(client), by, {
    rules: [...off(3_000), { kind: 'minimum-spend', amountMinor: 90_000_000 }],
  });
  const soon = await makeCampaign(client, { issueFrom: new Date(Date.now() + 3_600_000) });
  await visit(page, '/coupons');
  await visit(page, `/coupons/${soon}`);
  const held = await book(client, await place(), { serviceDate: CHOICE.date, minute: 1140 }, by);
  await page.goto(`/checkout/${held.reservationId}`);
  await page.getByRole('button', { name: ko('checkout.coupons.changeLabel') }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectSound(page);

  const staff = await open({ ...LOOK, as: DEMO_OWNER, at: '/owner' });
  await staff.goto('/owner');
  const address = await staff.getByRole('main').getByRole('link').first().getAttribute('href');
  await visit(staff, `${address}/campaigns`);
  await visit(staff, `${address}/campaigns/new`);
  await staff.getByRole('button', { name: ko('campaigns.form.create') }).click();
  await expect(staff.getByText(ko('campaigns.form.correct'))).toBeVisible();
  await expectSound(staff);
  await expect(heading(staff, ko('campaigns.form.new'))).toBeVisible();
});

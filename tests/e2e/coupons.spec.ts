import { dateIn, makeContext } from '@/tests/support/factories';
import { makeCampaign, makeCoupon } from '../support/coupons';
import { expect, signIn, someone, test } from './fixtures';
import { atProvider, expectPass, goToPay, hold, won } from './walk';
import { en } from './words';

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

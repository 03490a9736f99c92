import { formatDay } from '@/components/ui/format-date-time';
import { dateIn } from '@/tests/support/factories';
import { chooseAtSandbox, expect, expectNoMissingWords, someone, test } from './fixtures';
import { firstMail } from './sandbox';
import { atProvider, chooseDay, heading, holdSheet, placePath, showTimes, timeButton, won } from './walk';
import { en, ko } from './words';

const DAY = dateIn(5);
const CHOICE = { date: DAY, time: '19:00' };

test('choosing the other language keeps the page and what was asked, and is remembered @phone', async ({
  page,
  place,
}) => {
  const there = await place();
  await page.goto(placePath(there, CHOICE));
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(heading(page, there.nameEn)).toBeVisible();
  const address = page.url();

  await page.getByRole('button', { name: '한국어' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  expect(page.url()).toBe(address);
  await expect(heading(page, there.name)).toBeVisible();
  await showTimes(page, ko);
  const day = page.getByRole('button', { name: new RegExp(`^${formatDay(DAY, 'ko', 'longDay')}`) });
  await expect(day).toHaveAttribute('aria-pressed', 'true');
  await expectNoMissingWords(page);

  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('textbox', { name: en('home.text.label') })).toBeVisible();
});

test('a Korean reader books in Korean from the first page to the mail, with dates and money as they are written in Korean @phone', async ({
  open,
  place,
}) => {
  const there = await place();
  const diner = someone();
  const page = await open({ locale: 'ko-KR', at: placePath(there, { ...CHOICE, date: dateIn(4) }) });
  const inKorean = async () => {
    await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
    await expectNoMissingWords(page);
  };
  await expect(heading(page, there.name)).toBeVisible();
  await inKorean();
  await showTimes(page, ko);
  await chooseDay(page, DAY, ko);
  await timeButton(page, '19:00').click();
  const sheet = holdSheet(page, there);
  await expect(sheet.getByText(won(20_000, ko))).toBeVisible();
  await expect(sheet.getByText(`${formatDay(DAY, 'ko')} 19:00`, { exact: false }).first()).toBeVisible();
  await inKorean();
  await sheet.getByRole('link', { name: ko('restaurant.hold.signIn') }).click();
  await page.getByRole('button', { name: ko('account.signIn.with.sandbox') }).click();
  await chooseAtSandbox(page, diner);
  await sheet.getByRole('button', { name: ko('restaurant.hold.submit') }).click();
  await expect(heading(page, ko('checkout.title'))).toBeVisible();
  await expect(page.getByText(`${formatDay(DAY, 'ko')} 19:00`).first()).toBeVisible();
  await inKorean();
  await page.getByRole('button', { name: ko('checkout.pay', { amount: '20,000원' }) }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await atProvider.approve(page);
  await expect(heading(page, ko('bookings.state.confirmed.title'))).toBeVisible({ timeout: 20_000 });
  await inKorean();
  const mail = await firstMail(diner.email);
  expect(mail.subject).toContain(there.name);
  expect(mail.text).toContain('20,000원');
});

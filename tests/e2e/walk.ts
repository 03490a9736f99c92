import { expect, type Page } from '@playwright/test';
import { formatDay } from '@/components/ui/format-date-time';
import { formatMoney } from '@/components/ui/format-money';
import type { ReservationId } from '@/server/domain/shared/ids';
import type { Place } from './fixtures';
import { en, type Words } from './words';

/** Amounts as the pages write them. */
export const won = (amountMinor: number, { locale } = en) => formatMoney({ amountMinor, currency: 'KRW' }, locale);

type Choice = { date: string; time: string; party?: number };

export const placePath = ({ slug }: Pick<Place, 'slug'>, { date, time, party = 2 }: Choice) =>
  `/r/${slug}?party=${party}&date=${date}&time=${time}`;

const WIDE = 1024;
const isPhone = (page: Page) => (page.viewportSize()?.width ?? WIDE) < WIDE;

/** A start on the restaurant's page; phones show the starts in a sheet. */
export const timeButton = (page: Page, time: string) => page.getByRole('button', { name: new RegExp(`^${time}`) });

/** On phones the sheet with the times is opened; wide screens show them always. */
export async function showTimes(page: Page, words: Words = en): Promise<void> {
  if (isPhone(page)) await page.getByRole('button', { name: words('restaurant.booking.open') }).click();
}

export async function chooseDay(page: Page, date: string, { locale } = en): Promise<void> {
  const day = page.getByRole('button', { name: new RegExp(`^${formatDay(date, locale, 'longDay')}`) });
  await day.click();
  await expect(day).toHaveAttribute('aria-pressed', 'true');
}

/** The sheet that says what is about to be held. */
export const holdSheet = (page: Page, { name, nameEn }: Place) =>
  page.getByRole('dialog', { name: new RegExp(`${name}|${nameEn}`) });

export const reservationOf = (page: Page): ReservationId => /res_\w+/.exec(page.url())![0] as ReservationId;

/** From a restaurant's address to the checkout of one of its times. The reader is signed in. */
export async function hold(page: Page, place: Place, choice: Choice): Promise<ReservationId> {
  await page.goto(placePath(place, choice));
  await showTimes(page);
  await timeButton(page, choice.time).click();
  await holdSheet(page, place)
    .getByRole('button', { name: en('restaurant.hold.submit') })
    .click();
  await page.waitForURL(/\/checkout\/res_/);
  return reservationOf(page);
}

/** From the checkout to the provider's page. */
export async function goToPay(page: Page, amountMinor: number): Promise<void> {
  await page.getByRole('button', { name: en('checkout.pay', { amount: won(amountMinor) }) }).click();
  await page.waitForURL(/\/(toss|stripe)\/pay\//);
}

/** What can be pressed at the provider. */
export const atProvider = {
  approve: (page: Page) => page.locator('form button.primary').click(),
  decline: (page: Page) => page.locator('button[formaction*="/decline"]').click(),
  cancel: (page: Page) => page.locator('button[formaction*="/cancel"]').click(),
  /** A card whose company refuses when the money is taken. */
  approveWith: async (page: Page, card: string) => {
    await page.locator('summary').click();
    await page.locator(`input[name=card][value=${card}]`).check();
    await page.locator('form button.primary').click();
  },
};

export const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

/** The booking's page says that the table is booked, and has the code for the door. */
export async function expectPass(page: Page, timeout = 20_000): Promise<string> {
  await expect(heading(page, en('bookings.state.confirmed.title'))).toBeVisible({ timeout });
  const code = page.getByText(en('bookings.stub.code'), { exact: true }).locator('xpath=following-sibling::*[1]');
  await expect(code).toHaveText(/^[A-Z0-9]{6}$/);
  return (await code.textContent())!;
}

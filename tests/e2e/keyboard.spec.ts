import type { Locator, Page } from '@playwright/test';
import { formatDay } from '@/components/ui/format-date-time';
import { dateIn } from '@/tests/support/factories';
import { chooseAtSandbox, expect, someone, test } from './fixtures';
import { expectPass, heading, holdSheet, timeButton, won } from './walk';
import { en } from './words';

const DAY = dateIn(4);
const MOST_STEPS = 120;

/** Goes on with the Tab key until that element has the focus, which must then be seen. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < MOST_STEPS; step++) {
    if (await isFocused(target)) return expectFocusSeen(target);
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab did not reach ${target}`);
}

const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** The focused element has an outline or a ring; a covering link may draw it around what it covers. */
async function expectFocusSeen(target: Locator): Promise<void> {
  const seen = await target.evaluate((element) => {
    const ring = (style: CSSStyleDeclaration) =>
      (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
    return element.matches(':focus-visible') && ring(getComputedStyle(element));
  });
  expect(seen, `the focus on ${target} is seen`).toBe(true);
}

async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

test('a table is found, held, paid for and cancelled with the keyboard alone, and the focus is always seen @desktop', async ({
  page,
  place,
}) => {
  test.setTimeout(120_000);
  const there = await place();
  await page.goto('/');

  await test.step('the first Tab offers the way past the head of the page', async () => {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: en('shell.skip') })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#content$/);
  });

  await test.step('the sentence is filled in with arrows', async () => {
    await press(page, page.getByRole('combobox', { name: en('home.labels.party') }));
    await expect(page.getByRole('option', { name: en('home.partyOption', { count: 2 }), exact: true })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    // The list moves its focus a moment after the key.
    await expect(page.getByRole('option', { name: en('home.partyOption', { count: 3 }), exact: true })).toBeFocused();
    await page.keyboard.press('Enter');
    await page.waitForURL(/party=3/);
    await tabTo(page, page.getByRole('textbox', { name: en('home.text.label') }));
    await page.keyboard.type(there.nameEn);
    await page.keyboard.press('Enter');
    await press(page, page.getByRole('link', { name: there.nameEn, exact: true }));
    await expect(heading(page, there.nameEn)).toBeVisible();
  });

  await test.step('day and time, then signing in', async () => {
    const day = page.getByRole('button', { name: new RegExp(`^${formatDay(DAY, 'en', 'longDay')}`) });
    await press(page, day, 'Space');
    await expect(day).toHaveAttribute('aria-pressed', 'true');
    await press(page, timeButton(page, '18:00'), 'Space');
    await press(page, holdSheet(page, there).getByRole('link', { name: en('restaurant.hold.signIn') }));
    await press(page, page.getByRole('button', { name: en('account.signIn.with.sandbox') }));
    await page.waitForURL(/\/oidc\//);
    await chooseAtSandbox(page, someone());
  });

  await test.step('Escape closes the sheet and gives the focus back to the page', async () => {
    const sheet = holdSheet(page, there);
    await expect(sheet).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    await press(page, timeButton(page, '18:00'));
    await press(page, sheet.getByRole('button', { name: en('restaurant.hold.submit') }));
    await expect(heading(page, en('checkout.title'))).toBeVisible();
  });

  await test.step('paying', async () => {
    await press(page, page.getByRole('button', { name: en('checkout.pay', { amount: won(30_000) }) }));
    await page.waitForURL(/\/toss\/pay\//);
    await press(page, page.locator('form button.primary'));
    await expectPass(page);
  });

  await test.step('cancelling: the question holds the focus, Escape keeps the booking', async () => {
    const action = page.getByRole('button', { name: en('bookings.cancel.action') });
    const question = page.getByRole('alertdialog');
    const refund = question.getByText(en('bookings.cancel.all', { refund: won(30_000) }));
    await press(page, action);
    await expect(refund).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(question).toBeHidden();
    await expect(action).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(refund).toBeVisible();
    await press(page, question.getByRole('button', { name: en('bookings.cancel.confirm') }));
    await expect(heading(page, en('bookings.state.cancelledRefund.title', { refund: won(30_000) }))).toBeVisible();
  });
});

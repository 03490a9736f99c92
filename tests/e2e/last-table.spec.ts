import type { Page } from '@playwright/test';
import { dateIn, table } from '@/tests/support/factories';
import { DESKTOP, expect, markDocument, PHONE, type Place, signIn, someone, test } from './fixtures';
import { heading, holdSheet, placePath, showTimes, timeButton } from './walk';
import { en } from './words';

const CHOICE = { date: dateIn(4), time: '19:00' };
const ONE_TABLE = { tables: [table(1, 2)] };

test('two guests press for the last table at once: exactly one holds it, the other is told and takes a time near it; a third sees it go @desktop', async ({
  page,
  open,
  place,
  watch,
}) => {
  watch.allow(/status of 409/);
  const there = await place(ONE_TABLE);
  const other = await open({ ...PHONE, as: someone() });
  const third = await open({ ...DESKTOP, at: placePath(there, CHOICE) });
  await signIn(page, someone());
  for (const one of [page, other]) {
    await one.goto(placePath(there, CHOICE));
    await showTimes(one);
    await timeButton(one, CHOICE.time).click();
  }
  await expect(timeButton(third, CHOICE.time)).toBeEnabled();
  const untouched = await markDocument(third);

  const press = (one: Page) =>
    holdSheet(one, there)
      .getByRole('button', { name: en('restaurant.hold.submit') })
      .click();
  await Promise.all([press(page), press(other)]);
  const outcomes = await Promise.all([outcomeOf(page, there), outcomeOf(other, there)]);
  expect(outcomes.toSorted()).toEqual(['held', 'told']);

  await expect(timeButton(third, CHOICE.time)).toBeDisabled();
  expect(await untouched()).toBe(true);

  const loser = outcomes[0] === 'told' ? page : other;
  const near = holdSheet(loser, there).getByRole('group', { name: en('restaurant.hold.instead') });
  await near.getByRole('button').first().click();
  await press(loser);
  await expect(heading(loser, en('checkout.title'))).toBeVisible();
});

/** `held`: at the checkout. `told`: somebody was ahead, and other times are offered. */
async function outcomeOf(page: Page, there: Place): Promise<'held' | 'told'> {
  const held = heading(page, en('checkout.title'));
  const told = holdSheet(page, there).getByText(en('errors.codes.SLOT_TAKEN.title'));
  await expect(held.or(told)).toBeVisible();
  return (await held.isVisible()) ? 'held' : 'told';
}

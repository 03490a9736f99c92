import { eq } from 'drizzle-orm';
import { payments } from '@/db/schema';
import { dateIn } from '@/tests/support/factories';
import { DEMO_OWNER, expect, signIn, someone, test } from './fixtures';
import { captures } from './sandbox';
import { atProvider, expectPass, goToPay, heading, hold } from './walk';
import { en } from './words';

const CHOICE = { date: dateIn(6), time: '19:00' };
const DEPOSIT = 20_000;

test.describe('a restaurant that Stripe serves', () => {
  test('a guest pays on Stripe’s page, is declined once, and comes back to a booked table @desktop', async ({
    page,
    place,
    client,
  }) => {
    await signIn(page, someone());
    const reservationId = await hold(page, await place({ restaurant: { paymentProvider: 'stripe' } }), CHOICE);
    await goToPay(page, DEPOSIT);
    await expect(page).toHaveURL(/\/stripe\/pay\/cs_/);
    await atProvider.decline(page);
    await expect(page.getByRole('alert')).toBeVisible();
    await atProvider.approve(page);
    await expectPass(page);
    const [payment] = await client.db.select().from(payments).where(eq(payments.reservationId, reservationId));
    expect(payment).toMatchObject({ provider: 'stripe', status: 'CAPTURED' });
    expect(await captures(payment!.id)).toBe(1);
  });

  test('who turns back on Stripe’s page still has the table, and pays afterwards @phone', async ({ page, place }) => {
    await signIn(page, someone());
    await hold(page, await place({ restaurant: { paymentProvider: 'stripe' } }), CHOICE);
    await goToPay(page, DEPOSIT);
    await atProvider.cancel(page);
    await expect(page.getByText(en('checkout.problem.cancelled.title'))).toBeVisible();
    await expect(heading(page, en('checkout.title'))).toBeVisible();
    await goToPay(page, DEPOSIT);
    await atProvider.approve(page);
    await expectPass(page);
  });

  test('its owner chooses who takes the deposits, and the next guest pays there @desktop', async ({
    page,
    open,
    place,
    idOf,
  }) => {
    await signIn(page, DEMO_OWNER);
    const there = await place({ ownerId: await idOf(DEMO_OWNER) });
    await page.goto(`/owner/${there.id}/policy`);
    await page.getByRole('radio', { name: /Stripe/ }).click();
    await page.getByRole('button', { name: en('owner.policy.provider.save') }).click();
    await expect(page.getByText(en('owner.save.saved'), { exact: true })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('radio', { name: /Stripe/ })).toBeChecked();
    const guest = await open({ as: someone() });
    await hold(guest, there, CHOICE);
    await goToPay(guest, DEPOSIT);
    await expect(guest).toHaveURL(/\/stripe\/pay\/cs_/);
  });
});

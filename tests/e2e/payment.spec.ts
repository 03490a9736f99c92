import { eq } from 'drizzle-orm';
import { payments } from '@/db/schema';
import type { ReservationId } from '@/server/domain/shared/ids';
import { dateIn, table } from '@/tests/support/factories';
import { expect, markDocument, signIn, someone, test } from './fixtures';
import { captures, fault, heal } from './sandbox';
import { atProvider, expectPass, goToPay, heading, hold, placePath, showTimes, timeButton } from './walk';
import { en } from './words';

const CHOICE = { date: dateIn(6), time: '19:00' };
const DEPOSIT = 20_000;

test.describe('paying', () => {
  test.beforeEach(({ page }) => signIn(page, someone()));

  test('a card that is declined at the provider leaves the table held, and another card pays for it @desktop', async ({
    page,
    place,
  }) => {
    await hold(page, await place(), CHOICE);
    await goToPay(page, DEPOSIT);
    await atProvider.decline(page);
    await expect(page.getByText(en('checkout.problem.company.title'))).toBeVisible();
    await expect(heading(page, en('checkout.title'))).toBeVisible();
    await goToPay(page, DEPOSIT);
    await atProvider.approve(page);
    await expectPass(page);
  });

  test('who comes back from the provider without paying still has the table, and pays afterwards @phone', async ({
    page,
    place,
  }) => {
    await hold(page, await place(), CHOICE);
    await goToPay(page, DEPOSIT);
    await atProvider.cancel(page);
    await expect(page.getByText(en('checkout.problem.cancelled.title'))).toBeVisible();
    // The notice is for that arrival only, and leaves the address.
    await expect(page).toHaveURL(/\/checkout\/res_\w+$/);
    await page.reload();
    await expect(heading(page, en('checkout.title'))).toBeVisible();
    await expect(page.getByText(en('checkout.problem.cancelled.title'))).toHaveCount(0);
    await goToPay(page, DEPOSIT);
    await atProvider.approve(page);
    await expectPass(page);
  });

  test('a card that is refused when the money is taken: the guest is told it was not charged and why, and the table is free again @phone', async ({
    page,
    open,
    place,
  }) => {
    const there = await place({ tables: [table(1, 2)] });
    await hold(page, there, CHOICE);
    const other = await open({ at: placePath(there, CHOICE) });
    await showTimes(other);
    await expect(timeButton(other, CHOICE.time)).toBeDisabled();
    await goToPay(page, DEPOSIT);
    await atProvider.approveWith(page, 'refuse-company');
    await expect(heading(page, en('bookings.state.released.title'))).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText(en('checkout.problem.company.why'))).toBeVisible();
    await expect(timeButton(other, CHOICE.time)).toBeEnabled();
  });

  test('the provider’s answer is lost after it took the money: the page waits, then shows the pass by itself, and nothing is charged twice @phone', async ({
    page,
    place,
    client,
  }) => {
    const reservationId = await hold(page, await place(), CHOICE);
    const orderId = await orderOf(reservationId);
    await fault({ kind: 'drop-after', call: 'confirm', orderId });
    // Asked again it stays silent, until the waiting was seen.
    const silent = await fault({ kind: 'drop-before', call: 'query', orderId, times: 1_000 });
    await goToPay(page, DEPOSIT);
    await atProvider.approve(page);
    await expect(heading(page, en('bookings.state.confirming.title'))).toBeVisible();
    const untouched = await markDocument(page);
    await heal(silent);
    // The longer it was silent, the later it is asked again.
    await expectPass(page, 60_000);
    expect(await untouched()).toBe(true);
    expect(await captures(orderId)).toBe(1);

    async function orderOf(id: ReservationId): Promise<string> {
      const [payment] = await client.db.select().from(payments).where(eq(payments.reservationId, id));
      return payment!.id;
    }
  });
});

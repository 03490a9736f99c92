import { and, asc, eq, like } from 'drizzle-orm';
import type { DatabaseClient } from '@/db/client';
import { auditLog, deadLetters, engineEvents, engineRuns, outbox, reviewCases } from '@/db/schema';
import { dateIn } from '@/tests/support/factories';
import { book, DEMO_OPERATOR, expect, signIn, test } from './fixtures';
import { makeCase, makeLetter, makeStrangePayment } from './operator-work';
import { heading, won } from './walk';
import { en } from './words';

test.beforeEach(({ page }) => signIn(page, DEMO_OPERATOR, '/ops'));

test('what needs a person is red on the overview and leads to where it is mended; replayed or closed, it is settled @desktop', async ({
  page,
  client,
}) => {
  const [replayed, closed] = [await makeLetter(client), await makeLetter(client)];
  await expect(heading(page, en('ops.overview.title'))).toBeVisible();
  // The numbers come by themselves.
  await page.getByRole('link', { name: en('ops.overview.vitals.deadLetters.mend') }).click();
  await page.waitForURL('**/ops/letters');
  const card = (functionId: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: functionId }) });
  await expect(card(replayed.functionId).locator('summary', { hasText: 'the mail server said no' })).toBeVisible();

  await card(replayed.functionId)
    .getByRole('button', { name: en('ops.letters.replay') })
    .click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: en('ops.letters.replay') })
    .click();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect(card(replayed.functionId)).toHaveCount(0);
  const statusOf = async (id: typeof replayed.id) =>
    (await client.db.select().from(deadLetters).where(eq(deadLetters.id, id)))[0];
  expect(await statusOf(replayed.id)).toMatchObject({ status: 'replayed' });
  const sent = await client.db.select().from(outbox).where(eq(outbox.name, replayed.eventName));
  expect(sent.map(({ data }) => data)).toContainEqual(replayed.eventData);

  await card(closed.functionId)
    .getByRole('button', { name: en('ops.letters.close') })
    .click();
  const dialog = page.getByRole('dialog', { name: en('ops.letters.closeTitle') });
  const note = `Written to the guest by hand ${closed.functionId}`;
  await dialog.getByRole('textbox').fill(note);
  await dialog.getByRole('button', { name: en('ops.letters.close') }).click();
  await expect(dialog).toHaveCount(0);
  await expect(card(closed.functionId)).toHaveCount(0);
  await expect(page.getByRole('listitem').filter({ hasText: closed.functionId })).toContainText(note);
  expect(await statusOf(closed.id)).toMatchObject({ status: 'closed', note });
});

test('a case is closed only with a reason, which stays with it @desktop', async ({ page, place, client }) => {
  const there = await place();
  const { id, code, orderId } = await makeCase(client, there);
  await page
    .getByRole('link', { name: en('ops.nav.reviews') })
    .first()
    .click();
  await expect(heading(page, en('ops.reviews.title'))).toBeVisible();
  const card = page.getByRole('listitem').filter({ hasText: orderId });
  await expect(card.getByRole('heading', { name: en('ops.reviews.reasons.confirm_unresolved.title') })).toBeVisible();
  await expect(card.getByText(there.nameEn)).toBeVisible();
  await expect(card.getByText(won(20_000))).toBeVisible();

  await card.getByRole('button', { name: en('ops.reviews.close') }).click();
  const dialog = page.getByRole('dialog', { name: en('ops.reviews.closeTitle', { code }) });
  await dialog.getByRole('button', { name: en('ops.reviews.close') }).click();
  await expect(dialog.getByText(en('ops.reason.tooShort', { count: 3 }))).toBeVisible();
  const note = `The bank says nothing was taken for ${code}`;
  await dialog.getByRole('textbox').fill(note);
  await dialog.getByRole('button', { name: en('ops.reviews.close') }).click();
  await expect(dialog).toHaveCount(0);
  await expect(card).toHaveCount(0);
  await expect(page.getByText(note)).toBeVisible();
  const [row] = await client.db.select().from(reviewCases).where(eq(reviewCases.id, id));
  expect(row).toMatchObject({ note, closedAt: expect.any(Date) });
});

test('money that only the provider has is shown from both sides, given back, and the case is settled @desktop', async ({
  page,
  client,
}) => {
  const { id, orderId, left } = await makeStrangePayment(client, 30_000);
  await page.goto(`/ops/reviews#${id}`);
  const card = page.getByRole('listitem').filter({ hasText: orderId });
  await expect(card.getByText(en('ops.reviews.nothingHere'))).toBeVisible();
  await expect(card.getByText(won(30_000))).toBeVisible();
  await card.getByRole('button', { name: en('ops.reviews.refund') }).click();
  const dialog = page.getByRole('dialog');
  const send = dialog.getByRole('button', { name: en('ops.reviews.refund') });
  await dialog.getByLabel(en('ops.reviews.refundAmount', { currency: 'KRW' })).fill('30001');
  await send.click();
  await expect(dialog.getByText(en('ops.reviews.refundRange', { left: won(30_000) }))).toBeVisible();
  await dialog.getByLabel(en('ops.reviews.refundAmount', { currency: 'KRW' })).fill('30000');
  const note = `Nobody knows ${orderId}`;
  await dialog.getByLabel(en('ops.reviews.why')).fill(note);
  await send.click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(note)).toBeVisible();
  expect(await left()).toBe(0);
  const acts = await client.db.select().from(auditLog).where(eq(auditLog.subjectId, id)).orderBy(asc(auditLog.at));
  expect(acts).toMatchObject([
    { action: 'review-refund-asked', detail: { amountMinor: 30_000 } },
    { action: 'review-refunded', detail: { amountMinor: 30_000 } },
  ]);
});

test('a booking’s mail is found among the runs and read step by step @desktop', async ({ page, place, client }) => {
  const there = await place({ policy: null });
  const { reservationId } = await book(client, there, { serviceDate: dateIn(9), minute: 1140 });
  const runId = await runFor(client, 'reservation/confirmed', reservationId);
  await page.goto('/ops/runs?status=completed');
  await page.locator(`a[href="/ops/runs/${runId}"]`).click();
  await page.waitForURL(`**/ops/runs/${runId}`);
  await expect(page.getByRole('heading', { level: 2, name: en('ops.run.steps') })).toBeVisible();
  await expect(page.getByRole('main').getByRole('listitem').getByText('send-confirmation').first()).toBeVisible();
  await expect(page.getByText(reservationId)).toBeVisible();
});

/** The finished run that an event about a reservation set off. */
async function runFor(client: DatabaseClient, event: string, reservationId: string): Promise<string> {
  const find = async () => {
    const [run] = await client.db
      .select({ id: engineRuns.id })
      .from(engineRuns)
      .innerJoin(engineEvents, eq(engineEvents.id, engineRuns.eventRef))
      .where(
        and(
          eq(engineEvents.name, event),
          like(engineEvents.payload, `%${reservationId}%`),
          eq(engineRuns.status, 'completed'),
        ),
      );
    return run?.id ?? '';
  };
  await expect.poll(find, { timeout: 20_000 }).not.toBe('');
  return find();
}

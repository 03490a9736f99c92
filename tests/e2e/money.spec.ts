import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { auditLog, merchantTerms } from '@/db/schema';
import { dateIn, makeContext } from '@/tests/support/factories';
import { settleMonth } from '@/tests/support/settled';
import {
  chooseAtSandbox,
  expect,
  expectAccessible,
  expectNoMissingWords,
  expectNoSidewaysScrolling,
  signIn,
  someone,
  test,
} from './fixtures';
import { signedInLongAgo, visit } from './money-work';
import { atProvider, expectPass, goToPay, heading, hold, won } from './walk';
import { en } from './words';

/** Presses the link of a document and reads what came. */
async function download(page: Page, format: 'PDF' | 'CSV'): Promise<{ name: string; bytes: Buffer }> {
  const link = page.getByRole('link', { name: en('money.owner.statements.fileLabel', { no: 1, format }) });
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

test('a booking is paid, visited and settled; its restaurant’s owner sees where the money is and downloads the statement @desktop', async ({
  page,
  open,
  place,
  client,
  idOf,
}) => {
  const owner = someone();
  await signIn(page, owner);
  const there = await place({ ownerId: await idOf(owner) });
  await page.goto(`/owner/${there.id}/money`);
  await expect(page.getByRole('heading', { name: en('money.owner.statements.none') })).toBeVisible();

  const diner = await open({ as: someone() });
  const reservationId = await hold(diner, there, { date: dateIn(6), time: '19:00' });
  await goToPay(diner, 20_000);
  await atProvider.approve(diner);
  const code = await expectPass(diner);
  await page.reload();
  const held = page.locator('dl > div').filter({ hasText: en('money.owner.figures.held.name') });
  await expect(held).toContainText(won(20_000));

  await visit(client, there, reservationId);
  await settleMonth(client, makeContext(client), there.id);
  await page.reload();
  await expect(held).toContainText(won(0));
  const underWay = page.locator('dl > div').filter({ hasText: en('money.owner.figures.underWay.name') });
  // 3 % of 20,000 and a tenth of that are the platform's.
  await expect(underWay).toContainText(won(19_340));
  await expectNoMissingWords(page);
  await expectNoSidewaysScrolling(page);
  await expectAccessible(page);

  const pdf = await download(page, 'PDF');
  expect(pdf.name).toMatch(/\.pdf$/);
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  const csv = await download(page, 'CSV');
  expect([...csv.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(csv.bytes.toString()).toContain(code);
  expect(csv.bytes.toString()).toContain('19340');

  await page
    .getByRole('link', { name: new RegExp(en('money.owner.statements.name', { no: 1 })) })
    .first()
    .click();
  await expect(heading(page, en('money.statement.title', { no: 1 }))).toBeVisible();
  const line = page.getByRole('row').filter({ hasText: code });
  await expect(line).toContainText(won(19_340));
  await expect(line).toContainText(en('money.kinds.visit'));
  await expectNoSidewaysScrolling(page);
  await expectAccessible(page);
});

test('where the money goes changes only after signing in again, and is shown by its last four digits @phone', async ({
  page,
  place,
  client,
  idOf,
}) => {
  const owner = someone();
  await signIn(page, owner);
  const ownerId = await idOf(owner);
  const there = await place({ ownerId });
  await signedInLongAgo(page, ownerId);
  await page.goto(`/owner/${there.id}/money`);
  await page.getByRole('button', { name: en('money.account.add') }).click();
  await expect(page.getByText(en('money.account.againTitle'))).toBeVisible();
  await page.getByRole('link', { name: en('money.account.again') }).click();
  await expect(heading(page, en('account.signIn.againTitle'))).toBeVisible();
  await page.getByRole('button', { name: en('account.signIn.with.sandbox') }).click();
  await page.waitForURL(/\/oidc\//);
  await chooseAtSandbox(page, owner);
  await page.waitForURL(/\/money\?account=change/);

  const card = page.getByRole('region', { name: en('money.account.title') });
  await card.getByRole('textbox', { name: en('money.account.number') }).fill('110-12');
  await card.getByRole('textbox', { name: en('money.account.holder') }).fill('Putgam Ltd.');
  await card.getByRole('button', { name: en('money.account.save') }).click();
  await expect(card.getByText(en('money.account.problems.bank'))).toBeVisible();
  await expect(card.getByText(en('money.account.problems.number'))).toBeVisible();
  await card.getByRole('combobox', { name: en('money.account.bank') }).click();
  await page.getByRole('option', { name: 'Shinhan Bank' }).click();
  await card.getByRole('textbox', { name: en('money.account.number') }).fill('110-123-456789');
  await card.getByRole('button', { name: en('money.account.save') }).click();
  await expect(card.getByText('Shinhan Bank ••••6789')).toBeVisible();
  await expectAccessible(page);

  const [terms] = await client.db.select().from(merchantTerms).where(eq(merchantTerms.restaurantId, there.id));
  expect(terms).toMatchObject({ bankCode: '088', accountNumber: '110123456789', accountChangedBy: ownerId });
  const acts = await client.db.select().from(auditLog).where(eq(auditLog.subjectId, there.id));
  expect(acts).toMatchObject([{ action: 'payout-account-changed', detail: { before: null } }]);
});

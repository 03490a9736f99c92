import { encode } from 'next-auth/jwt';
import type { UserId } from '@/server/domain/shared/ids';
import { dateIn, makeUsers, table, unique } from '@/tests/support/factories';
import { appUrl, DEMO_OPERATOR, expect, markDocument, type Place, signIn, test } from './fixtures';
import { heading } from './walk';
import { en } from './words';

const CROWD = 50;
const DATE = dateIn(12);

/** Somebody wants the one table, over HTTP as a browser would. Returns the status of the answer. */
async function want(place: Place, userId: UserId): Promise<number> {
  const token = await encode({ token: { sub: userId }, secret: process.env.NEXTAUTH_SECRET! });
  const wish = { restaurantId: place.id, serviceDate: DATE, minute: 1140, party: 2, commandKey: unique('key-') };
  const answer = await fetch(`${appUrl}/api/trpc/bookings.hold`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `next-auth.session-token=${token}` },
    body: JSON.stringify({ json: wish }),
  });
  return answer.status;
}

test('a crowd wants one day: the operator sees it without reloading, from whichever process, and goes to the restaurant @desktop', async ({
  page,
  place,
  client,
}) => {
  const there = await place({ tables: [table(1, 2)] });
  const crowd = await makeUsers(client, CROWD);
  await signIn(page, DEMO_OPERATOR, '/ops');
  await page
    .getByRole('link', { name: en('ops.nav.contention') })
    .first()
    .click();
  await expect(heading(page, en('ops.contention.title'))).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: there.nameEn });
  await expect(row).toHaveCount(0);
  const untouched = await markDocument(page);

  const statuses = await Promise.all(crowd.map((userId) => want(there, userId)));
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(statuses.filter((status) => status === 409)).toHaveLength(CROWD - 1);

  await expect(row.getByRole('cell').nth(1)).toHaveText(String(CROWD));
  await expect(row.getByRole('cell').nth(2)).toHaveText(String(CROWD - 1));
  const processes = page.getByRole('table', { name: en('ops.contention.processes.title') });
  await expect(processes.getByRole('rowheader', { name: en('ops.contention.processes.kinds.worker') })).toBeVisible();
  expect(await untouched()).toBe(true);

  await row.getByRole('link', { name: there.nameEn }).click();
  await expect(heading(page, there.nameEn)).toBeVisible();
});

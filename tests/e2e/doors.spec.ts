import { eq } from 'drizzle-orm';
import { payments, reservations } from '@/db/schema';
import { dateIn } from '@/tests/support/factories';
import { appUrl, chooseAtSandbox, expect, signIn, someone, test } from './fixtures';
import { heading, hold } from './walk';
import { en } from './words';

const CHOICE = { date: dateIn(7), time: '18:00' };
const nobodys = 'res_01jzzzzzzzzzzzzzzzzzzzzzzz';

test('a guest who opens a page of their own is sent to sign in, and back to it @desktop', async ({
  page,
  open,
  place,
  idOf,
}) => {
  const somebody = someone();
  const other = await open({ as: somebody });
  const reservationId = await hold(other, await place(), CHOICE);
  const { id } = await place({ ownerId: await idOf(somebody) });
  const paths = [
    '/bookings',
    `/bookings/${reservationId}`,
    `/checkout/${reservationId}`,
    '/owner',
    `/owner/${id}`,
    '/ops',
  ];
  for (const path of paths) {
    await page.goto(path);
    await expect(page, path).toHaveURL(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  }
  await page.goto(`/checkout/${reservationId}`);
  await page.getByRole('button', { name: en('account.signIn.with.sandbox') }).click();
  await chooseAtSandbox(page, somebody);
  await expect(page).toHaveURL(`/checkout/${reservationId}`);
  await expect(heading(page, en('checkout.title'))).toBeVisible();
});

test('what belongs to somebody else is not found: bookings, checkouts, calendars, restaurants, the operator’s pages @desktop', async ({
  page,
  open,
  place,
  watch,
}) => {
  watch.allow(/status of 404/);
  const other = await open({ as: someone() });
  const there = await place();
  const reservationId = await hold(other, there, CHOICE);
  await signIn(page, someone());
  const paths = [
    `/bookings/${reservationId}`,
    `/checkout/${reservationId}`,
    `/checkout/${reservationId}/paid?paymentKey=tgen_x&orderId=order-1&amount=20000`,
    `/bookings/${nobodys}`,
    '/bookings/nonsense',
    `/owner/${there.id}`,
    `/owner/${there.id}/hours`,
    `/owner/${there.id}/tables`,
    `/owner/${there.id}/policy`,
    '/owner/nonsense',
    '/ops',
    '/ops/reviews',
    '/ops/letters',
    '/ops/runs',
    '/r/no-such-restaurant',
  ];
  for (const path of paths) expect((await page.request.get(path)).status(), path).toBe(404);
  expect((await page.request.get(`/api/bookings/${reservationId}/calendar`)).status()).toBe(404);
  await page.goto(`/bookings/${reservationId}`);
  await expect(heading(page, en('errors.notFound.title'))).toBeVisible();
});

test('signing in never leads to another site, whatever the address asks for @desktop', async ({ page }) => {
  const elsewhere = [
    'https://elsewhere.example/',
    '//elsewhere.example/',
    '/\\elsewhere.example',
    'javascript:alert(1)',
    '/sign-in',
  ];
  for (const callbackUrl of elsewhere) {
    await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(callbackUrl)}`);
    await expect(page.locator('input[name=callbackUrl]'), callbackUrl).toHaveValue('/');
  }
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent('//elsewhere.example/')}`);
  await page.getByRole('button', { name: en('account.signIn.with.sandbox') }).click();
  await chooseAtSandbox(page, someone());
  await expect(page).toHaveURL(`${appUrl}/`);

  // next-auth's own address, past our page.
  const { csrfToken } = await (await page.request.get('/api/auth/csrf')).json();
  const answer = await page.request.post('/api/auth/signin/sandbox', {
    form: { csrfToken, callbackUrl: 'https://elsewhere.example/', json: 'true' },
  });
  expect(new URL((await answer.json()).url).origin).not.toContain('elsewhere');
  const cookies = await page.context().cookies();
  const kept = cookies.find(({ name }) => name.endsWith('next-auth.callback-url'));
  expect(decodeURIComponent(kept?.value ?? '')).not.toContain('elsewhere');
});

test('opening the provider’s return address confirms nothing: only the page’s own POST does @desktop', async ({
  page,
  place,
  client,
}) => {
  await signIn(page, someone());
  const reservationId = await hold(page, await place(), CHOICE);
  const [payment] = await client.db.select().from(payments).where(eq(payments.reservationId, reservationId));
  const query = `paymentKey=tgen_forged&orderId=${payment!.id}&amount=${payment!.amountMinor}`;
  const answer = await page.request.get(`/checkout/${reservationId}/paid?${query}`);
  expect(answer.status()).toBe(200);
  const [after] = await client.db.select().from(payments).where(eq(payments.reservationId, reservationId));
  expect(after).toEqual(payment);
  const [booking] = await client.db.select().from(reservations).where(eq(reservations.id, reservationId));
  expect(booking).toMatchObject({ status: 'HELD', version: 1 });
});

test('an address that cannot be read is answered at once, and is nobody’s @desktop', async ({ request }) => {
  for (const path of ['/%E0%A4%A', '/r/%E0%A4%A', '/api/trpc/%E0%A4%A']) {
    const status = (await request.get(path, { timeout: 5_000 })).status();
    expect([400, 404], path).toContain(status);
  }
});

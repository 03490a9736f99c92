import type { BrowserContextOptions, Page } from '@playwright/test';
import { dateIn, unique } from '@/tests/support/factories';
import {
  book,
  DEMO_OPERATOR,
  DEMO_OWNER,
  DESKTOP,
  expect,
  expectAccessible,
  expectNoMissingWords,
  expectNoSidewaysScrolling,
  SMALL_PHONE,
  someone,
  test,
} from './fixtures';
import { makeCase, makeLetter } from './operator-work';
import { heading, placePath, showTimes, timeButton } from './walk';
import { en, ko, type Words } from './words';

const DAY = dateIn(6);
const CHOICE = { date: DAY, time: '19:00' };

type Scheme = 'light' | 'dark';
const other = (scheme: Scheme): Scheme => (scheme === 'light' ? 'dark' : 'light');

const LOOKS: { name: string; words: Words; colorScheme: Scheme; options: BrowserContextOptions }[] = [
  {
    name: 'small, light and in Korean @phone',
    words: ko,
    colorScheme: 'light',
    options: { ...SMALL_PHONE, locale: 'ko-KR' },
  },
  {
    name: 'wide, dark and in English @desktop',
    words: en,
    colorScheme: 'dark',
    options: { ...DESKTOP, locale: 'en-GB' },
  },
];

// A picture of every step would cost more than the looking.
test.use({ trace: 'off' });
test.describe.configure({ timeout: 120_000 });

/** What holds on every page: its words are words, it is no wider than the screen, and axe has no objection of weight. */
async function expectSound(page: Page): Promise<void> {
  await expectNoMissingWords(page);
  await expectNoSidewaysScrolling(page);
  await expectAccessible(page);
}

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectSound(page);
}

for (const { name, words, colorScheme, options } of LOOKS) {
  const look = { ...options, colorScheme, reducedMotion: 'reduce', words } as const;
  /** A main page, by day and by night. */
  const visitTwice = async (page: Page, path: string) => {
    await visit(page, path);
    await page.emulateMedia({ colorScheme: other(colorScheme) });
    await expectAccessible(page, ['color-contrast']);
    await page.emulateMedia({ colorScheme });
  };

  test(`every page before signing in is sound, ${name}`, async ({ open, place, watch }) => {
    watch.allow(/status of 404/);
    const there = await place();
    const page = await open(look);
    await visitTwice(page, '/');
    await visit(page, `/?q=${unique('nothing')}`);
    await visitTwice(page, '/r/osteria-putgam');
    await visit(page, placePath(there, CHOICE));
    await showTimes(page, words);
    await expectSound(page);
    await timeButton(page, CHOICE.time).click();
    await expect(page.getByRole('link', { name: words('restaurant.hold.signIn') })).toBeVisible();
    await expectSound(page);
    await visit(page, '/sign-in');
    await visit(page, '/no-such-page');
  });

  test(`every page of a guest is sound, ${name}`, async ({ open, place, client, idOf }) => {
    const diner = someone();
    const page = await open({ ...look, as: diner });
    await visit(page, '/bookings');
    await visit(page, '/coupons');
    const by = await idOf(diner);
    const free = await place({ policy: null });
    const next = await book(client, free, { serviceDate: DAY, minute: 720 }, by);
    const later = await book(client, free, { serviceDate: dateIn(7), minute: 720 }, by);
    const held = await book(client, await place(), { serviceDate: DAY, minute: 1140 }, by);

    await visitTwice(page, `/checkout/${held.reservationId}`);
    await page.getByRole('button', { name: words('checkout.giveUp.action') }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await expectSound(page);
    await visitTwice(page, `/bookings/${next.reservationId}`);
    await page.getByRole('button', { name: words('bookings.cancel.action') }).click();
    await expect(page.getByRole('alertdialog').getByText(words('bookings.cancel.free'))).toBeVisible();
    await expectSound(page);
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: words('bookings.cancel.confirm') })
      .click();
    await expect(heading(page, words('bookings.state.cancelledFree.title'))).toBeVisible();
    await expectSound(page);
    await page.goto('/bookings');
    await expect(page.getByText(later.code)).toBeVisible();
    await expectSound(page);
  });

  // Owners look at theirs on the phone, operators at a desk: each is looked at there.
  if (name.includes('@phone'))
    test(`every page of a restaurant is sound, ${name}`, async ({ open }) => {
      const page = await open({ ...look, as: DEMO_OWNER, at: '/owner' });
      await visit(page, '/owner');
      const address = await page.getByRole('main').getByRole('link').first().getAttribute('href');
      for (const view of ['list', 'timeline'] as const) {
        await page.goto(address!);
        await page.getByRole('radio', { name: words(`owner.day.view.${view}`) }).click();
        await expectSound(page);
      }
      await visitTwice(page, `${address}/hours`);
      await page.getByRole('button', { name: words('owner.days.close'), exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectSound(page);
      await visit(page, `${address}/tables`);
      await visit(page, `${address}/policy`);
      for (const part of ['campaigns', 'campaigns/new', 'room']) await visit(page, `${address}/${part}`);
      await visitTwice(page, `${address}/money`);
    });

  if (name.includes('@desktop'))
    test(`every page of the operator is sound, ${name}`, async ({ open, place, client }) => {
      await makeLetter(client);
      await makeCase(client, await place());
      const page = await open({ ...look, as: DEMO_OPERATOR, at: '/ops' });
      await visitTwice(page, '/ops');
      await visit(page, '/ops/reviews');
      await visit(page, '/ops/letters');
      await visitTwice(page, '/ops/contention');
      await visit(page, '/ops/ledger');
      await visit(page, '/ops/ledger/merchant_payable');
      await visitTwice(page, '/ops/settlement');
      await visit(page, '/ops/reconciliation');
      await visit(page, '/ops/runs');
      await page.getByRole('table').getByRole('link').first().click();
      await page.waitForURL(/\/ops\/runs\/.+/);
      await expect(page.getByRole('heading', { level: 2, name: words('ops.run.steps') })).toBeVisible();
      await expectSound(page);
    });
}

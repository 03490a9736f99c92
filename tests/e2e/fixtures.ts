import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test';
import { and, eq } from 'drizzle-orm';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { accounts } from '@/db/schema';
import { personNamed } from '@/sandbox/sign-in/people';
import type { UserId } from '@/server/domain/shared/ids';
import { holdTable } from '@/server/services/reservation';
import {
  as,
  type MadeRestaurant,
  makeContext,
  makeRestaurant,
  makeUser,
  type RestaurantOverrides,
  unique,
} from '@/tests/support/factories';
import { en, MESSAGES, type Words } from './words';

export { expect };

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
export const SMALL_PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;
export const DESKTOP = { viewport: { width: 1280, height: 800 }, hasTouch: false, isMobile: false } as const;

export const appUrl = process.env.BASE_URL!;

/** Somebody of the sandbox: `name` is typed there, or `demo` is the account's button that is pressed. */
export type Person = { name: string; email: string; subject: string; demo?: true };

/** A person nobody has seen before. */
export function someone(): Person {
  const name = unique('Guest ');
  return { name, email: personNamed(name).email, subject: personNamed(name).sub };
}

const demo = (who: string): Person => ({
  name: '',
  email: `${who}@tablepick.example`,
  subject: `demo-${who}`,
  demo: true,
});
export const DEMO_OWNER = demo('owner');
export const DEMO_OPERATOR = demo('operator');

/** Says who one is on the sandbox's page, where the browser already is. */
export async function chooseAtSandbox(page: Page, person: Person): Promise<void> {
  if (person.demo) return page.locator(`button[name=person][value=${person.subject}]`).click();
  await page.locator('input[name=name]').fill(person.name);
  await page.locator('input[name=name]').press('Enter');
}

/** Signs in on the real pages, ours and the sandbox's, and ends at `to`. */
export async function signIn(page: Page, person: Person, to = '/', words: Words = en): Promise<void> {
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(to)}`);
  await page.getByRole('button', { name: words('account.signIn.with.sandbox') }).click();
  await page.waitForURL(/\/oidc\//);
  await chooseAtSandbox(page, person);
  await page.waitForURL((url) => url.origin === new URL(appUrl).origin && !url.pathname.startsWith('/api/'));
}

/** What a place is called in both languages: its page is looked for by these. */
export type Place = MadeRestaurant & { nameEn: string };

/** What went wrong in a browser without the test looking at it. `allow` names what a test provokes on purpose. */
class Watch {
  private readonly seen: string[] = [];
  private readonly allowed: RegExp[] = [];

  allow(pattern: RegExp): void {
    this.allowed.push(pattern);
  }

  /** Errors of scripts, and everything browsers write as an error: failed requests, breaches of the policy. */
  over(context: BrowserContext): void {
    context.on('weberror', (error) => this.seen.push(`${error.page()?.url()}: ${error.error().stack}`));
    context.on('console', (message) => {
      if (message.type() === 'error') this.seen.push(`${message.page()?.url()}: ${message.text()}`);
    });
  }

  unexpected(): string[] {
    return this.seen.filter((line) => !this.allowed.some((pattern) => pattern.test(line)));
  }
}

type Open = BrowserContextOptions & { as?: Person; at?: string; words?: Words };

type Fixtures = {
  watch: Watch;
  /** Another browser, which knows nothing of the first; signed in when `as` names somebody. */
  open: (options?: Open) => Promise<Page>;
  /** A restaurant of this test's own, at which nothing is booked. */
  place: (overrides?: RestaurantOverrides) => Promise<Place>;
  /** The id of somebody who has signed in.
   */
  idOf: (person: Person) => Promise<UserId>;
};

export const test = base.extend<Fixtures, { client: DatabaseClient }>({
  client: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of what is asked for
    async ({}, use) => {
      const client = createDatabase(process.env.DATABASE_URL!, 4);
      await use(client);
      await client.close();
    },
    { scope: 'worker' },
  ],
  watch: [
    async ({ context }, use) => {
      const watch = new Watch();
      watch.over(context);
      await use(watch);
      expect(watch.unexpected(), 'nothing went wrong in the browser').toEqual([]);
    },
    { auto: true },
  ],
  open: async ({ browser, watch, contextOptions }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async ({ as, at, words, ...options } = {}) => {
      const context = await browser.newContext({ ...contextOptions, ...options });
      contexts.push(context);
      watch.over(context);
      const page = await context.newPage();
      if (as) await signIn(page, as, at, words);
      else if (at) await page.goto(at);
      return page;
    });
    for (const context of contexts) await context.close();
  },
  place: async ({ client }, use) => {
    await use(async (overrides = {}) => {
      const word = unique('');
      const nameEn = `Table ${word}`;
      const restaurant = { name: `식탁 ${word}`, nameEn, ...overrides.restaurant };
      return { ...(await makeRestaurant(client, { ...overrides, restaurant })), nameEn };
    });
  },
  idOf: async ({ client }, use) => {
    await use(async ({ subject }) => {
      const [row] = await client.db
        .select({ userId: accounts.userId })
        .from(accounts)
        .where(and(eq(accounts.provider, 'sandbox'), eq(accounts.subject, subject)));
      return row!.userId;
    });
  },
});

/**
 * A table taken by somebody who is not in any browser: booked where the
 * place asks for no deposit, else held. `by` is somebody who has signed in.
 */
export async function book(
  client: DatabaseClient,
  place: Place,
  when: { serviceDate: string; minute: number },
  by?: UserId,
) {
  const name = unique('Guest ');
  const userId = by ?? (await makeUser(client, { name }));
  const wish = { restaurantId: place.id, ...when, party: 2, commandKey: unique('key-') };
  const { reservationId, code } = await holdTable(as(makeContext(client), userId), wish);
  return { name, userId, reservationId, code };
}

/** No finding of weight, by the rules of axe; by `rules` alone where they are given. */
export async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
  await page.evaluate(untilStill);
  // Pages here have no frames of other sites, so it need not finish in a page of its own; what passes is not written down.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const lines = grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 300)).join(' | ')}`);
  expect(lines, `axe at ${page.url()}`).toEqual([]);
}

/** What fades in, or changes its colour, has none to be judged by until it is done. */
async function untilStill(): Promise<void> {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const ending = document
    .getAnimations()
    .filter(({ effect }) => Number.isFinite(Number(effect?.getComputedTiming().endTime)));
  await Promise.all(ending.map(({ finished }) => finished.catch(() => {})));
}

/** The page is not wider than the screen. */
export async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const { wide, room } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    room: document.documentElement.clientWidth,
  }));
  expect(wide, `the width of ${page.url()}`).toBeLessThanOrEqual(room);
}

/** Marks the document; the answer tells later whether it is still the same one, never reloaded nor left. */
export async function markDocument(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => {
    (window as { marked?: true }).marked = true;
  });
  return () => page.evaluate(() => (window as { marked?: true }).marked === true);
}

const SUBJECTS = Object.keys(MESSAGES.en).join('|');
const MESSAGE_KEY = new RegExp(`\\b(${SUBJECTS})\\.[a-z]\\w*(\\.\\w+)*\\b`);

/** Nothing on the page is the name of a sentence instead of the sentence. */
export async function expectNoMissingWords(page: Page): Promise<void> {
  const seen = await page.locator('body').allInnerTexts();
  const spoken = await page.evaluate(() =>
    [...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap((element) =>
      ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
    ),
  );
  expect([await page.title(), ...seen, ...spoken].join('\n'), `the words of ${page.url()}`).not.toMatch(MESSAGE_KEY);
}

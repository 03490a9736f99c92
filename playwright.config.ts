import { defineConfig } from '@playwright/test';

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 800 };

/**
 * `npm test` starts the product and passes its address. A test tagged `@desktop` runs at 1280 px only, one tagged
 * `@phone` at 390 px only, an untagged one at both.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: '.tablepick/test/playwright',
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // A test keeps to its own restaurant and people, so two can run at once.
  workers: 2,
  fullyParallel: true,
  timeout: 240_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: process.env.BASE_URL,
    locale: 'en-GB',
    timezoneId: 'Asia/Seoul',
    screenshot: 'only-on-failure',
    // Without a film of every step: taking it costs more than the steps.
    trace: { mode: 'retain-on-failure', screenshots: false, sources: false },
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'phone', grepInvert: /@desktop/, use: { viewport: phone, hasTouch: true, isMobile: true } },
    { name: 'desktop', grepInvert: /@phone/, use: { viewport: desktop } },
  ],
});

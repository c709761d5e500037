import { defineConfig } from '@playwright/test';
import type { Options } from './vestibule/test.js';

/** Debian's Chromium, which updates and reports nothing while it is tested. */
const chromium = (...more: string[]) => ({
  browserName: 'chromium' as const,
  launchOptions: {
    executablePath: '/usr/bin/chromium',
    // Pages that are left are kept for Back, as outside of tests.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: [
      ...more,
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
});

/** Where Lighthouse finds the browser; a different one in each process. */
const debuggingPort = 20_000 + (process.pid % 20_000);

export default defineConfig<object, Options>({
  testDir: '.',
  outputDir: 'results',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  // A test that fails once and then passes is reported as flaky, and does not stop others.
  retries: process.env['CI'] ? 1 : 0,
  // For the longest tests on a busy machine; others do not need it.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: { width: 1280, height: 800 },
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'chromium', use: { ...chromium(), engine: 'chromium' } },
    {
      name: 'firefox',
      grep: /@engines/,
      use: {
        engine: 'firefox',
        browserName: 'firefox',
        // Debian's unmodified Firefox, over WebDriver BiDi.
        channel: 'moz-firefox',
        launchOptions: { executablePath: '/usr/bin/firefox-esr' },
      },
    },
    { name: 'webkit', grep: /@engines/, use: { engine: 'webkit', trace: 'off' } },
    {
      name: 'lighthouse',
      testMatch: '**/*.lighthouse.ts',
      timeout: 180_000,
      use: {
        ...chromium(`--remote-debugging-port=${debuggingPort}`),
        engine: 'chromium',
        // Lighthouse emulates its own phone.
        viewport: null,
        trace: 'off',
      },
    },
  ],
});

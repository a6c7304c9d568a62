import { defineConfig, devices } from '@playwright/test'

export default defineConfig({
  testDir: 'e2e/journeys',
  outputDir: 'test-results',
  fullyParallel: false,
  // One more than the cores of a small machine: a journey waits for models most of its time.
  workers: 3,
  retries: 0,
  forbidOnly: true,
  // Limits for a slow machine with other work: most journeys take a few seconds.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    locale: 'en-US',
    // Playwright's routes do not see what a service worker requests.
    serviceWorkers: 'block',
    // A film of every page takes a third of the journeys' processor time.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      ...(process.env.PLAYWRIGHT_CHROMIUM && { executablePath: process.env.PLAYWRIGHT_CHROMIUM }),
      args: [
        '--no-sandbox',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})

import { defineConfig } from 'vitest/config'

/**
 * Tests with real processes of the production build, which `npm test` makes first. They mostly
 * wait. A start takes 2 s on a fast machine and ten times that on a slow one.
 */
export default defineConfig({
  test: {
    include: ['e2e/start/*.test.ts'],
    globalSetup: './lib/db/vitest-global-setup.ts',
    maxWorkers: 4,
    testTimeout: 240_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
})

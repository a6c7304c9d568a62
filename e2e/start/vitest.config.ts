import { defineConfig } from 'vitest/config'

/**
 * Tests with real processes of the production build, which `npm test` makes first. They mostly
 * wait.
 */
export default defineConfig({
  test: {
    include: ['e2e/start/*.test.ts'],
    globalSetup: './lib/db/vitest-global-setup.ts',
    maxWorkers: 4,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})

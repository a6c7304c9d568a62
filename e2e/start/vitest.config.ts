import { defineConfig } from 'vitest/config'

/** Real processes of the production build, which `npm test` makes first. Most of the time they wait. */
export default defineConfig({
  test: {
    include: ['e2e/start/*.test.ts'],
    globalSetup: './lib/db/vitest-global-setup.ts',
    maxWorkers: 4,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})

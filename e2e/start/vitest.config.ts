import { defineConfig } from 'vitest/config'

/** Real processes of the production build, one after another: `npm test` builds first. */
export default defineConfig({
  test: {
    include: ['e2e/start/*.test.ts'],
    globalSetup: './lib/db/vitest-global-setup.ts',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{lib,app,components,scripts,bench}/**/*.test.{ts,tsx}'],
    globalSetup: './lib/db/vitest-global-setup.ts',
    // One for each core: by itself vitest leaves one out, which on two is half of them.
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{lib,app,components,scripts,bench}/**/*.test.{ts,tsx}'],
    globalSetup: './lib/db/vitest-global-setup.ts',
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})

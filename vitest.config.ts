import { defineConfig } from 'vitest/config'

const testFiles = '{lib,app,components,scripts,bench}/**/*.test.{ts,tsx}'
/** Tests of our own SQL. They run on every PostgreSQL that is supported. */
const sqlFiles = '**/*.sql.test.ts'
/** Tests whose subject is real durations. They run after the others, one file at a time. */
const timedFiles = '**/*.timed.test.ts'

export default defineConfig({
  test: {
    globalSetup: './lib/db/vitest-global-setup.ts',
    setupFiles: './vitest.setup.ts',
    // A worker keeps its modules from file to file: loading them took half of the processor time.
    isolate: false,
    // Most of the tests wait for a database, a provider or a deadline.
    maxWorkers: '200%',
    // Of the tests of a file that may run side by side, which wait for deadlines.
    maxConcurrency: 10,
    // Limits for a slow machine with other work: hardly a test takes a second.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [testFiles],
          exclude: [sqlFiles, timedFiles, '**/node_modules/**'],
        },
      },
      { extends: true, test: { name: 'sql', include: [sqlFiles] } },
      {
        extends: true,
        test: {
          name: 'timed',
          include: [timedFiles],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})

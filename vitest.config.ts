import { defineConfig } from 'vitest/config'

const shared = {
  env: { TZ: 'UTC' },
  testTimeout: 30_000,
  hookTimeout: 90_000,
  maxWorkers: 2,
}
const withDatabase = ['**/*.db.test.{ts,tsx}']
const everything = ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}']

// Pure tests need no server. Tests named *.db.test.ts get a real PostgreSQL from the global setup,
// journeys also a browser; both are started once per run.
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          isolate: false,
          include: everything,
          exclude: [
            ...withDatabase,
            'tests/journeys/**',
            'tests/reliability/**',
            '**/node_modules/**',
          ],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'db',
          // Files of one worker share the loaded program: loading it anew for each took two thirds of the time.
          // Each has a database, a data folder and a program of its own.
          isolate: false,
          include: withDatabase,
          exclude: ['tests/journeys/**', '**/node_modules/**'],
          globalSetup: ['tests/support/global-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'journeys',
          isolate: false,
          include: ['tests/journeys/**/*.test.ts'],
          globalSetup: ['tests/support/global-setup.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      // The built program as a process of its own, killed without a farewell.
      {
        extends: true,
        test: {
          ...shared,
          name: 'reliability',
          include: ['tests/reliability/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})

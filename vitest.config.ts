import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A process for each file: the embedded database and the platforms' SDKs keep state for a whole process.
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          // A busy machine is slow, not wrong.
          testTimeout: 60_000,
          // The first embedded database of a run takes seconds to make.
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.e2e.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});

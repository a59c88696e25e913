import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const alias = {
  '@shared': resolve(import.meta.dirname, 'shared'),
  '@electron': resolve(import.meta.dirname, 'electron'),
  '@renderer': resolve(import.meta.dirname, 'renderer'),
};

/** Three suites: pure rules; services on real SQLite files and workbooks; workbooks recomputed by LibreOffice. */
export default defineConfig({
  resolve: { alias },
  test: {
    pool: 'forks',
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'workbooks',
          include: ['tests/workbooks/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});

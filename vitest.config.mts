import { existsSync, statfsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** In bytes; the largest tests need a tenth of it. */
const ENOUGH_MEMORY = 4 * 2 ** 30;

const alias = {
  '@shared': resolve(import.meta.dirname, 'shared'),
  '@electron': resolve(import.meta.dirname, 'electron'),
  '@renderer': resolve(import.meta.dirname, 'renderer'),
};

/**
 * Where tests put their files: in memory, where there is plenty of it. Most of what they wait for is the disk under a
 * thousand small databases, each commit of which is written through; what the program does is the same.
 */
function temporaryFiles(): Record<string, string> {
  const memory = '/dev/shm';
  if (process.platform !== 'linux' || !existsSync(memory)) return {};
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize >= ENOUGH_MEMORY ? { TMPDIR: memory } : {};
}

/**
 * Four suites: pure rules; services on real SQLite files and workbooks; workbooks recomputed by LibreOffice; the packaged
 * program's command line.
 */
export default defineConfig({
  resolve: { alias },
  test: {
    pool: 'forks',
    // vitest would leave one core of two idle.
    maxWorkers: availableParallelism(),
    env: temporaryFiles(),
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 30_000 } },
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
      {
        extends: true,
        test: { name: 'packaged', include: ['tests/packaged/**/*.test.ts'], testTimeout: 600_000 },
      },
    ],
  },
});

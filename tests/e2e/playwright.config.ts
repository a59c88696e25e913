import { defineConfig } from '@playwright/test';

/** With a folder named here the pictures of the README are drawn into it instead of testing. */
const SCREENSHOTS = process.env['FAHENG_SCREENSHOTS'];

/** The real Electron, one at a time on one display: two windows would fight for the keyboard. */
export default defineConfig({
  testDir: '.',
  testMatch: SCREENSHOTS ? '*.pictures.ts' : '*.spec.ts',
  outputDir: '../../test-results',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 240_000,
  expect: { timeout: 15_000 },
  use: { screenshot: 'only-on-failure' },
  reporter: 'list',
});

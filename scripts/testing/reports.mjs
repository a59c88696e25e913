import { existsSync } from 'node:fs';
import { readJson } from '../setup/project.mjs';

/**
 * Tests counted by one run of a test runner.
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 */

/** @type {Readonly<Count>} */
export const nothing = { passed: 0, failed: 0, skipped: 0 };

/**
 * Counts of vitest's json report.
 * @param {{ numPassedTests?: number, numFailedTests?: number, numPendingTests?: number, numTodoTests?: number }} report
 * @returns {Count}
 */
export function countVitest(report) {
  return {
    passed: report.numPassedTests ?? 0,
    failed: report.numFailedTests ?? 0,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  };
}

/**
 * Counts of Playwright's json report. A test that passed only when repeated counts as failed: it is
 * not known to work.
 * @param {{ stats?: { expected?: number, unexpected?: number, flaky?: number, skipped?: number } }} report
 * @returns {Count}
 */
export function countPlaywright({ stats = {} }) {
  return {
    passed: stats.expected ?? 0,
    failed: (stats.unexpected ?? 0) + (stats.flaky ?? 0),
    skipped: stats.skipped ?? 0,
  };
}

/**
 * The count of a step that has ended. One that failed without a failed test (it did not start, a file
 * could not be read, the linter complained) counts as one failure, so that the sum can never look well.
 * @param {number} exitCode
 * @param {Count} counted
 * @returns {Count}
 */
export function judgeStep(exitCode, counted) {
  return exitCode !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

/**
 * @param {readonly Count[]} counts
 * @returns {Count}
 */
export function sum(counts) {
  return counts.reduce(
    (total, count) => ({
      passed: total.passed + count.passed,
      failed: total.failed + count.failed,
      skipped: total.skipped + count.skipped,
    }),
    nothing,
  );
}

/**
 * The line that ends a test run, e.g. "812 passed, 0 failed" or "810 passed, 0 failed, 2 skipped".
 * @param {Count} total
 */
export function sumLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * Reads a report with its counting function; a report that is missing or unreadable counts nothing.
 * @param {string} file
 * @param {(report: any) => Count} count
 */
export function readCount(file, count) {
  try {
    return existsSync(file) ? count(readJson(file)) : nothing;
  } catch {
    return nothing;
  }
}

import { SetupError } from '../setup/say.mjs';
import { judgeStep, nothing, sum, sumLine } from './reports.mjs';

/**
 * @typedef {import('./reports.mjs').Count} Count
 *
 * One part of a test run.
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} [needs] names of steps without whose success this one makes no sense
 * @property {() => Promise<number>} run exit code
 * @property {() => Count} [count] tests it ran, read after it has ended
 *
 * @typedef {{ name: string, seconds: number, count: Count, ran: boolean }} Outcome
 */

/**
 * Runs the steps one after the other, goes on after a failure (so that one run shows all of them) and
 * prints a summary.
 * @param {readonly Step[]} steps
 * @param {readonly string[]} [notes] printed above the last line
 * @returns {Promise<number>} 0 where something was tested and nothing failed, else 1
 */
export async function runSteps(steps, notes = []) {
  /** @type {Outcome[]} */
  const outcomes = [];
  /** @type {Set<string>} */
  const failed = new Set();
  for (const step of steps) {
    /** @type {Outcome} */
    const outcome = step.needs?.some((name) => failed.has(name))
      ? { name: step.name, seconds: 0, count: { ...nothing, failed: 1 }, ran: false }
      : await runStep(step);
    if (outcome.count.failed > 0) failed.add(step.name);
    outcomes.push(outcome);
  }
  const total = sum(outcomes.map((outcome) => outcome.count));
  process.stdout.write(`\n${[...summary(outcomes), ...notes, sumLine(total)].join('\n')}\n`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/**
 * @param {Step} step
 * @returns {Promise<Outcome>}
 */
async function runStep(step) {
  process.stdout.write(`\n=== ${step.name}\n`);
  const started = Date.now();
  const code = await runGuarded(step);
  const counted = judgeStep(code, step.count ? step.count() : nothing);
  return { name: step.name, seconds: (Date.now() - started) / 1000, count: counted, ran: true };
}

/**
 * A step that throws has failed; the run goes on to its summary all the same.
 * @param {Step} step
 */
async function runGuarded(step) {
  try {
    return await step.run();
  } catch (cause) {
    const text = cause instanceof Error && !(cause instanceof SetupError) ? cause.stack : String(cause);
    process.stderr.write(`${text}\n`);
    return 1;
  }
}

/**
 * @param {readonly Outcome[]} outcomes
 * @returns {string[]}
 */
function summary(outcomes) {
  return outcomes.map(({ name, seconds, count, ran }) => {
    const verdict = count.failed > 0 ? 'FAILED' : 'ok';
    const tests = count.passed + count.failed + count.skipped > 0 ? sumLine(count) : '';
    return `${name.padEnd(12)} ${verdict.padEnd(7)} ${ran ? `${seconds.toFixed(1)} s`.padStart(9) : '  not run'}  ${tests}`.trimEnd();
  });
}

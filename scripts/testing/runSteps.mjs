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
 * Runs the steps one after the other, those of a list side by side; goes on after a failure (so that one run shows all of
 * them) and prints a summary.
 * @param {readonly (Step | readonly Step[])[]} steps
 * @param {readonly string[]} [notes] printed above the last line
 * @returns {Promise<number>} 0 where something was tested and nothing failed, else 1
 */
export async function runSteps(steps, notes = []) {
  /** @type {Outcome[]} */
  const outcomes = [];
  /** @type {Set<string>} */
  const failed = new Set();
  for (const group of steps) {
    const ended = await Promise.all([group].flat().map((step) => runUnlessVain(step, failed)));
    for (const { name, count } of ended) if (count.failed > 0) failed.add(name);
    outcomes.push(...ended);
  }
  const total = sum(outcomes.map((outcome) => outcome.count));
  process.stdout.write(`\n${[...summary(outcomes), ...notes, sumLine(total)].join('\n')}\n`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/**
 * Those of the steps that were asked for by name; a share of a step (`e2e 1/2`) goes by the step's.
 * @param {readonly (Step | readonly Step[])[]} steps
 * @param {readonly string[]} asked
 */
export function onlySteps(steps, asked) {
  return steps.map((group) =>
    [group].flat().filter(({ name }) => asked.includes(name.split(' ', 1)[0] ?? name)),
  );
}

/**
 * @param {Step} step
 * @param {ReadonlySet<string>} failed names of the steps before it that failed
 * @returns {Promise<Outcome>}
 */
async function runUnlessVain(step, failed) {
  return step.needs?.some((name) => failed.has(name))
    ? { name: step.name, seconds: 0, count: { ...nothing, failed: 1 }, ran: false }
    : runStep(step);
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

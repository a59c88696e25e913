import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { countPlaywright, countVitest, judgeStep, sum, sumLine } from '../../../scripts/testing/reports.mjs';
import { onlySteps, runSteps } from '../../../scripts/testing/runSteps.mjs';

describe('the counts of a run', () => {
  it('reads both runners and adds them up', () => {
    const vitest = countVitest({
      numPassedTests: 10,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 0,
    });
    const playwright = countPlaywright({ stats: { expected: 5, unexpected: 0, flaky: 1, skipped: 0 } });
    expect(sum([vitest, playwright])).toEqual({ passed: 15, failed: 2, skipped: 2 });
  });

  it('counts a step that failed without naming a test as one failure', () => {
    expect(judgeStep(1, { passed: 3, failed: 0, skipped: 0 }).failed).toBe(1);
    expect(judgeStep(1, { passed: 3, failed: 2, skipped: 0 }).failed).toBe(2);
    expect(judgeStep(0, { passed: 3, failed: 0, skipped: 0 }).failed).toBe(0);
  });

  it('is said in one fixed form', () => {
    expect(sumLine({ passed: 812, failed: 0, skipped: 0 })).toBe('812 passed, 0 failed');
    expect(sumLine({ passed: 810, failed: 1, skipped: 2 })).toBe('810 passed, 1 failed, 2 skipped');
  });
});

/** A step that ends with `code` and reports `passed` tests. */
const step = (name: string, code: number, passed: number, needs: string[] = []) => ({
  name,
  needs,
  run: async () => code,
  count: () => ({ passed, failed: 0, skipped: 0 }),
});

describe('runSteps', () => {
  let printed = '';
  beforeEach(() => {
    printed = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  });
  afterEach(() => vi.restoreAllMocks());

  const lastLine = (): string => printed.trimEnd().split('\n').at(-1) ?? '';

  it('ends with the sum and succeeds where all passed', async () => {
    expect(await runSteps([step('unit', 0, 7), step('e2e', 0, 3)])).toBe(0);
    expect(lastLine()).toBe('10 passed, 0 failed');
  });

  it('fails where nothing was tested', async () => {
    expect(await runSteps([step('lint', 0, 0)])).toBe(1);
    expect(lastLine()).toBe('0 passed, 0 failed');
  });

  it('goes on after a failure, but not with what is built on the failed step', async () => {
    expect(await runSteps([step('lint', 1, 0), step('unit', 0, 2)])).toBe(1);
    expect(lastLine()).toBe('2 passed, 1 failed');
    expect(await runSteps([step('build', 1, 0), step('e2e', 0, 2, ['build'])])).toBe(1);
    expect(lastLine()).toBe('0 passed, 2 failed');
    expect(printed).toContain('not run');
  });

  it('runs a list of steps side by side, and what needs one of them only after it', async () => {
    const started: string[] = [];
    // Ends only once the other one has started: one after the other would wait for ever.
    const until = (name: string, other: string, code: number) => ({
      ...step(name, code, 1),
      run: async () => {
        started.push(name);
        while (!started.includes(other)) await new Promise((resolve) => setTimeout(resolve, 1));
        return code;
      },
    });
    const pair = [until('packaged', 'e2e', 1), until('e2e', 'packaged', 0)];
    expect(await runSteps([pair, step('publish', 0, 5, ['packaged'])])).toBe(1);
    expect(lastLine()).toBe('2 passed, 2 failed');
  });

  it('leaves out what was not asked for, within a list too', async () => {
    const steps = [step('unit', 0, 7), [step('packaged', 0, 1), step('e2e', 0, 3)]];
    expect(await runSteps(onlySteps(steps, ['e2e']))).toBe(0);
    expect(lastLine()).toBe('3 passed, 0 failed');
  });

  it('finds the shares of a step by its name', async () => {
    const steps = [step('unit', 0, 7), [step('e2e 1/2', 0, 3), step('e2e 2/2', 0, 4)]];
    expect(await runSteps(onlySteps(steps, ['e2e']))).toBe(0);
    expect(lastLine()).toBe('7 passed, 0 failed');
  });
});

import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findProgram, npmCommand, run } from '../setup/command.mjs';
import { ensureBuilt } from '../setup/build.mjs';
import { runTool, utf8Environment } from '../setup/launch.mjs';
import { inProject, projectRoot } from '../setup/project.mjs';
import { packagedApp, packageApp } from '../packaging/packageApp.mjs';
import { countPlaywright, countVitest, readCount } from './reports.mjs';

/**
 * @typedef {import('./runSteps.mjs').Step} Step
 * @typedef {import('../setup/electronRuntime.mjs').Runtime} Runtime
 */

/**
 * Environment of every test: the project's own tools first, texts in UTF-8, and whether LibreOffice is there.
 * @param {{ hasLibreOffice: boolean }} machine
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function testEnvironment({ hasLibreOffice }, env = process.env) {
  const bin = inProject('node_modules', '.bin');
  return {
    ...utf8Environment(env),
    PATH: `${bin}${path.delimiter}${env.PATH ?? ''}`,
    ...(hasLibreOffice ? {} : { FAHENG_NO_LIBREOFFICE: '1' }),
  };
}

/** @returns {Step[]} */
export function checkSteps() {
  return [npmStep('lint', 'lint'), npmStep('types', 'typecheck')];
}

/** @returns {Step} */
export function buildStep() {
  return {
    name: 'build',
    run: async () => {
      await ensureBuilt();
      return 0;
    },
  };
}

/**
 * @param {'unit' | 'integration' | 'workbooks' | 'packaged'} project of vitest.config.mts
 * @param {NodeJS.ProcessEnv} env
 * @returns {Step}
 */
export function vitestStep(project, env) {
  const report = reportFile(project);
  const vitest = inProject('node_modules', 'vitest', 'vitest.mjs');
  const args = [
    vitest,
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  return {
    name: project,
    run: () => {
      removeOld(report);
      return run(process.execPath, args, { cwd: projectRoot, env });
    },
    count: () => readCount(report, countVitest),
  };
}

/**
 * The packaged app, which at least one end-to-end test drives.
 * @param {Runtime} runtime
 * @returns {Step}
 */
export function packageStep(runtime) {
  return { name: 'package', needs: ['build'], run: () => packageApp(runtime, 'folder') };
}

/**
 * What people do who have only the packaged program's command line.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Step}
 */
export function packagedStep(env) {
  const step = vitestStep('packaged', { ...env, FAHENG_PACKAGED_APP: packagedApp() });
  return { ...step, needs: ['build', 'package'] };
}

/**
 * The end-to-end tests in shares that run side by side, each on a virtual display of its own: on one display two windows
 * would take the keyboard from each other. Where there is no virtual display there is one share.
 * @param {Runtime} runtime
 * @param {NodeJS.ProcessEnv} env
 * @returns {Step[]}
 */
export function e2eSteps(runtime, env) {
  const shares = findProgram('xvfb-run') === null ? 1 : 2;
  return Array.from({ length: shares }, (_, index) => e2eStep(runtime, env, index + 1, shares));
}

/**
 * @param {Runtime} runtime
 * @param {NodeJS.ProcessEnv} env
 * @param {number} share counted from 1
 * @param {number} shares
 * @returns {Step}
 */
function e2eStep(runtime, env, share, shares) {
  const name = shares === 1 ? 'e2e' : `e2e ${share}/${shares}`;
  const report = reportFile(`e2e-${share}`);
  const all = { ...env, FAHENG_PACKAGED_APP: packagedApp(), PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  return {
    name,
    needs: ['build', 'package'],
    run: () => {
      removeOld(report);
      const args = [
        'test',
        '-c',
        'tests/e2e/playwright.config.ts',
        '--reporter=list,json',
        `--shard=${share}/${shares}`,
        // Each run empties its folder of results first.
        `--output=${inProject('test-results', String(share))}`,
      ];
      return runTool(runtime, 'playwright', args, { env: all, virtualDisplay: share });
    },
    count: () => readCount(report, countPlaywright),
  };
}

/**
 * @param {string} name
 * @param {string} script of package.json
 * @returns {Step}
 */
function npmStep(name, script) {
  const npm = npmCommand(['run', '--silent', script]);
  return { name, run: () => run(npm.file, npm.args, { cwd: projectRoot, shell: npm.shell }) };
}

/** @param {string} name */
function reportFile(name) {
  return inProject('out', 'reports', `${name}.json`);
}

/**
 * A report of an earlier run must not be counted where this run wrote none.
 * @param {string} report
 */
function removeOld(report) {
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
}

import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { npmCommand, run } from '../setup/command.mjs';
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
 * @param {Runtime} runtime
 * @param {NodeJS.ProcessEnv} env
 * @returns {Step}
 */
export function e2eStep(runtime, env) {
  const report = reportFile('e2e');
  const all = { ...env, FAHENG_PACKAGED_APP: packagedApp(), PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  return {
    name: 'e2e',
    needs: ['build', 'package'],
    run: () => {
      removeOld(report);
      const args = ['test', '-c', 'tests/e2e/playwright.config.ts', '--reporter=list,json'];
      return runTool(runtime, 'playwright', args, { env: all, forceVirtual: true });
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

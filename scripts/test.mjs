// `npm test [-- <step> ...]`: sets everything up, then runs every check and every test there is.
// The last line is the sum: "N passed, N failed".
// Steps: lint types build unit integration workbooks package packaged e2e; the last two run side by side, e2e in two shares.
import { readdirSync } from 'node:fs';
import { ensureForTests } from './setup/machine.mjs';
import { inProject } from './setup/project.mjs';
import { runScript, say } from './setup/say.mjs';
import { onlySteps, runSteps } from './testing/runSteps.mjs';
import {
  buildStep,
  checkSteps,
  e2eSteps,
  packagedStep,
  packageStep,
  testEnvironment,
  vitestStep,
} from './testing/steps.mjs';

await runScript(async () => {
  const started = Date.now();
  const { runtime, hasLibreOffice } = await ensureForTests().catch((cause) => {
    // Whoever reads only the last line must find it here too.
    process.once('exit', () => process.stdout.write('0 passed, 1 failed\n'));
    throw cause;
  });
  say('环境已就绪', `set up in ${Math.round((Date.now() - started) / 1000)} s`);
  const env = testEnvironment({ hasLibreOffice });
  const steps = [
    ...checkSteps(),
    buildStep(),
    vitestStep('unit', env),
    vitestStep('integration', env),
    vitestStep('workbooks', env),
    packageStep(runtime),
    // None of them keeps a core busy.
    [packagedStep(env), ...e2eSteps(runtime, env)],
  ];
  const asked = process.argv.slice(2);
  return runSteps(
    asked.length > 0 ? onlySteps(steps, asked) : steps,
    hasLibreOffice ? [] : leftOutWithoutLibreOffice(),
  );
});

/** What to say about the checks that need LibreOffice where there is none. */
function leftOutWithoutLibreOffice() {
  const suites = readdirSync(inProject('tests', 'workbooks')).filter((name) => name.endsWith('.test.ts'));
  return [
    '本机没有 LibreOffice，以下检查未运行 / not run, LibreOffice is missing:',
    ...suites.map((name) => `  tests/workbooks/${name}`),
  ];
}

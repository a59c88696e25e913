// `npm run check`: format, lint, types and unit tests; what a change must pass before it is handed on.
import { ensureDependencies } from './setup/dependencies.mjs';
import { runScript } from './setup/say.mjs';
import { checkSteps, vitestStep } from './testing/steps.mjs';
import { runSteps } from './testing/runSteps.mjs';

await runScript(async () => {
  await ensureDependencies();
  return runSteps([...checkSteps(), vitestStep('unit', process.env)]);
});

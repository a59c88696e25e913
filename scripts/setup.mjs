// Everything the app needs on this machine; with --tests also what the tests need. Running it again costs
// a second. Dependencies may be missing when this starts: only Node's own modules may be imported.
import { ensureApp, ensureForTests } from './setup/machine.mjs';
import { runScript, say } from './setup/say.mjs';

await runScript(async () => {
  if (process.argv.includes('--tests')) await ensureForTests();
  else await ensureApp();
  say('环境已就绪', 'everything is set up');
});

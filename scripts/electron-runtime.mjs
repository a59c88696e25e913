// Prints the Electron that would be used, as JSON: { dist, file, version, source }. Fetches it if need be.
import { resolveRuntime } from './setup/electronRuntime.mjs';
import { runScript } from './setup/say.mjs';

await runScript(async () => {
  const runtime = await resolveRuntime();
  process.stdout.write(`${JSON.stringify(runtime)}\n`);
});

// Runs Electron on this project, or a tool that starts Electron:
//   node scripts/electron.mjs [-- arguments of the app]
//   node scripts/electron.mjs --exec <tool> [arguments of the tool]
import path from 'node:path';
import { resolveRuntime } from './setup/electronRuntime.mjs';
import { runElectron, runTool } from './setup/launch.mjs';
import { inProject } from './setup/project.mjs';
import { runScript } from './setup/say.mjs';

await runScript(async () => {
  const runtime = await resolveRuntime();
  const [first, tool, ...rest] = process.argv.slice(2);
  if (first !== '--exec') {
    const args = process.argv.slice(2).filter((argument, i) => i > 0 || argument !== '--');
    return runElectron(runtime, [inProject(), ...args]);
  }
  // Tools of the project come first, also where this is not started through npm.
  const bin = inProject('node_modules', '.bin');
  const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` };
  // Playwright adds the same by itself for root; electron-vite has to be told.
  const unsandboxed = tool === 'electron-vite' && process.platform === 'linux' && process.getuid?.() === 0;
  return runTool(runtime, tool ?? '', unsandboxed ? [...rest, '--noSandbox'] : rest, { env });
});

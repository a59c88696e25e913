// `npm start [-- arguments of the app]`: sets everything up, builds if need be, and opens the app.
import { ensureBuilt } from './setup/build.mjs';
import { runElectron } from './setup/launch.mjs';
import { ensureApp } from './setup/machine.mjs';
import { inProject } from './setup/project.mjs';
import { runScript, say } from './setup/say.mjs';
import { lacksDisplay } from './setup/systemLibraries.mjs';

await runScript(async () => {
  const runtime = await ensureApp();
  await ensureBuilt();
  if (lacksDisplay()) say('没有图形显示，改用虚拟显示（看不到窗口）', 'no display: a virtual one is used');
  say('正在打开法衡', 'opening Faheng');
  return runElectron(runtime, [inProject(), ...process.argv.slice(2)]);
});

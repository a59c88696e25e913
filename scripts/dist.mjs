// `npm run dist [-- --dir | --all]`: packs the app into release/.
//   (nothing)  every format this machine can make for its own system
//   --dir      only the unpacked folder, as the tests drive it
//   --all      Windows and Linux, x64 and arm64: on a machine that reaches the release hosts
import { packageApp } from './packaging/packageApp.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { resolveRuntime } from './setup/electronRuntime.mjs';
import { runScript, SetupError } from './setup/say.mjs';

await runScript(async () => {
  await ensureDependencies();
  const runtime = await resolveRuntime();
  const wantsAll = process.argv.includes('--all');
  if (wantsAll && runtime.source === 'registry') {
    throw new SetupError(
      '备用的 Electron 运行环境只能打包本机的 Linux x64 版。请在能访问 Electron 下载站点的机器上打包全部版本（设 ELECTRON_RUNTIME=download）。',
      'The fallback runtime can only be packed for Linux x64. Pack all versions where the download host can be reached (ELECTRON_RUNTIME=download).',
    );
  }
  if (process.argv.includes('--dir')) return packageApp(runtime, 'folder');
  return packageApp(runtime, wantsAll ? 'all' : 'here');
});

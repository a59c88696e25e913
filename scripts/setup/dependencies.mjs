import { existsSync } from 'node:fs';
import path from 'node:path';
import { capture, npmCommand, run } from './command.mjs';
import { inProject, projectRoot, readJson } from './project.mjs';
import { SetupError, say } from './say.mjs';
import { ensureCompiler } from './systemLibraries.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lockfile
 */

/**
 * True where node_modules holds exactly what package-lock.json asks for. npm writes its own record of
 * what it installed as its last step, so an interrupted installation never passes.
 * @param {Lockfile} wanted    package-lock.json
 * @param {Lockfile} installed node_modules/.package-lock.json
 */
export function isInstalled(wanted, installed) {
  const have = installed.packages ?? {};
  return Object.entries(wanted.packages ?? {}).every(([place, entry]) => {
    if (place === '' || entry.link) return true;
    const found = have[place];
    // Packages for other platforms are in the lockfile too, marked optional; npm leaves them out here.
    return found ? found.version === entry.version : entry.optional === true;
  });
}

/** Installs the dependencies where they are missing or package-lock.json has changed. */
export async function ensureDependencies() {
  const record = inProject('node_modules', '.package-lock.json');
  const complete =
    existsSync(record) && isInstalled(readJson(inProject('package-lock.json')), readJson(record));
  if (!complete) await installDependencies();
  await ensureNativeModule();
}

async function installDependencies() {
  if (!hasReadyBinary()) await ensureCompiler();
  say('正在安装依赖（含编译 sqlite3，约需两分钟）', 'npm ci (compiles sqlite3, about two minutes)');
  const npm = npmCommand(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  const code = await run(npm.file, npm.args, {
    cwd: projectRoot,
    env: buildEnvironment(),
    shell: npm.shell,
    stdoutToStderr: true,
  });
  if (code === 0) return;
  throw new SetupError(
    '依赖安装失败，原因见上。请检查网络和 npm 的仓库设置后重试。',
    'npm ci failed, see above. Check the network and the registry npm is set to, then try again.',
  );
}

/** The native module is tried in a process of its own: a binary for another system may crash instead of throwing. */
async function ensureNativeModule() {
  if (nativeModuleLoads()) return;
  await ensureCompiler();
  say('sqlite3 原生模块不能加载，正在重新编译', 'sqlite3 does not load, building it again');
  const npm = npmCommand(['rebuild', 'sqlite3', '--loglevel=error']);
  await run(npm.file, npm.args, {
    cwd: projectRoot,
    env: buildEnvironment(),
    shell: npm.shell,
    stdoutToStderr: true,
  });
  if (nativeModuleLoads()) return;
  throw new SetupError(
    'sqlite3 原生模块不能加载。请安装 python3、make 和 C++ 编译器（Windows：Visual Studio Build Tools），然后运行 npm rebuild sqlite3。',
    'sqlite3 does not load. Install python3, make and a C++ compiler (Windows: Visual Studio Build Tools), then run npm rebuild sqlite3.',
  );
}

function nativeModuleLoads() {
  const check = capture(process.execPath, ['-e', 'require("sqlite3")'], { cwd: projectRoot });
  return check.code === 0;
}

/** Windows and macOS get sqlite3's published binary; Linux too where its host can be reached, which nobody knows before. */
function hasReadyBinary() {
  return process.platform === 'win32' || process.platform === 'darwin';
}

/**
 * node-gyp downloads Node's headers unless told where they are. Many Node installations have them
 * beside the binary, and then no other host than the registry is needed.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [nodeFile]
 * @returns {NodeJS.ProcessEnv}
 */
export function buildEnvironment(env = process.env, nodeFile = process.execPath) {
  const prefix = path.dirname(path.dirname(nodeFile));
  const known = env.npm_config_nodedir || env.npm_package_config_node_gyp_nodedir;
  if (known || !existsSync(path.join(prefix, 'include', 'node', 'node_version.h'))) return env;
  return { ...env, npm_config_nodedir: prefix };
}

import { copyFileSync, existsSync, readFileSync, renameSync } from 'node:fs';
import { capture } from '../setup/command.mjs';
import { inProject } from '../setup/project.mjs';
import { SetupError, say } from '../setup/say.mjs';
import { binaryKind } from './binaryKind.mjs';

/**
 * What electron-builder hands to its hooks.
 * @typedef {{ electronPlatformName: string, arch: number }} PackContext
 */

/** electron-builder counts its architectures. */
const architectures = ['ia32', 'x64', 'armv7l', 'arm64', 'universal'];

const binary = inProject('node_modules', 'sqlite3', 'build', 'Release', 'node_sqlite3.node');
const own = `${binary}.own`;

/**
 * Before a package is made: puts in sqlite3's published binary for the package's system where it is
 * another than ours. A package with the wrong one would only fail on the person's machine.
 * @param {PackContext} context
 */
export function beforePack(context) {
  const wanted = `${context.electronPlatformName}-${architectures[context.arch]}`;
  if (binaryKind(readFileSync(binary)) === wanted) return;
  copyFileSync(binary, own);
  say(`正在取得 ${wanted} 的 sqlite3`, `fetching sqlite3 for ${wanted}`);
  const fetched = fetchBinary(context.electronPlatformName, architectures[context.arch] ?? '');
  if (fetched.code === 0 && binaryKind(readFileSync(binary)) === wanted) return;
  afterPack();
  throw new SetupError(
    `没有取得 ${wanted} 的 sqlite3 原生模块，不能打包。请在该系统上打包，或检查网络。`,
    `No sqlite3 binary for ${wanted}: pack on such a system, or check the network. ${fetched.stderr.trim()}`,
  );
}

/** After it: our own binary comes back. */
export function afterPack() {
  if (existsSync(own)) renameSync(own, binary);
}

/**
 * @param {string} platform
 * @param {string} arch
 */
function fetchBinary(platform, arch) {
  const fetcher = inProject('node_modules', 'prebuild-install', 'bin.js');
  const args = [fetcher, '--runtime', 'napi', '--target', '6', '--platform', platform, '--arch', arch];
  return capture(process.execPath, args, { cwd: inProject('node_modules', 'sqlite3') });
}

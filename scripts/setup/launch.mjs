import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { capture, findProgram, run } from './command.mjs';
import { runtimeEnvironment } from './electronRuntime.mjs';
import { SetupError } from './say.mjs';
import { lacksDisplay } from './systemLibraries.mjs';

/** @typedef {import('./electronRuntime.mjs').Runtime} Runtime */

/** Larger than the largest window the tests ask for; 24 bits, or Chromium draws nothing. */
const virtualScreen = '-screen 0 1920x1200x24';

/** Displays of programs that start side by side are looked for this far apart: xvfb-run does not reserve the one it found. */
const displaysApart = 50;

/**
 * A command line, under a virtual display where there is no real one.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {boolean} virtual
 * @param {number} [which] of the virtual displays used side by side, from 1
 */
export function onDisplay(file, args, virtual, which = 1) {
  const first = String(99 + (which - 1) * displaysApart);
  return virtual
    ? { file: 'xvfb-run', args: ['-a', '-n', first, '-s', virtualScreen, file, ...args] }
    : { file, args: [...args] };
}

/**
 * Chromium refuses to run as root with its sandbox; everyone else keeps it.
 * @param {NodeJS.Platform} platform
 * @param {number | undefined} uid
 */
export function sandboxArguments(platform, uid) {
  return platform === 'linux' && uid === 0 ? ['--no-sandbox'] : [];
}

/**
 * The environment with a UTF-8 locale. Under LANG=C Chromium cannot name a file in Chinese.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} [platform]
 * @returns {NodeJS.ProcessEnv}
 */
export function utf8Environment(env, platform = process.platform) {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || 'C';
  return platform !== 'linux' || /utf-?8/i.test(locale) ? env : { ...env, LC_ALL: 'C.UTF-8' };
}

/**
 * Opens Electron and waits until it has ended.
 * @param {Runtime} runtime
 * @param {readonly string[]} args app folder first, then the app's own arguments
 * @returns {Promise<number>} exit code
 */
export function runElectron(runtime, args) {
  ensureSandbox(runtime);
  const all = [...sandboxArguments(process.platform, process.getuid?.()), ...args];
  const command = onDisplay(runtime.file, all, lacksDisplay());
  return run(command.file, command.args, { env: utf8Environment(runtimeEnvironment(runtime)) });
}

/**
 * Runs a tool that itself starts Electron (electron-vite, Playwright).
 * @param {Runtime} runtime
 * @param {string} tool a program of node_modules/.bin or of the PATH
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, virtualDisplay?: number }} [options] `virtualDisplay`: a virtual display even where
 *   there is a real one, so that tests steal nobody's keyboard; 1, 2, …: another one for each that runs side by side
 */
export function runTool(runtime, tool, args, options = {}) {
  ensureSandbox(runtime);
  const virtual =
    lacksDisplay() || (options.virtualDisplay !== undefined && findProgram('xvfb-run') !== null);
  const command = onDisplay(tool, args, virtual, options.virtualDisplay);
  const env = utf8Environment(runtimeEnvironment(runtime, options.env ?? process.env));
  return run(command.file, command.args, { env, shell: process.platform === 'win32' });
}

/**
 * Some distributions (Ubuntu since 24.04) forbid ordinary programs the namespaces Chromium's sandbox
 * is built of; then its helper must belong to root. The sandbox is never switched off instead.
 * @param {Runtime} runtime
 */
function ensureSandbox(runtime) {
  const helper = path.join(runtime.dist, 'chrome-sandbox');
  if (process.platform !== 'linux' || process.getuid?.() === 0 || !namespacesForbidden()) return;
  if (!existsSync(helper) || isSetuidRoot(helper)) return;
  capture('sudo', ['-n', 'chown', 'root:root', helper]);
  capture('sudo', ['-n', 'chmod', '4755', helper]);
  if (isSetuidRoot(helper)) return;
  throw new SetupError(
    `本系统限制了非特权命名空间，Electron 的沙箱需要一次授权。请运行：\n  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
    'This system restricts unprivileged namespaces, so the sandbox helper of Electron must belong to root: run the command above once.',
  );
}

function namespacesForbidden() {
  return (
    readFlag('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    readFlag('/proc/sys/kernel/unprivileged_userns_clone') === '0'
  );
}

/** @param {string} file */
function readFlag(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
}

/** @param {string} file */
function isSetuidRoot(file) {
  const about = statSync(file);
  return about.uid === 0 && (about.mode & 0o4000) !== 0;
}

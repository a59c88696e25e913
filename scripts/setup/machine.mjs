import { ensureDependencies } from './dependencies.mjs';
import { resolveRuntime } from './electronRuntime.mjs';
import { SetupError, say } from './say.mjs';
import { ensureAppLibraries, ensureWorkbookChecks } from './systemLibraries.mjs';

/** @typedef {import('./electronRuntime.mjs').Runtime} Runtime */

/** Oldest Node that the tool chain runs on: [major, minor]. */
const oldestNode = [20, 19];

/**
 * @param {string} version e.g. "20.20.2"
 * @returns {boolean}
 */
export function isNodeRecent(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/**
 * Everything needed to open the app: dependencies, native module, Electron, Linux libraries.
 * @param {{ forTests?: boolean }} [options]
 * @returns {Promise<Runtime>}
 */
export async function ensureApp(options = {}) {
  if (!isNodeRecent(process.versions.node)) {
    throw new SetupError(
      `需要 Node.js ${oldestNode.join('.')} 或更新版本，现为 ${process.versions.node}。`,
      `Node.js ${oldestNode.join('.')} or newer is needed; this is ${process.versions.node}.`,
    );
  }
  await ensureDependencies();
  await ensureAppLibraries(options);
  const runtime = await resolveRuntime();
  if (runtime.source === 'registry') {
    say(
      `使用备用的 Electron ${runtime.version}（仅供开发和测试）`,
      'fallback runtime, for development and tests only',
    );
  }
  return runtime;
}

/**
 * The same, and what the tests need besides.
 * @returns {Promise<{ runtime: Runtime, hasLibreOffice: boolean }>}
 */
export async function ensureForTests() {
  const runtime = await ensureApp({ forTests: true });
  return { runtime, hasLibreOffice: await ensureWorkbookChecks() };
}

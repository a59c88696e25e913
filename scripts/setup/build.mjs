import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { capture } from './command.mjs';
import { inProject, projectRoot } from './project.mjs';
import { SetupError, say } from './say.mjs';

/** @typedef {'main' | 'preload' | 'renderer'} Part */

/** Files that any part depends on. */
const common = [
  'shared',
  'electron.vite.config.ts',
  'tsconfig.base.json',
  'package.json',
  'package-lock.json',
];

/**
 * The parts electron-vite builds: what they are made from, and one file that is there once they are.
 * The command line is in `main`.
 * @type {Record<Part, { sources: readonly string[], product: string }>}
 */
const parts = {
  main: { sources: ['electron', ...common], product: 'out/main/main.js' },
  preload: { sources: ['electron/preload.ts', ...common], product: 'out/preload/preload.cjs' },
  renderer: { sources: ['renderer', ...common], product: 'out/renderer/index.html' },
};

/** @type {readonly Part[]} */
export const allParts = ['main', 'preload', 'renderer'];

/**
 * Builds those of the parts whose sources have changed since they were built.
 * @param {readonly Part[]} [wanted]
 * @throws {SetupError} where the build fails; its output is printed before
 */
export async function ensureBuilt(wanted = allParts) {
  if (staleParts(wanted).length === 0) return;
  await withBuildLock(() => {
    // Asked again: another process may have built them while we waited.
    const stale = staleParts(wanted);
    if (stale.length > 0) build(stale);
  });
}

/**
 * A text that changes when a file under one of the places is added, removed or written.
 * @param {string} root
 * @param {readonly string[]} places files or folders relative to `root`; one that is not there counts as empty
 */
export function fingerprint(root, places) {
  const hash = createHash('sha256');
  for (const place of places) {
    for (const file of filesUnder(path.join(root, place))) {
      const about = statSync(file, { throwIfNoEntry: false });
      // Times alone would miss a checkout of other files within one tick; sizes alone most edits.
      if (about) hash.update(`${path.relative(root, file)}\0${about.size}\0${about.mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/** @param {readonly Part[]} wanted */
function staleParts(wanted) {
  return wanted.filter((part) => {
    const { sources, product } = parts[part];
    const built = existsSync(inProject(product)) && existsSync(stampOf(part));
    return !built || readFileSync(stampOf(part), 'utf8') !== fingerprint(projectRoot, sources);
  });
}

/** @param {readonly Part[]} stale */
function build(stale) {
  say('正在构建', `building ${stale.join(', ')}`);
  // Taken before the build: a file written while it runs makes the next run build again.
  const stamps = stale.map((part) => fingerprint(projectRoot, parts[part].sources));
  const done = capture(process.execPath, [inProject('scripts', 'build-parts.mjs'), ...stale], {
    cwd: projectRoot,
  });
  if (done.code !== 0) {
    process.stderr.write(`${done.stdout}${done.stderr}`);
    throw new SetupError('构建失败，原因见上。', 'The build failed, see above.');
  }
  stale.forEach((part, i) => writeFileSync(stampOf(part), stamps[i] ?? ''));
}

/** @param {Part} part */
function stampOf(part) {
  return inProject('out', `.built-${part}`);
}

/** @param {string} place */
function filesUnder(place) {
  const about = statSync(place, { throwIfNoEntry: false });
  if (!about) return [];
  if (!about.isDirectory()) return [place];
  const entries = readdirSync(place, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/**
 * One build at a time: two would delete each other's files. A lock left by a process that is gone, or
 * older than any build takes, is taken over.
 * @param {() => void} work
 */
async function withBuildLock(work) {
  const lock = inProject('out', '.building');
  mkdirSync(inProject('out'), { recursive: true });
  while (!tryLock(lock)) {
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, 200));
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @param {string} lock */
function tryLock(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

/** @param {string} lock */
function isAbandoned(lock) {
  const about = statSync(lock, { throwIfNoEntry: false });
  if (!about) return false;
  if (Date.now() - about.mtimeMs > 300_000) return true;
  const pid = Number(readFileSync(lock, 'utf8'));
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (cause) {
    return /** @type {NodeJS.ErrnoException} */ (cause).code === 'ESRCH';
  }
}

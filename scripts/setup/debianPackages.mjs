import { readFileSync } from 'node:fs';
import { capture, findProgram, runQuietly } from './command.mjs';
import { SetupError, say } from './say.mjs';

/**
 * What a purpose needs of Debian. Each need is a list of names, newest first, of which one suffices:
 * since 2024 many libraries are called …t64.
 * @typedef {readonly string[]} Need
 */

/** Shared libraries Electron's binary is linked against or opens at its start. */
export const electronLibraries =
  needs(`libgtk-3-0t64|libgtk-3-0 libnss3 libnspr4 libgbm1 libasound2t64|libasound2
  libatk1.0-0t64|libatk1.0-0 libatk-bridge2.0-0t64|libatk-bridge2.0-0 libatspi2.0-0t64|libatspi2.0-0
  libcups2t64|libcups2 libdrm2 libdbus-1-3 libxkbcommon0 libxcomposite1 libxdamage1 libxfixes3 libxrandr2
  libpango-1.0-0 libcairo2 libudev1`);

/** A display where there is none. */
export const virtualDisplay = needs('xvfb xauth');

/** Without a Chinese font every label is a row of empty boxes. */
export const chineseFonts = needs('fonts-noto-cjk');

/** What compiles sqlite3 where no ready-made binary can be fetched. */
export const compiler = needs('python3 make g++');

/** LibreOffice recomputes exported workbooks; openpyxl is the foreign program that fills tables; poppler reads PDF. */
export const workbookChecks = needs('libreoffice-calc-nogui|libreoffice-calc poppler-utils python3-openpyxl');

/** 7-zip of electron-builder's archive targets, which else is downloaded from a release host. */
export const archiver = needs('p7zip-full|7zip');

/**
 * The needs none of whose names is installed.
 * @param {readonly Need[]} wanted
 * @param {ReadonlySet<string>} installed names as dpkg knows them, without architecture
 * @returns {Need[]}
 */
export function missingNeeds(wanted, installed) {
  return wanted.filter((names) => !names.some((name) => installed.has(name)));
}

/**
 * The names to hand to apt: of each need the first one that this release of the distribution has.
 * Where apt knows none of them (its lists may be out of date) the last, oldest name is taken, so that
 * apt's own message names it.
 * @param {readonly Need[]} missing
 * @param {(name: string) => boolean} isAvailable
 */
export function chooseNames(missing, isAvailable) {
  return missing.map((names) => names.find(isAvailable) ?? names[names.length - 1] ?? '');
}

/**
 * How to become root: nothing to prepend for root itself, sudo where it asks no password, null where
 * a person has to do it.
 * @param {{ uid: number, sudoWorks: boolean }} who
 * @returns {string[] | null}
 */
export function rootPrefix({ uid, sudoWorks }) {
  if (uid === 0) return [];
  return sudoWorks ? ['sudo', '-n'] : null;
}

/** The packages dpkg has fully installed; null where this is no Debian-like system. */
export function installedPackages() {
  if (process.platform !== 'linux' || !findProgram('dpkg-query') || !findProgram('apt-get')) return null;
  const list = capture('dpkg-query', ['-W', '-f', '${Package}\t${db:Status-Abbrev}\n']);
  return list.code === 0 ? parseInstalled(list.stdout) : null;
}

/**
 * @param {string} listing lines "name<tab>status", status "ii " where installed
 * @returns {Set<string>}
 */
export function parseInstalled(listing) {
  const pairs = listing.split('\n').map((line) => line.split('\t'));
  return new Set(pairs.filter(([, status]) => status?.startsWith('ii')).map(([name]) => name ?? ''));
}

/** Name of the distribution for messages, e.g. "Debian GNU/Linux 12 (bookworm)". */
export function distributionName() {
  try {
    const text = readFileSync('/etc/os-release', 'utf8');
    return /^PRETTY_NAME="?([^"\n]*)"?$/m.exec(text)?.[1] ?? 'Linux';
  } catch {
    return process.platform;
  }
}

/**
 * Installs what is missing by apt-get.
 * @param {readonly Need[]} missing not empty
 * @param {{ chinese: string, english: string }} reason why they are needed, for the messages
 * @throws {SetupError} where we are not root and sudo asks a password (with the command to run), or apt fails
 */
export async function installPackages(missing, reason) {
  const prefix = rootPrefix({
    uid: process.getuid?.() ?? -1,
    sudoWorks: findProgram('sudo') !== null && capture('sudo', ['-n', 'true']).code === 0,
  });
  if (prefix === null) throw askPerson(chooseNames(missing, isAvailable), reason);
  say(`正在更新软件包列表（${distributionName()}）`, 'apt-get update');
  // A failing update is not the end: what is in the lists already may be all that is needed.
  await runAsRoot(prefix, ['apt-get', 'update', '-qq']);
  const names = chooseNames(missing, isAvailable);
  say(`${reason.chinese}，正在安装：${names.join(' ')}`, `${reason.english}, installing`);
  const done = await runAsRoot(prefix, aptInstall(names));
  if (done.code === 0) return;
  process.stderr.write(done.output);
  throw askPerson(names, reason);
}

/** @param {readonly string[]} names */
function aptInstall(names) {
  return [
    'apt-get',
    '-o',
    'DPkg::Lock::Timeout=300',
    'install',
    '-y',
    '-qq',
    '--no-install-recommends',
    ...names,
  ];
}

/**
 * @param {string[]} prefix
 * @param {string[]} command
 */
function runAsRoot(prefix, command) {
  const [file = '', ...args] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command];
  return runQuietly(file, args);
}

/** @param {string} name */
function isAvailable(name) {
  const policy = capture('apt-cache', ['policy', name], { env: { ...process.env, LC_ALL: 'C' } });
  return /Candidate: (?!\(none\))\S/.test(policy.stdout);
}

/**
 * @param {readonly string[]} names
 * @param {{ chinese: string, english: string }} reason
 */
function askPerson(names, reason) {
  const command = `sudo apt-get update && sudo apt-get install --no-install-recommends ${names.join(' ')}`;
  return new SetupError(
    `${reason.chinese}，但未能自动安装。请以管理员身份运行下面的命令，然后重试：\n  ${command}`,
    `${reason.english}, but it could not be installed from here. Run the command above as an administrator, then try again.`,
  );
}

/**
 * @param {string} words names separated by blanks, alternatives by |
 * @returns {Need[]}
 */
function needs(words) {
  return words.split(/\s+/).map((word) => word.split('|'));
}

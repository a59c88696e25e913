import {
  archiver,
  chineseFonts,
  compiler,
  distributionName,
  electronLibraries,
  installedPackages,
  installPackages,
  missingNeeds,
  virtualDisplay,
  workbookChecks,
} from './debianPackages.mjs';
import { capture, findProgram } from './command.mjs';
import { SetupError, say } from './say.mjs';

/** @typedef {import('./debianPackages.mjs').Need} Need */

/**
 * True where a program that opens a window needs a virtual display first.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 */
export function lacksDisplay(env = process.env, platform = process.platform) {
  return platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY;
}

/**
 * Which needs of the app apply on this machine.
 * @param {{ needsDisplay: boolean, hasChineseFont: boolean }} machine
 * @returns {Need[]}
 */
export function appNeeds({ needsDisplay, hasChineseFont }) {
  return [
    ...electronLibraries,
    ...(needsDisplay ? virtualDisplay : []),
    // 57 MB: not fetched where the desktop already has a font of its own.
    ...(hasChineseFont ? [] : chineseFonts),
  ];
}

/**
 * What the app needs of Linux to open a window: libraries, a display (virtual where there is none, and
 * always for tests), a Chinese font. Windows and macOS bring all of it.
 * @param {{ forTests?: boolean }} [options]
 */
export async function ensureAppLibraries(options = {}) {
  if (process.platform !== 'linux') return;
  const needsDisplay = options.forTests === true || lacksDisplay();
  const wanted = appNeeds({ needsDisplay, hasChineseFont: hasChineseFont() });
  const installed = installedPackages();
  if (installed === null) return checkOtherLinux(needsDisplay);
  const missing = missingNeeds(wanted, installed);
  if (missing.length === 0) return;
  await installPackages(missing, {
    chinese: '打开窗口需要系统库、显示和中文字体',
    english: 'a window needs system libraries, a display and a Chinese font',
  });
}

/** What compiles sqlite3; only called where npm will have to compile it. */
export async function ensureCompiler() {
  const installed = installedPackages();
  const present =
    findProgram('make') && (findProgram('g++') || findProgram('clang++')) && findProgram('python3');
  if (present || process.platform === 'win32' || process.platform === 'darwin') return;
  const reason = { chinese: '本机需要编译 sqlite3', english: 'sqlite3 has to be compiled here' };
  if (installed === null) {
    throw new SetupError(
      `${reason.chinese}：请先安装 python3、make 和 C++ 编译器，然后重试。`,
      `${reason.english}: install python3, make and a C++ compiler, then try again.`,
    );
  }
  await installPackages(missingNeeds(compiler, installed), reason);
}

/**
 * LibreOffice, openpyxl and poppler, which check exported workbooks.
 * @returns {Promise<boolean>} false where LibreOffice is missing and cannot be installed by us
 */
export async function ensureWorkbookChecks() {
  const installed = installedPackages();
  if (installed === null) return findProgram('soffice') !== null;
  const missing = missingNeeds(withoutOwnOffice(workbookChecks), installed);
  if (missing.length === 0) return true;
  try {
    await installPackages(missing, {
      chinese: '核对导出的工作簿需要 LibreOffice 等工具',
      english: 'checking exported workbooks needs LibreOffice and two tools',
    });
    return true;
  } catch (cause) {
    if (!(cause instanceof SetupError)) throw cause;
    say(cause.message, 'the checks by LibreOffice are left out');
    return false;
  }
}

/** 7za for electron-builder's archives; its path, or null where it is not to be had. */
export async function ensureArchiver() {
  const installed = installedPackages();
  if (!findProgram('7za') && installed !== null) {
    await installPackages(missingNeeds(archiver, installed), {
      chinese: '打包压缩需要 7za',
      english: 'archives are packed by 7za',
    });
  }
  return findProgram('7za') ?? findProgram('7z');
}

/** True where fontconfig knows a font that has Chinese. */
function hasChineseFont() {
  const list = capture('fc-list', [':lang=zh-cn', 'family']);
  return list.code === 0 && list.stdout.trim() !== '';
}

/**
 * Of the needs, those that remain where the person already has an office of his own on the PATH.
 * @param {readonly Need[]} wanted
 */
function withoutOwnOffice(wanted) {
  if (!findProgram('soffice')) return wanted;
  return wanted.filter((names) => !names.some((name) => name.startsWith('libreoffice')));
}

/**
 * Elsewhere than on Debian and its kin nothing is installed; what can be seen to be missing is said.
 * @param {boolean} needsDisplay
 */
function checkOtherLinux(needsDisplay) {
  if (!needsDisplay || findProgram('xvfb-run')) return;
  throw new SetupError(
    `没有图形显示，也没有 xvfb-run（${distributionName()}）。请用系统的软件包管理器安装 Xvfb（含 xvfb-run）、xauth 和 Noto CJK 字体，然后重试。`,
    'There is no display and no xvfb-run: install Xvfb (with xvfb-run), xauth and the Noto CJK fonts with your package manager, then try again.',
  );
}

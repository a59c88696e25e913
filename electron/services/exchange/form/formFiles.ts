import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { AppError } from '@shared/errors/appError';
import { evidenceDamaged, evidenceTooLarge } from '@shared/errors/evidence';
import {
  formFilesDamaged,
  formFilesHostile,
  formFilesMissing,
  formFilesTooMany,
} from '@shared/errors/selfForm';
import { EVIDENCE_LIMITS, sizeText } from '@shared/evidence/evidenceType';
import { openZipFile } from '../../../zip/openZipFile';
import { readChosenFile } from '../../evidence/addEvidence';
import { writeAsideHashed, type AsideFile } from '../../evidence/evidenceStore';
import type { Workspace } from '../../workspace/workspace';
import { staysInside, zipEntryName } from './zipEntryName';

/** A file handed in with a form. */
export interface FormFile {
  /** Relative to what was handed in, parted by `/`; a zip counts as a folder of its name. */
  readonly path: string;
  /** Copies it aside, hashing it. @throws {AppError} EVIDENCE_TOO_LARGE, EVIDENCE_UNREADABLE … */
  readonly read: (workspace: Workspace, signal?: AbortSignal) => Promise<AsideFile>;
}

export interface OpenFormFiles {
  readonly files: readonly FormFile[];
  close(): Promise<void>;
}

/** What is open while files are listed and read. */
interface Opened {
  readonly workspace: Workspace;
  readonly signal: AbortSignal | undefined;
  readonly zips: ZipFile[];
  /** Zips that lay in other zips, unpacked aside. */
  readonly asides: string[];
  /** Of all zips, unpacked. */
  bytes: number;
}

const MOST_FILES = 5_000;
const MOST_FOLDERS_DEEP = 20;
/** All are open at a time. */
const MOST_ZIPS = 500;
/** A zip may hold zips, as units pack them item by item; those hold files. */
const MOST_ZIPS_DEEP = 2;
/** All zips unpacked: more than the evidence of any unit. */
const MOST_BYTES = 4 * 1024 * 1024 * 1024;
/** Deflate reaches 1032; what is denser lies. */
const MOST_RATIO = 1_100;

/** What systems and office programs leave behind beside the files themselves. */
const OF_NO_INTEREST = /^(\..*|~\$.*|thumbs\.db|desktop\.ini|__macosx)$/i;

/**
 * Lists the files handed in with a form: those of a folder, of a zip, and of the zips that lie in either. Links are never
 * followed.
 *
 * @param without  path of the form itself, which may lie among them.
 * @throws {AppError} FORM_FILES_MISSING, FORM_FILES_DAMAGED, FORM_FILES_HOSTILE, FORM_FILES_TOO_MANY, CANCELLED
 */
export async function openFormFiles(
  workspace: Workspace,
  place: string,
  { without = '', signal }: { readonly without?: string; readonly signal?: AbortSignal } = {},
): Promise<OpenFormFiles> {
  const found = await stat(place).catch(() => null);
  const opened: Opened = { workspace, signal, zips: [], asides: [], bytes: 0 };
  const close = async (): Promise<void> => {
    for (const zip of opened.zips) zip.close();
    for (const aside of opened.asides) await rm(aside, { force: true }).catch(() => undefined);
  };
  try {
    const files: FormFile[] = [];
    if (found?.isDirectory()) {
      for (const path of await walk(place, '', 0)) {
        const full = join(place, path);
        if (resolve(full) === resolve(without)) continue;
        if (/\.zip$/i.test(path)) files.push(...(await listZip(opened, full, path, 1)));
        else files.push({ path, read: (into, stop) => readChosenFile(into, full, { signal: stop }) });
      }
    } else if (found?.isFile() && /\.zip$/i.test(place)) {
      files.push(...(await listZip(opened, place, '', 1)));
    } else {
      throw formFilesMissing({ name: basename(place) });
    }
    assertNotTooMany(files.length, basename(place));
    return { files, close };
  } catch (cause) {
    await close();
    throw cause;
  }
}

function assertNotTooMany(count: number, name: string): void {
  if (count > MOST_FILES) throw formFilesTooMany({ name, limit: `最多 ${MOST_FILES} 个文件` });
}

async function walk(root: string, under: string, deep: number): Promise<string[]> {
  const paths: string[] = [];
  if (deep > MOST_FOLDERS_DEEP) return paths;
  const entries = await readdir(join(root, under), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (OF_NO_INTEREST.test(entry.name)) continue;
    const path = under === '' ? entry.name : `${under}/${entry.name}`;
    // Neither: a link, a pipe, a device.
    if (entry.isDirectory()) paths.push(...(await walk(root, path, deep + 1)));
    else if (entry.isFile()) paths.push(path);
    assertNotTooMany(paths.length, basename(root));
  }
  return paths;
}

/**
 * @param place  where the zip can be read.
 * @param under  its own path where it lies in something, `1.1.1 材料.zip`; '' where it is all there is.
 * @param deep  1 for one that lies in no other.
 */
async function listZip(opened: Opened, place: string, under: string, deep: number): Promise<FormFile[]> {
  const name = basename(under === '' ? place : under);
  const damaged = (detail: string): AppError => formFilesDamaged({ name, detail });
  const zip = await openZipFile(place, { decodeStrings: false }).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code ? formFilesMissing({ name }) : damaged('不是 ZIP 压缩包，或已损坏');
  });
  opened.zips.push(zip);
  if (opened.zips.length > MOST_ZIPS) throw formFilesTooMany({ name, limit: `最多 ${MOST_ZIPS} 个压缩包` });
  assertNotTooMany(zip.entryCount, name);
  const files: FormFile[] = [];
  const inner: { readonly entry: Entry; readonly path: string }[] = [];
  const seen = new Set<string>();
  const folder = under.replace(/\.zip$/i, '');
  for await (const entry of entriesOf(zip, damaged)) {
    const own = zipEntryName(entry);
    assertHarmless(entry, own, name);
    if (own.endsWith('/') || own.split('/').some((part) => OF_NO_INTEREST.test(part))) continue;
    if (entry.isEncrypted()) throw damaged('加了密码，请去掉密码后重新打包');
    if (seen.has(own)) throw damaged(`有两个同名的文件 ${own.slice(0, 60)}`);
    seen.add(own);
    opened.bytes += entry.uncompressedSize;
    if (opened.bytes > MOST_BYTES) throw formFilesTooMany({ name, limit: '解压后最多 4 GB' });
    if (entry.uncompressedSize > entry.compressedSize * MOST_RATIO + 1_024) throw damaged('压缩比不可能');
    const path = folder === '' ? own : `${folder}/${own}`;
    if (deep < MOST_ZIPS_DEEP && /\.zip$/i.test(own)) inner.push({ entry, path });
    else files.push({ path, read: (workspace, signal) => readEntry(workspace, zip, entry, own, signal) });
  }
  for (const { entry, path } of inner) {
    const { workspace, signal, asides } = opened;
    const bytes = bytesOf(zip, entry, basename(path), signal);
    const aside = await writeAsideHashed(workspace.folder, path, bytes, { maxBytes: MOST_BYTES }, signal);
    asides.push(aside.path);
    files.push(...(await listZip(opened, aside.path, path, deep + 1)));
    assertNotTooMany(files.length, name);
  }
  return files;
}

function assertHarmless(entry: Entry, path: string, name: string): void {
  const type = (entry.externalFileAttributes >>> 16) & 0o170000;
  // Plain files and folders, or nothing said; anything else would be a link or a device.
  const isPlain = type === 0 || type === 0o100000 || type === 0o040000;
  if (!isPlain || !staysInside(path)) throw formFilesHostile({ name, entry: path.slice(0, 60) });
}

async function* entriesOf(zip: ZipFile, damaged: (detail: string) => AppError): AsyncGenerator<Entry> {
  try {
    for await (const entry of zip.eachEntry()) yield entry;
  } catch (cause) {
    throw cause instanceof AppError ? cause : damaged('目录读不出来');
  }
}

async function readEntry(
  { folder }: Workspace,
  zip: ZipFile,
  entry: Entry,
  path: string,
  signal?: AbortSignal,
): Promise<AsideFile> {
  const name = path.split('/').pop() ?? path;
  const { maxBytes } = EVIDENCE_LIMITS;
  if (entry.uncompressedSize > maxBytes) {
    throw evidenceTooLarge({ name, size: sizeText(entry.uncompressedSize), limit: sizeText(maxBytes) });
  }
  return writeAsideHashed(folder, name, bytesOf(zip, entry, name, signal), EVIDENCE_LIMITS, signal);
}

async function* bytesOf(
  zip: ZipFile,
  entry: Entry,
  name: string,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let checksum = 0;
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw evidenceDamaged({ name });
  }
  if (checksum !== entry.crc32) throw evidenceDamaged({ name });
}

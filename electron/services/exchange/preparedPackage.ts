import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { packageDamaged, packageTooBig } from '@shared/errors/exchange';
import { MAX_ROW_LENGTH, parseBounded, ROW_LIMITS } from '@shared/exchange/boundedJson';
import {
  MOST_FROM_SEATS,
  PACKAGE_DATA,
  type PackageData,
  type PackageDataName,
} from '@shared/exchange/packageData';
import type { PackageManifest } from '@shared/exchange/packageManifest';
import type { AsideFile } from '../evidence/evidenceStore';
import type { Workspace } from '../workspace/workspace';
import { BadLine, readLines, writeLines } from './jsonLines';
import type { PackageContents } from './kinds/packageHandler';
import { manifestDigest } from './manifestDigest';
import { scratchFolder } from './scratchFolder';

/** What was read and found whole, waiting aside to be previewed and merged; plain data, so that a job can hand it on. */
export interface PreparedPackage {
  /** A filled-in form comes without signature and key: whoever takes it in vouches for it. */
  readonly source: 'package' | 'form';
  /** As the person knows the file, and where it lies. */
  readonly name: string;
  readonly path: string;
  readonly manifest: PackageManifest;
  /** SHA-256 of the manifest. */
  readonly digest: string;
  readonly sealed: boolean;
  readonly bytes: number;
  /** A folder of its own: `data/*.jsonl`, `evidence/<SHA-256>`, and the original. */
  readonly scratch: string;
  /** Names of the files under `data/` there. */
  readonly dataNames: readonly string[];
  /** Evidence there, by SHA-256. */
  readonly evidence: readonly { readonly sha256: string; readonly size: number }[];
  /** Evidence that must not be taken in, and why: programs, damaged files. */
  readonly refusedEvidence: Readonly<Record<string, string>>;
}

/**
 * What the inbox is to keep, in the scratch folder: the signed manifest and all data as they came, without the evidence that
 * lies in the store under the hashes the manifest lists; a form as it is.
 */
export const originalIn = (scratch: string): string => join(scratch, 'original');

export const dataIn = (scratch: string, name: string): string => join(scratch, 'data', `${name}.jsonl`);

export const evidenceIn = (scratch: string, sha256: string): string => join(scratch, 'evidence', sha256);

/**
 * Reads the rows of a prepared package, each checked by its schema.
 *
 * @throws {AppError} PACKAGE_DAMAGED with file and line, PACKAGE_TOO_BIG, CANCELLED.
 */
export async function readContents(
  { name, manifest, scratch, dataNames }: PreparedPackage,
  signal?: AbortSignal,
): Promise<PackageContents> {
  const data: Record<string, unknown[]> = {};
  let room = MOST_ROWS;
  const limits: Readonly<Record<string, number>> = manifest.from.seat === 'office' ? {} : MOST_FROM_SEATS;
  for (const each of dataNames) {
    const most = Math.min(room, limits[each] ?? MOST_ROWS);
    const rows = await readRows(name, scratch, each, { most, room, signal });
    data[each] = rows;
    room -= rows.length;
  }
  return { manifest, data: data as PackageData };
}

/** Rows of a package: ten times what a province's scores come to. They are all in memory at a time. */
const MOST_ROWS = 5_000_000;

async function readRows(
  name: string,
  scratch: string,
  file: string,
  {
    most,
    room,
    signal,
  }: { readonly most: number; readonly room: number; readonly signal: AbortSignal | undefined },
): Promise<unknown[]> {
  const schema = PACKAGE_DATA[file as PackageDataName];
  const damaged = (line: number, why: string): Error =>
    packageDamaged({ name, detail: `data/${file}.jsonl 第 ${line} 行${why}` });
  const rows: unknown[] = [];
  try {
    for await (const { text, line } of readLines(dataIn(scratch, file), MAX_ROW_LENGTH)) {
      signal?.throwIfAborted();
      if (rows.length === room) throw packageTooBig({ name, limit: '500 万行' });
      if (rows.length === most) throw packageTooBig({ name, limit: `data/${file}.jsonl ${most} 行` });
      const parsed = schema.safeParse(parseBounded(text, ROW_LIMITS));
      if (!parsed.success) throw damaged(line, '的内容不对');
      rows.push(parsed.data);
    }
  } catch (cause) {
    if (!(cause instanceof BadLine)) throw cause;
    throw damaged(cause.line, cause.why === 'tooLong' ? '太长' : '不是文字');
  }
  return rows;
}

/** Takes away what waits. */
export async function discardPrepared({ scratch }: Pick<PreparedPackage, 'scratch'>): Promise<void> {
  await rm(scratch, { recursive: true, force: true }).catch(() => undefined);
}

/** Contents that did not come in a package, to be merged like one: a filled-in form. */
export interface OtherContents {
  readonly contents: PackageContents;
  /** Evidence written aside, by SHA-256; it is moved. */
  readonly asides: ReadonlyMap<string, AsideFile>;
  /** The file itself, for the inbox. */
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

/** Makes them wait as a package would. */
export async function prepareContents(
  workspace: Pick<Workspace, 'folder'>,
  { contents, asides, path, name, bytes }: OtherContents,
): Promise<PreparedPackage> {
  const scratch = await scratchFolder(workspace.folder);
  try {
    await mkdir(join(scratch, 'data'));
    await mkdir(join(scratch, 'evidence'));
    for (const [each, rows] of Object.entries(contents.data)) {
      await writeLines(dataIn(scratch, each), rows);
    }
    for (const { path: from, sha256 } of asides.values()) await rename(from, evidenceIn(scratch, sha256));
    await copyFile(path, originalIn(scratch));
  } catch (cause) {
    await discardPrepared({ scratch });
    throw cause;
  }
  return {
    ...{ source: 'form', name, path, bytes, scratch, sealed: false, refusedEvidence: {} },
    ...{ manifest: contents.manifest, digest: manifestDigest(contents.manifest) },
    dataNames: Object.keys(contents.data),
    evidence: [...asides.values()].map(({ sha256, size }) => ({ sha256, size })),
  };
}

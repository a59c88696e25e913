import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import type { VerifyFinding } from '@shared/ipc/views';
import type { Schema } from '../../database/schema';
import { hashFile, storedPath } from '../evidence/evidenceStore';
import type { Workspace } from '../workspace/workspace';
import { readManifest } from '../workspace/manifest';
import { workspacePaths } from '../workspace/workspacePaths';

interface KnownFile {
  readonly sha256: string;
  readonly size: number;
  /** Where it is used, for the words: unit and name; null where no evidence uses it any more. */
  readonly used: string | null;
}

/** Every file of the store against its size and hash; every file that should be there, and every one that should not. */
export async function verifyEvidence(
  workspace: Workspace,
  signal: AbortSignal | undefined,
  onProgress: (done: number, total: number) => void,
): Promise<{ readonly findings: readonly VerifyFinding[]; readonly checked: number }> {
  // Looked at before the database: files are announced there before they enter the store, also while this runs.
  const stored = await listStored(workspace.folder);
  const known = await listKnownFiles(workspace.reader);
  const leftOut = await wasLeftOut(workspace.folder);
  const there = new Set(stored);
  const findings: VerifyFinding[] = [];
  for (const [index, file] of known.entries()) {
    signal?.throwIfAborted();
    if (index % 50 === 0) onProgress(index, known.length);
    if (leftOut && !there.has(`${file.sha256.slice(0, 2)}/${file.sha256}`)) continue;
    const message = await wrongWith(workspace.folder, file, signal);
    if (message) findings.push({ kind: 'evidence', message, place: file.used ?? `evidence/${file.sha256}` });
  }
  findings.push(...findStrangers(stored, new Set(known.map(({ sha256 }) => sha256))));
  return { findings, checked: known.length };
}

/** An archive may come without its files of evidence, by whoever gave it. */
async function wasLeftOut(folder: string): Promise<boolean> {
  const manifest = await readManifest(workspacePaths(folder)).catch(() => null);
  return manifest?.evidenceLeftOut === true;
}

async function listKnownFiles(db: Kysely<Schema>): Promise<KnownFile[]> {
  const result = await sql<KnownFile>`
    SELECT f.sha256, f.size, coalesce(
      (SELECT u.name || ' · ' || e.name FROM evidence e JOIN unit u ON u.id = e.unit_id
        WHERE e.sha256 = f.sha256 ORDER BY e.id LIMIT 1),
      (SELECT '问题整改 · ' || p.name FROM problem_file p WHERE p.sha256 = f.sha256 LIMIT 1)) AS used
    FROM evidence_file f ORDER BY f.sha256`.execute(db);
  return result.rows;
}

async function wrongWith(folder: string, file: KnownFile, signal?: AbortSignal): Promise<string | null> {
  const path = storedPath(folder, file.sha256);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) {
    // Announced, but killed before it was kept: nothing points to it.
    return file.used === null ? null : '材料文件不见了';
  }
  if (found.size !== file.size) return `材料文件大小不对：应为 ${file.size} 字节，现为 ${found.size} 字节`;
  return (await hashFile(path, signal)) === file.sha256 ? null : '材料文件内容被改动过';
}

/** Paths in the store, with slashes. What is being written aside does not count. */
async function listStored(folder: string): Promise<string[]> {
  const { evidence } = workspacePaths(folder);
  const paths: string[] = [];
  for (const entry of await readdir(evidence, { withFileTypes: true }).catch(() => [])) {
    if (entry.name === 'tmp') continue;
    if (!entry.isDirectory()) paths.push(entry.name);
    else for (const name of await readdir(join(evidence, entry.name))) paths.push(`${entry.name}/${name}`);
  }
  return paths;
}

/** Files nobody put there through the program. */
function findStrangers(stored: readonly string[], known: ReadonlySet<string>): VerifyFinding[] {
  return stored
    .filter((path) => {
      const [folder = '', name = ''] = path.split('/');
      return !(name.startsWith(folder) && known.has(name));
    })
    .map((path) => ({
      kind: 'file',
      message: '材料库里有一个目录中没有的文件',
      place: `evidence/${path}`,
    }));
}

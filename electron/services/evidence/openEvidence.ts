import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { mayDo } from '@shared/domain/role';
import { seesPapers } from '@shared/domain/visibility';
import { evidenceAltered, evidenceMissing } from '@shared/errors/evidence';
import { extensionOf } from '@shared/evidence/evidenceType';
import { findFile, listUnitCodesOfFile } from '../../database/evidenceRepository';
import type { Workspace } from '../workspace/workspace';
import { hashFile, storedPath } from './evidenceStore';
import { decodeText } from './inspectEvidence';

export interface OpenedEvidence {
  readonly stream: Readable;
  /** Bytes of the stream. */
  readonly size: number;
  readonly type:
    'application/pdf' | 'image/png' | 'image/jpeg' | 'text/plain; charset=utf-8' | 'application/octet-stream';
}

const TYPES: Readonly<Record<string, OpenedEvidence['type']>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  txt: 'text/plain; charset=utf-8',
};

/** Files found intact, with what would change if one were touched: a preview scrolled through is not hashed each time. */
const intact = new Map<string, string>();
const REMEMBERED = 2_000;

/**
 * Opens a stored file to be shown or copied. Its hash is checked before the first byte goes out. Texts come as UTF-8,
 * whatever they were saved as.
 *
 * @returns null where no evidence of this workspace has this hash, or none that may be seen.
 * @throws {AppError} EVIDENCE_MISSING, EVIDENCE_ALTERED.
 */
export async function openEvidence(workspace: Workspace, sha256: string): Promise<OpenedEvidence | null> {
  const file = await findFile(workspace.reader, sha256);
  if (!file || !(await maySee(workspace, sha256))) return null;
  const path = await verifiedPath(workspace, sha256, file);
  const type = TYPES[extensionOf(file.name)] ?? 'application/octet-stream';
  if (type === 'text/plain; charset=utf-8') {
    const bytes = Buffer.from(decodeText(await readFile(path)) ?? '', 'utf8');
    return { stream: Readable.from([bytes]), size: bytes.byteLength, type };
  }
  return { stream: createReadStream(path), size: file.size, type };
}

/** Where an intact stored file lies. @throws {AppError} EVIDENCE_MISSING, EVIDENCE_ALTERED. */
export async function verifiedPath(
  workspace: Workspace,
  sha256: string,
  { name, size }: { readonly name: string; readonly size: number },
): Promise<string> {
  const path = storedPath(workspace.folder, sha256);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw evidenceMissing({ name });
  const state = `${path}:${found.size}:${found.mtimeMs}:${found.ctimeMs}:${found.ino}`;
  if (intact.get(sha256) === state) return path;
  if (found.size !== size || (await hashFile(path)) !== sha256) throw evidenceAltered({ name });
  if (intact.size >= REMEMBERED) intact.clear();
  intact.set(sha256, state);
  return path;
}

/** Whether one of the units that handed these bytes in has its papers open to whoever is signed in. */
async function maySee({ reader, actor }: Workspace, sha256: string): Promise<boolean> {
  if (mayDo(actor, 'readAll')) return true;
  return (await listUnitCodesOfFile(reader, sha256)).some((code) => seesPapers(actor, { code }));
}

import { stat } from 'node:fs/promises';
import type { PackageRow } from '@shared/exchange/packageData';
import { listPackedEvidence } from '../../database/packedEvidenceRepository';
import { storedPath } from '../evidence/evidenceStore';
import type { Workspace } from '../workspace/workspace';
import type { PackedFile } from './kinds/packageHandler';
import type { CellScope } from './merge/cellKind';

/** Evidence for a package: its rows, each file once, and files that are not in the store, which are named. */
export interface PackedEvidence {
  readonly rows: readonly PackageRow<'evidence'>[];
  readonly files: readonly PackedFile[];
  readonly absent: readonly PackedFile[];
}

/** Everything these units have attached to these items. */
export async function packedEvidence(
  { reader, folder }: Pick<Workspace, 'reader' | 'folder'>,
  { unitIds, itemIds }: CellScope,
): Promise<PackedEvidence> {
  const rows = await listPackedEvidence(reader, unitIds, itemIds);
  const named = new Map<string, PackedFile>();
  for (const { sha256, size, name } of rows) {
    if (!named.has(sha256)) named.set(sha256, { sha256, size, name });
  }
  const files: PackedFile[] = [];
  const absent: PackedFile[] = [];
  for (const file of named.values()) {
    const found = await stat(storedPath(folder, file.sha256)).catch(() => null);
    (found?.isFile() ? files : absent).push(file);
  }
  return { rows, files, absent };
}

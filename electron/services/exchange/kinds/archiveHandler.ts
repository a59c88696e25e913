import { rm, stat } from 'node:fs/promises';
import { packageIsArchive } from '@shared/errors/archive';
import { openReader } from '../../../database/openDatabase';
import { assertMay } from '../../access/assertMay';
import { listKeptFiles, type KeptFile } from '../../backup/listKeptFiles';
import { hashFile, storedPath } from '../../evidence/evidenceStore';
import type { Workspace } from '../../workspace/workspace';
import { copyForArchive } from '../archive/archivedDatabase';
import { packedSystem } from '../packedSystem';
import type { PackageDraft, PackageHandler, PackedFile } from './packageHandler';

/** Name of the database inside an archive. */
export const ARCHIVED_DATABASE = 'database/faheng.db';

/**
 * The whole workspace for whoever is given it: every figure can be computed again from it, nothing of it can be used to
 * sign in or to sign. It is opened in a folder of its own (`openArchive`), never merged.
 */
export const archiveHandler: PackageHandler = {
  kind: 'archive',

  async collect(workspace, { cycle }, { withoutEvidence = false }): Promise<PackageDraft> {
    assertMay(workspace, 'keepWorkspace');
    const { folder, file } = await copyForArchive(workspace);
    const release = (): Promise<void> => rm(folder, { recursive: true, force: true });
    try {
      const { there, lost } = await findFiles(workspace, file);
      return {
        ...{ to: null, answers: '', cells: [], release },
        data: { system: [await packedSystem(workspace.reader, cycle.systemId)] },
        files: withoutEvidence ? [] : there,
        absent: withoutEvidence ? [...there, ...lost] : lost,
        parts: [
          {
            path: ARCHIVED_DATABASE,
            from: file,
            size: (await stat(file)).size,
            sha256: await hashFile(file),
          },
        ],
      };
    } catch (cause) {
      await release();
      throw cause;
    }
  },

  cellKinds: [],

  scope: () => {
    throw packageIsArchive({ name: '归档包' });
  },

  hold: async () => '',

  planRecords: async () => [],

  applyRecords: async () => {
    throw packageIsArchive({ name: '归档包' });
  },
};

/** The evidence the copied database speaks of: files as they were registered, and those that are not there any more. */
async function findFiles(
  workspace: Workspace,
  database: string,
): Promise<{ readonly there: readonly PackedFile[]; readonly lost: readonly PackedFile[] }> {
  const db = openReader(database);
  const known: readonly KeptFile[] = await listKeptFiles(db).finally(() => db.destroy());
  const there: PackedFile[] = [];
  const lost: PackedFile[] = [];
  for (const file of known) {
    const found = await stat(storedPath(workspace.folder, file.sha256)).catch(() => null);
    (found?.isFile() && found.size === file.size ? there : lost).push(file);
  }
  return { there, lost };
}

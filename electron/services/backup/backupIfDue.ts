import { stat } from 'node:fs/promises';
import { openReader } from '../../database/openDatabase';
import type { Workspace } from '../workspace/workspace';
import { workspacePaths } from '../workspace/workspacePaths';
import { listAutomaticBackups, snapshotDatabase, stamp } from './snapshotDatabase';

/**
 * The automatic backup: one copy of the database a day in which something changed, the last ten kept. Call it some time
 * after opening, so that opening is not held up. It reads on a connection of its own.
 *
 * @returns the name of the new copy, or null where none was due.
 */
export async function backupIfDue(workspace: Workspace): Promise<string | null> {
  if (workspace.readOnly) return null;
  const paths = workspacePaths(workspace.folder);
  const now = workspace.clock();
  const [latest] = (await listAutomaticBackups(paths)).filter((name) => name.startsWith('daily-'));
  if (latest && latest.slice(6, 14) >= stamp(now).slice(0, 8)) return null;
  if (latest && (await isUnchangedSince(paths.backups, latest, paths.database))) return null;
  const reader = openReader(paths.database);
  try {
    return await snapshotDatabase(reader, paths, 'daily', now);
  } finally {
    await reader.destroy();
  }
}

async function isUnchangedSince(backups: string, name: string, database: string): Promise<boolean> {
  const copy = await stat(`${backups}/${name}`);
  const changes = await Promise.all(
    [database, `${database}-wal`].map((file) =>
      stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  return Math.max(...changes) <= copy.mtimeMs;
}

import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { readHead } from '../../database/auditRepository';
import { snapshotDatabase, stamp } from '../backup/snapshotDatabase';
import type { Workspace } from '../workspace/workspace';
import { workspacePaths } from '../workspace/workspacePaths';

/** The copy before the last merge, and how the trail stood after it. */
const before = new WeakMap<Workspace, { readonly name: string; readonly trail: string }>();

/**
 * A copy of the database before a merge. Of merges one after another, with nothing else done in between, there is one,
 * before the first: forty packages would push everything else out of the copies that are kept.
 *
 * @returns its name under backups/.
 */
export async function snapshotBefore(workspace: Workspace): Promise<string> {
  const now = workspace.clock();
  const paths = workspacePaths(workspace.folder);
  const last = before.get(workspace);
  const isBatch = last !== undefined && last.trail === (await readHead(workspace.db)).hash;
  // A copy of this very second is of before this merge as well as of before the one it was made for.
  for (const name of [isBatch ? last.name : '', `before-merge-${stamp(now)}.db`]) {
    if (name !== '' && (await isThere(join(paths.backups, name)))) return name;
  }
  return snapshotDatabase(workspace.reader, paths, 'before-merge', now);
}

/** Says that a merge is done: if the next thing done is a merge, its copy is this one. */
export async function rememberSnapshot(workspace: Workspace, name: string): Promise<void> {
  if (name !== '') before.set(workspace, { name, trail: (await readHead(workspace.db)).hash });
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

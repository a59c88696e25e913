import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkspacePaths } from './workspacePaths';

/** What this program writes aside before it gives it a name; see writeAside, backups, restores, new workspaces. */
const ASIDE = /^\.faheng-((new|restore|evidence)-[0-9a-f]{12}|[0-9a-f]{16}(\.db)?\.tmp(-journal|\.\d{3})?)$/;

/** Nothing takes this long to write: whoever was at it is gone. */
const A_DAY_MS = 24 * 60 * 60 * 1000;

/** Removes what a killed process left half-written beside its target, a day after. Failing is no harm. */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!ASIDE.test(name)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found && Date.now() - found.mtimeMs > A_DAY_MS) {
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

/** The same inside a workspace: manifests, automatic copies and recoveries that never got their name. */
const UNFINISHED = /^(\.[0-9a-f]{12}\.tmp|\.[a-z-]+-\d{8}-\d{6}\.db\.tmp(-journal)?|faheng\.db\.recovered)$/;

/** Clears a workspace of what a killed process was writing. Only for whoever holds its lock: nobody else writes there. */
export async function removeUnfinished({
  folder,
  backups,
  evidenceTemporary,
}: WorkspacePaths): Promise<void> {
  await rm(evidenceTemporary, { recursive: true, force: true });
  for (const place of [folder, backups]) {
    for (const name of await readdir(place).catch(() => [])) {
      if (UNFINISHED.test(name)) await rm(join(place, name), { force: true });
    }
  }
}

import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What this program writes aside before it gives it a name; see writeAside, backups, restores, new workspaces. */
const ASIDE = /^\.faheng-((new|restore|evidence)-[0-9a-f]{12}|[0-9a-f]{16}(\.db)?\.tmp(-journal)?)$/;

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

import type { Actor } from '@shared/domain/role';
import { inTransaction } from '../assessment/inTransaction';
import { openWorkspace } from '../workspace/openWorkspace';
import type { Workspace } from '../workspace/workspace';

/** What happens to a workspace as a whole, beside what is done in it. */
export interface Keeping {
  readonly action: 'workspace.backup' | 'workspace.restore' | 'workspace.recover';
  /** Name of the file it went to or came from. */
  readonly file: string;
  readonly after?: Readonly<Record<string, unknown>>;
}

/** Puts a backup, a restoring or a recovery on the trail of an open workspace; one open for reading only keeps no trail. */
export async function recordKeeping(workspace: Workspace, { action, file, after }: Keeping): Promise<void> {
  if (workspace.readOnly) return;
  await inTransaction(workspace, (_trx, _now, audit) => audit({ action, subject: file, after }));
}

/** The same for a workspace that is not open; left out where somebody else is writing it. */
export async function recordKeepingIn(folder: string, keeping: Keeping, actor?: Actor): Promise<void> {
  const workspace = await openWorkspace(folder, { actor });
  try {
    await recordKeeping(workspace, keeping);
  } finally {
    await workspace.close();
  }
}

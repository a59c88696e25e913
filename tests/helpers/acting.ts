import type { Workspace } from '@electron/services/workspace/workspace';
import type { Actor } from '@shared/domain/role';

/** Runs something as somebody, then gives the workspace back to whoever was there. */
export async function acting<R>(workspace: Workspace, actor: Actor, work: () => Promise<R>): Promise<R> {
  const before = workspace.actor;
  workspace.signIn(actor);
  try {
    return await work();
  } finally {
    workspace.signIn(before);
  }
}

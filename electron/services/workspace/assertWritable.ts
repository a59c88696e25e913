import { workspaceReadOnly } from '@shared/errors/workspace';
import type { Workspace } from './workspace';

/** @throws {AppError} WORKSPACE_READ_ONLY. First line of everything that writes. */
export function assertWritable(workspace: Workspace): void {
  if (workspace.readOnly) throw workspaceReadOnly({ reason: workspace.readOnlyReason });
}

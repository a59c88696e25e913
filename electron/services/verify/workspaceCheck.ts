import type { VerifyFinding } from '@shared/ipc/views';
import type { Assessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';

/**
 * One thing `verify` looks at beside database, scores and evidence. It reads a snapshot, changes nothing, and names
 * every place that is wrong.
 */
export interface WorkspaceCheck {
  /** What is being checked, for the progress: “检查审计记录”. */
  readonly name: string;
  /** @param assessment  of the current cycle; a check that concerns all years reads them itself. */
  verify(
    workspace: Workspace,
    assessment: Assessment,
    signal?: AbortSignal,
  ): Promise<readonly VerifyFinding[]>;
}

import { verifyResults } from './verifyResults';
import { verifySchemes } from './verifySchemes';
import type { WorkspaceCheck } from './workspaceCheck';

/** Every check of `verify` that needs nothing but the snapshot, in the order findings are listed. One line each. */
export const WORKSPACE_CHECKS: readonly WorkspaceCheck[] = [
  { name: '检查综合考核方案', verify: ({ reader }, { cycle }) => verifySchemes(reader, cycle.id) },
  { name: '核对审定结果', verify: (workspace) => verifyResults(workspace) },
];

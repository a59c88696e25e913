import { verifyAccounts } from './verifyAccounts';
import { verifyCaseFiles } from './verifyCaseFiles';
import { verifyExchange } from './verifyExchange';
import { verifyInsight } from './verifyInsight';
import { verifyMarkings } from './verifyMarkings';
import { verifyResults } from './verifyResults';
import { verifyReview } from './verifyReview';
import { verifySchemes } from './verifySchemes';
import type { WorkspaceCheck } from './workspaceCheck';

/** Every check of `verify` that needs nothing but the snapshot, in the order findings are listed. One line each. */
export const WORKSPACE_CHECKS: readonly WorkspaceCheck[] = [
  { name: '检查综合考核方案', verify: ({ reader }) => verifySchemes(reader) },
  { name: '核对人员', verify: ({ reader }) => verifyAccounts(reader) },
  { name: '核对多人评分', verify: ({ reader }, _, signal) => verifyMarkings(reader, signal) },
  { name: '核对审定结果', verify: (workspace) => verifyResults(workspace) },
  { name: '核对案卷评查', verify: (workspace) => verifyCaseFiles(workspace) },
  { name: '核对核查调整和申诉', verify: (workspace, _assessment, signal) => verifyReview(workspace, signal) },
  { name: '核对同一事实的多处扣分', verify: ({ reader }) => verifyInsight(reader) },
  { name: '核对数据交换', verify: (workspace, _assessment, signal) => verifyExchange(workspace, signal) },
];

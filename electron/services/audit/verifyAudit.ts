import type { AuditVerified } from '@shared/ipc/practice/audit';
import { assertMay } from '../access/assertMay';
import { verifyTrail } from '../verify/verifyTrail';
import { readSnapshot } from '../workspace/readSnapshot';
import type { Workspace } from '../workspace/workspace';

/** 「校验审计记录」: the trail alone, with the hash to put on file. @throws {AppError} NOT_PERMITTED */
export async function verifyAudit(workspace: Workspace, signal?: AbortSignal): Promise<AuditVerified> {
  assertMay(workspace, 'readTrail');
  return readSnapshot(workspace, ({ reader }) => verifyTrail(reader, signal));
}

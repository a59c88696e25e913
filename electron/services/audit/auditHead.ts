import type { AuditHead } from '@shared/ipc/practice/audit';
import { findEntryHash, listAuditPeople, readHead } from '../../database/auditRepository';
import { assertMay } from '../access/assertMay';
import type { Workspace } from '../workspace/workspace';

/** How long the trail is and its last hash. @throws {AppError} NOT_PERMITTED */
export async function auditHead(workspace: Workspace): Promise<AuditHead> {
  assertMay(workspace, 'readTrail');
  return readHead(workspace.reader);
}

/**
 * Whether an entry still has the hash that was printed and put on file; the first digits are enough.
 *
 * @throws {AppError} NOT_PERMITTED
 */
export async function compareHash(
  workspace: Workspace,
  entry: number,
  onFile: string,
): Promise<{ readonly same: boolean; readonly hash: string | null }> {
  assertMay(workspace, 'readTrail');
  const hash = (await findEntryHash(workspace.reader, entry)) ?? null;
  const wanted = onFile.replace(/\s/g, '').toLowerCase();
  return { same: hash !== null && wanted.length >= 8 && hash.startsWith(wanted), hash };
}

/** Everybody on the trail. @throws {AppError} NOT_PERMITTED */
export async function auditPeople(workspace: Workspace): Promise<readonly string[]> {
  assertMay(workspace, 'readTrail');
  return listAuditPeople(workspace.reader);
}

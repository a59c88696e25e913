import type { PackDone } from '@shared/ipc/practice/exchange';
import type { Workspace } from '../workspace/workspace';
import { ensureKeys } from './ensureKeys';
import type { PackRequest } from './kinds/packageHandler';
import { recordPacked } from './recordPacked';
import { writePacked, type PackOptions } from './writePacked';

/**
 * Writes a package for one receiver and puts it on the ledger.
 *
 * @param target  where to; volumes are called after it.
 * @throws {AppError} those of `writePacked` and `recordPacked`.
 */
export async function packPackage(
  workspace: Workspace,
  request: PackRequest,
  target: string,
  options: PackOptions = {},
): Promise<PackDone> {
  await ensureKeys(workspace);
  return recordPacked(workspace, await writePacked(workspace, request, target, options));
}

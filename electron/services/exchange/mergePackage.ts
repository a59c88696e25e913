import type { MergeChoices, MergeDone } from '@shared/ipc/practice/exchange';
import type { Workspace } from '../workspace/workspace';
import { mergePrepared, NO_CHOICES, type MergeOptions } from './mergePrepared';
import { discardPrepared } from './preparedPackage';
import { preparePackage, type PrepareOptions } from './preparePackage';

/**
 * Reads a package and merges it.
 *
 * @throws {AppError} those of `preparePackage` and `mergePrepared`; the workspace is untouched then.
 */
export async function mergePackage(
  workspace: Workspace,
  path: string,
  choices: MergeChoices = NO_CHOICES,
  options: PrepareOptions & MergeOptions = {},
): Promise<MergeDone> {
  const prepared = await preparePackage(workspace, path, options);
  try {
    return await mergePrepared(workspace, prepared, choices, options);
  } finally {
    await discardPrepared(prepared);
  }
}

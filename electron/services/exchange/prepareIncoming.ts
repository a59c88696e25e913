import type { TableProblem } from '@shared/tables/problem';
import { TableRefused } from '@shared/errors/scheme';
import type { Workspace } from '../workspace/workspace';
import { isFormFile } from './form/isFormFile';
import { prepareSelfForm } from './form/readSelfForm';
import type { PreparedPackage } from './preparedPackage';
import { preparePackage, type PrepareOptions } from './preparePackage';

export interface Incoming {
  readonly prepared: PreparedPackage;
  /** What was found in a filled-in form, errors not among it. */
  readonly problems: readonly TableProblem[];
}

/**
 * Reads what somebody handed in, a package or a filled-in form, and lets it wait aside: its content says which.
 *
 * @param materials  folder or zip with the evidence of a form; '' for none.
 * @throws {AppError} those of `preparePackage` and `prepareSelfForm`, IMPORT_BLOCKED with every finding
 */
export async function prepareIncoming(
  workspace: Workspace,
  path: string,
  { materials, ...options }: PrepareOptions & { readonly materials: string },
): Promise<Incoming> {
  if (!(await isFormFile(path)))
    return { prepared: await preparePackage(workspace, path, options), problems: [] };
  const { signal, onProgress } = options;
  const files = materials === '' ? {} : { files: materials };
  const { prepared, problems } = await prepareSelfForm(workspace, path, { ...files, signal, onProgress });
  if (!prepared) throw new TableRefused(problems);
  return { prepared, problems };
}

import { EVIDENCE_LIMITS } from '@shared/evidence/evidenceType';
import type { Request, Response } from '@shared/ipc/contract';
import type { Workspace } from '../workspace/workspace';
import { writeAsideHashed, type AsideFile } from './evidenceStore';
import { takeInEvidence, type AddOptions } from './takeInEvidence';

/** Takes bytes from the clipboard as one file; judged as a file from disk is. */
export async function pasteEvidence(
  workspace: Workspace,
  request: Request<'evidence:paste'>,
  options: AddOptions = {},
): Promise<Response<'evidence:paste'>> {
  const { name, bytes } = request;
  const limits = options.limits ?? EVIDENCE_LIMITS;
  const read = (): Promise<AsideFile> =>
    writeAsideHashed(workspace.folder, name, [bytes], limits, options.signal);
  return takeInEvidence(workspace, request, [{ name, read }], options);
}

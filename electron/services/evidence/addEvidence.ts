import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '@shared/errors/appError';
import {
  evidenceFileNotFound,
  evidenceIsFolder,
  evidenceTooLarge,
  evidenceUnreadable,
} from '@shared/errors/evidence';
import { safeFileName } from '@shared/evidence/evidenceName';
import { EVIDENCE_LIMITS, sizeText } from '@shared/evidence/evidenceType';
import type { EvidenceAdded } from '@shared/ipc/views';
import type { Workspace } from '../workspace/workspace';
import { writeAsideHashed, type AsideFile } from './evidenceStore';
import { takeInEvidence, type AddOptions } from './takeInEvidence';

/**
 * Takes files into the workspace and attaches them to an item of a unit. Each file is judged on its own: what is
 * refused is named with its reason, the others are kept. Bytes the unit handed in before are attached, not stored again.
 *
 * @throws {AppError} EVIDENCE_ITEM_NOT_FOR_UNIT, WORKSPACE_READ_ONLY, CANCELLED; nothing is added then.
 */
export async function addEvidence(
  workspace: Workspace,
  request: { readonly unitId: number; readonly itemId: number; readonly paths: readonly string[] },
  options: AddOptions = {},
): Promise<EvidenceAdded> {
  const sources = request.paths.map((path) => ({
    name: basename(path),
    read: () => readChosenFile(workspace, path, options),
  }));
  return takeInEvidence(workspace, request, sources, options);
}

/** Copies a chosen file aside, hashing it. @throws {AppError} EVIDENCE_FILE_NOT_FOUND, EVIDENCE_TOO_LARGE … */
export async function readChosenFile(
  workspace: Workspace,
  path: string,
  options: AddOptions,
): Promise<AsideFile> {
  const name = safeFileName(basename(path));
  const limits = options.limits ?? EVIDENCE_LIMITS;
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'ENOENT' ? evidenceFileNotFound({ name }) : evidenceUnreadable({ name });
  });
  if (found.isDirectory()) throw evidenceIsFolder({ name });
  // A pipe or a device would be read for ever.
  if (!found.isFile()) throw evidenceUnreadable({ name });
  if (found.size > limits.maxBytes) {
    throw evidenceTooLarge({ name, size: sizeText(found.size), limit: sizeText(limits.maxBytes) });
  }
  return writeAsideHashed(workspace.folder, name, readable(path, name), limits, options.signal);
}

/** The source's own read errors, told apart from those of writing the copy. */
async function* readable(path: string, name: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) yield chunk as Buffer;
  } catch (cause) {
    throw cause instanceof AppError ? cause : evidenceUnreadable({ name });
  }
}

import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { notAWorkspace, workspaceManifestDamaged, workspaceTooNew } from '@shared/errors/workspace';
import { FORMAT_VERSION } from '../../database/migrate';
import { writeDurably } from '../../disk/durableFile';
import type { WorkspacePaths } from './workspacePaths';

const manifestSchema = z.object({
  format: z.literal('faheng-workspace'),
  formatVersion: z.number().int().positive(),
  id: z.string().min(1).max(100),
  name: z.string().max(500),
  created: z.string().max(60),
  /** Id of the package it was opened of, where it is an archive: nothing in it is ever changed. */
  archive: z.string().max(100).optional(),
  /** The archive came without the files of evidence: that they are not there is no loss. */
  evidenceLeftOut: z.boolean().optional(),
});

/** The file that makes a folder a workspace: what a double click opens, and what is read before the database is touched. */
export type Manifest = z.infer<typeof manifestSchema>;

/** @throws {AppError} NOT_A_WORKSPACE, WORKSPACE_MANIFEST_DAMAGED, WORKSPACE_TOO_NEW. */
export async function readManifest(paths: WorkspacePaths): Promise<Manifest> {
  const text = await readFile(paths.manifest, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR' || cause.code === 'EISDIR') return null;
    throw cause;
  });
  if (text === null) throw notAWorkspace({ folder: paths.folder });
  const manifest = parseManifest(text);
  if (!manifest) throw workspaceManifestDamaged({ folder: paths.folder });
  assertSupported(manifest.formatVersion);
  return manifest;
}

/** Null where the text is no manifest. */
export function parseManifest(text: string): Manifest | null {
  try {
    const parsed = manifestSchema.safeParse(JSON.parse(text.replace(/^\uFEFF/, '')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** @throws {AppError} WORKSPACE_TOO_NEW. */
export function assertSupported(formatVersion: number): void {
  if (formatVersion > FORMAT_VERSION) {
    throw workspaceTooNew({ found: formatVersion, supported: FORMAT_VERSION });
  }
}

export async function writeManifest(paths: WorkspacePaths, manifest: Manifest): Promise<void> {
  await writeDurably(paths.manifest, `${JSON.stringify(manifest, null, 2)}\n`);
}

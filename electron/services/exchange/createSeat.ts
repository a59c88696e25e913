import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { seatNeedsTask } from '@shared/errors/seats';
import { PACKAGE_KIND_NAMES, type Seat } from '@shared/exchange/packageKind';
import type { PackageManifest } from '@shared/exchange/packageManifest';
import type { MergeDone } from '@shared/ipc/practice/exchange';
import { buildFolderAside } from '../workspace/folderAside';
import { openWorkspace } from '../workspace/openWorkspace';
import { workspacePaths } from '../workspace/workspacePaths';
import { fingerprint } from './container/packageKeys';
import { ensureKeys } from './ensureKeys';
import { mergePrepared, NO_CHOICES } from './mergePrepared';
import { prepareIn } from './preparePackage';
import { readContents } from './preparedPackage';
import { buildSeat } from './seats/buildSeat';

export interface CreateSeatOptions {
  /** '' for none. */
  readonly passphrase?: string;
  readonly clock?: () => Date;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, label: string) => void;
}

export interface SeatCreated {
  readonly folder: string;
  readonly name: string;
  readonly seat: Seat;
  readonly manifest: PackageManifest;
  /** Of the office's key, which this seat trusts from now on: what a person compares by telephone. */
  readonly fingerprint: string;
  readonly merged: MergeDone;
}

/**
 * Makes a unit's workspace of a 任务包, an assessor's of a 评分包, in a new or empty folder. The package is read and checked,
 * the bare workspace built, and the package merged into it like any later one, all in a folder beside the wanted one:
 * after a failure there is nothing. Call it where nobody else writes; a job may.
 *
 * @throws {AppError} FOLDER_NOT_EMPTY, FOLDER_IS_FILE, SEAT_NEEDS_TASK, SEAT_PACKAGE_WRONG, those of `preparePackage` and
 *   `mergePrepared`, DISK_FULL, CANCELLED
 */
export async function createSeat(
  file: string,
  folder: string,
  { passphrase = '', clock = () => new Date(), signal, onProgress }: CreateSeatOptions = {},
): Promise<SeatCreated> {
  const target = resolve(folder);
  return buildFolderAside(target, 'new', async (aside) => {
    // Not where opening the workspace clears away what is half-written.
    const scratch = join(aside, 'incoming');
    await mkdir(scratch);
    const prepared = await prepareIn(scratch, file, { passphrase, signal, onProgress });
    const { manifest, name: fileName } = prepared;
    const { kind } = manifest;
    if (kind !== 'task' && kind !== 'assign') {
      throw seatNeedsTask({ name: fileName, kind: PACKAGE_KIND_NAMES[kind] });
    }
    const contents = await readContents(prepared);
    const name = await buildSeat(workspacePaths(aside), contents, fileName, clock().toISOString());
    const workspace = await openWorkspace(aside, { clock });
    try {
      const merged = await mergePrepared(workspace, prepared, NO_CHOICES, { snapshot: '' });
      // Now, not with its first package: copies of one seat speak with one key.
      await ensureKeys(workspace);
      await rm(scratch, { recursive: true, force: true });
      return {
        ...{ folder: target, name, seat: workspace.seat, manifest, merged },
        fingerprint: fingerprint(manifest.key),
      };
    } finally {
      await workspace.close();
    }
  });
}

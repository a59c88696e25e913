import { NO_COUNTS } from '@shared/exchange/mergeWords';
import type { MergeDone } from '@shared/ipc/practice/exchange';
import { createSeat } from './createSeat';
import { lookInto } from './lookInto';
import { openArchive } from './openArchive';

export interface MadeSeat {
  readonly folder: string;
  readonly name: string;
  /** Of the key the package is signed with. */
  readonly fingerprint: string;
  readonly done: MergeDone;
}

/** What opening an archive comes to: nothing is merged. */
const NOTHING_MERGED: MergeDone = {
  ...{ packageId: 0, already: '', held: '', counts: NO_COUNTS, newFiles: 0, snapshot: '', released: [] },
};

/**
 * Makes a workspace of a package in a new or empty folder: a unit's seat of a 任务包, an assessor's of a 评分包, one for
 * looking of a 归档包.
 *
 * @throws {AppError} those of `createSeat` and `openArchive`; there is nothing then.
 */
export async function makeSeatOf(
  file: string,
  folder: string,
  options: {
    readonly passphrase: string;
    readonly signal?: AbortSignal;
    readonly onProgress?: (done: number, total: number, label: string) => void;
  },
): Promise<MadeSeat> {
  if ((await lookInto(file, options.passphrase)).kind === 'archive') {
    const { name, fingerprint, folder: made } = await openArchive(file, folder, options);
    return { folder: made, name, fingerprint, done: NOTHING_MERGED };
  }
  const { name, fingerprint, folder: made, merged } = await createSeat(file, folder, options);
  return { folder: made, name, fingerprint, done: merged };
}

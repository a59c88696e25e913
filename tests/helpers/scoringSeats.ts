import { join } from 'node:path';
import { afterEach, expect } from 'vitest';
import { createSeat } from '@electron/services/exchange/createSeat';
import { preparePackage } from '@electron/services/exchange/preparePackage';
import { discardPrepared } from '@electron/services/exchange/preparedPackage';
import { previewPrepared } from '@electron/services/exchange/previewPrepared';
import { lockMarkings } from '@electron/services/marking/lockMarkings';
import { recordScore } from '@electron/services/scores/recordScore';
import { setScore } from '@electron/services/scores/setScore';
import { verifyWorkspace } from '@electron/services/verify/verifyWorkspace';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { EMPTY_ENTRY } from '@shared/domain/score';
import type { PackagePreview } from '@shared/ipc/practice/exchange';
import { aPackage } from './packageBytes';
import { placeOf } from './placeOf';
import { type SeatDistrict } from './seatDistrict';
import { tempFolder } from './tempFolder';
import { anEntry } from './testWorkspace';

const open: Workspace[] = [];

afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close();
});

/** A year of its own for seats, a second at each look. */
export const clock = (): (() => Date) => {
  let at = Date.UTC(2021, 0, 5);
  return () => new Date((at += 1000));
};

/** A scorer's seat, made of a 评分包 of the office. */
export async function seatOf(
  { office }: SeatDistrict,
  scorer: string,
  unitCodes: readonly string[] = [],
): Promise<Workspace> {
  const file = await aPackage(office, { kind: 'assign', scorer, unitCodes });
  const folder = join(await tempFolder(), '席位');
  await createSeat(file, folder, { clock: clock() });
  return opened(folder);
}

/** Opens a workspace until the end of the test. */
export async function opened(folder: string): Promise<Workspace> {
  const workspace = await openWorkspace(folder, { clock: clock() });
  open.push(workspace);
  return workspace;
}

/** Scores, or marks where several score, under the name of whoever the seat is of. */
export async function scores(seat: Workspace, unit: string, item: string, points: string): Promise<void> {
  const entry = anEntry({ 得分: points }, { reason: `席位上评${unit}` });
  await setScore(seat, { ...(await placeOf(seat, unit, item)), entry, scorer: seat.person });
}

/** Takes out again what was typed. */
export async function clears(seat: Workspace, unit: string, item: string): Promise<void> {
  await recordScore(seat, { ...(await placeOf(seat, unit, item)), entry: EMPTY_ENTRY, editId: '' });
}

/** Locks the own markings of a unit. */
export async function locks(seat: Workspace, unit: string): Promise<void> {
  const { unitId } = await placeOf(seat, unit, '1.1.2');
  await lockMarkings(seat, { unitId });
}

/** Packs everything that can be sent. @returns where it lies. */
export const resultsOf = (seat: Workspace): Promise<string> => aPackage(seat, { kind: 'scores' });

/** What merging a package would do. */
export async function preview(office: Workspace, file: string): Promise<PackagePreview> {
  const prepared = await preparePackage(office, file);
  try {
    return await previewPrepared(office, prepared);
  } finally {
    await discardPrepared(prepared);
  }
}

/** What stands at a place; undefined for nothing. */
export async function scoreAt(workspace: Workspace, unit: string, item: string) {
  const { unitId, itemId } = await placeOf(workspace, unit, item);
  const row = await workspace.db
    .selectFrom('score')
    .select(['points', 'scorer', 'settled', 'reason'])
    .where('unit_id', '=', unitId)
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  return row && { ...row };
}

/** Nothing to be found by `verify`. */
export const expectClean = async (...workspaces: readonly Workspace[]): Promise<void> => {
  for (const workspace of workspaces) expect((await verifyWorkspace(workspace)).findings).toEqual([]);
};

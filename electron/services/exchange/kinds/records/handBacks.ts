import type { Kysely } from 'kysely';
import type { PackageRow } from '@shared/exchange/packageData';
import type { UnitView } from '@shared/ipc/views';
import { deleteReturn, deleteSubmission } from '../../../../database/packedRecordRepository';
import type { Schema } from '../../../../database/schema';
import {
  findSubmission,
  insertReturn,
  listReturns,
  newSubmission,
  writeSubmission,
  type StoredReturn,
  type StoredSubmission,
} from '../../../../database/submissionRepository';
import type { Assessment } from '../../../assessment/assessment';
import type { CellWriting } from '../../merge/cellKind';
import type { PackageContents, PlannedRecord } from '../packageHandler';
import { placeText, plannedRecord } from './recordPlace';

type Row = PackageRow<'handBacks'>;

/** Every return of a unit's sheet, oldest first, with the reason of each item. */
export async function collectHandBacks(
  db: Kysely<Schema>,
  { itemById }: Pick<Assessment, 'itemById'>,
  unit: Pick<UnitView, 'id' | 'code'>,
): Promise<Row[]> {
  return (await listReturns(db, unit.id)).toReversed().map(({ unitId: _unitId, items, ...back }) => ({
    ...back,
    unit: unit.code,
    items: items.flatMap(({ itemId, reason }) => {
      const item = itemById.get(itemId);
      return item ? [{ item: item.code, reason }] : [];
    }),
  }));
}

/** What the returns of a package would change at the unit's seat. */
export async function planHandBacks(
  db: Kysely<Schema>,
  assessment: Assessment,
  { data }: PackageContents,
): Promise<PlannedRecord[]> {
  const planned: PlannedRecord[] = [];
  for (const row of data.handBacks ?? []) {
    const unit = assessment.unitByCode.get(row.unit);
    const what = `退回自评（第 ${row.round} 次）：${row.reason}`;
    const place = placeText(assessment, row);
    const known = unit ? (await listReturns(db, unit.id)).some((back) => isSame(back, row)) : false;
    if (!unit) planned.push(plannedRecord('refused', place, what, '这里没有这个单位。'));
    else planned.push(plannedRecord(known ? 'same' : 'new', place, what));
  }
  return planned;
}

/** What returns need to be taken back. */
export interface HandBacksUndo {
  readonly unitId: number;
  readonly before: StoredSubmission | null;
  readonly after: StoredSubmission;
  readonly returns: readonly Pick<StoredReturn, 'round' | 'at'>[];
}

/** Opens the unit's sheet again for the round after the latest return; each return is kept with its reasons. */
export async function applyHandBacks(
  { trx, assessment, audit, now }: CellWriting,
  { data, manifest }: PackageContents,
): Promise<HandBacksUndo | null> {
  const unit = assessment.unitByCode.get(manifest.to?.unitCode ?? '');
  if (!unit) return null;
  const known = await listReturns(trx, unit.id);
  const rows = (data.handBacks ?? [])
    .filter((row) => row.unit === unit.code && !known.some((back) => isSame(back, row)))
    .toSorted((one, other) => one.round - other.round);
  const stored = await findSubmission(trx, unit.id);
  let standing = stored ?? newSubmission(unit.id);
  const before = standing;
  for (const { unit: _unit, items, ...row } of rows) {
    const named = items.flatMap(({ item, reason }) => {
      const itemId = assessment.itemByCode.get(item)?.id;
      return itemId === undefined ? [] : [{ itemId, reason }];
    });
    await insertReturn(trx, { ...row, unitId: unit.id, items: named });
    // An earlier round's return that comes late is only kept.
    if (row.round < standing.round) continue;
    const returned = { state: 'returned', round: row.round + 1, dueOn: row.dueOn } as const;
    standing = { ...standing, ...returned, acceptedBy: '', acceptedAt: '' };
  }
  const last = rows.at(-1);
  if (!last) return null;
  if (standing !== before) await writeSubmission(trx, standing, now);
  await audit({
    action: 'submission.return',
    subject: unit.name,
    unitId: unit.id,
    before: { state: before.state, round: before.round },
    after: { state: standing.state, round: standing.round, dueOn: standing.dueOn, items: last.items },
    reason: last.reason,
  });
  return {
    ...{ unitId: unit.id, before: stored ?? null, after: standing },
    returns: rows.map(({ round, at }) => ({ round, at })),
  };
}

/** Takes returns back where the unit has not gone on with its sheet since. @returns what was kept. */
export async function takeBackHandBacks(
  { trx, assessment, audit, now, subject }: CellWriting,
  undo: HandBacksUndo | null,
): Promise<string[]> {
  if (!undo) return [];
  const { unitId, before, after, returns } = undo;
  const unit = assessment.unitById.get(unitId)?.name ?? '';
  const stored = await findSubmission(trx, unitId);
  if (JSON.stringify(stored) !== JSON.stringify(after)) return [`${unit} 自评退回`];
  for (const back of returns) await deleteReturn(trx, { ...back, unitId });
  if (before) await writeSubmission(trx, before, now);
  else await deleteSubmission(trx, unitId);
  await audit({
    action: 'package.rollBack',
    subject: `${unit} · ${subject}`,
    unitId,
    before: { state: after.state, round: after.round },
    after: { state: before?.state ?? 'filling', round: before?.round ?? 1 },
  });
  return [];
}

const isSame = (one: Pick<StoredReturn, 'round' | 'at'>, other: Row): boolean =>
  one.round === other.round && one.at === other.at;

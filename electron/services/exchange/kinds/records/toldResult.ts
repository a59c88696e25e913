import type { Kysely } from 'kysely';
import { formatPoints } from '@shared/domain/points';
import { deleteTold, findTold, insertTold, isTold } from '../../../../database/toldRepository';
import type { Schema } from '../../../../database/schema';
import type { Assessment } from '../../../assessment/assessment';
import type { CellWriting } from '../../merge/cellKind';
import type { PackageContents, PlannedRecord } from '../packageHandler';
import { placeText, plannedRecord } from './recordPlace';

/** What a 反馈包 or 决定包 tells a unit's seat of its result. */
export async function planTold(
  db: Kysely<Schema>,
  assessment: Assessment,
  { data, manifest }: PackageContents,
): Promise<PlannedRecord[]> {
  const planned: PlannedRecord[] = [];
  for (const row of data.feedback ?? []) {
    const unitId = assessment.unitByCode.get(row.unit)?.id ?? 0;
    const known = await isTold(db, unitId, manifest.id);
    const first = (await findTold(db, unitId)) === undefined;
    const what = `得分反馈：最终得分 ${formatPoints(row.totals.final)}`;
    const outcome = known ? 'same' : first ? 'new' : 'changed';
    planned.push(plannedRecord(outcome, placeText(assessment, row), what));
  }
  return planned;
}

/** Keeps what a package told beside what others did: the latest the office wrote stands, whatever came last. */
export async function applyTold(
  { trx, assessment, audit, now, subject }: CellWriting,
  { data, manifest }: PackageContents,
): Promise<void> {
  for (const told of data.feedback ?? []) {
    const unit = assessment.unitByCode.get(told.unit);
    if (!unit) continue;
    const before = await findTold(trx, unit.id);
    const { id: packageUid, sequence, createdAt } = manifest;
    const by = { packageUid, sequence, createdAt, at: now };
    if (!(await insertTold(trx, { ...by, unitId: unit.id, told }))) continue;
    const after = await findTold(trx, unit.id);
    await audit({
      action: 'feedback.receive',
      subject: `${unit.name} · ${subject}`,
      unitId: unit.id,
      ...(before ? { before: { final: formatPoints(before.totals.final) } } : {}),
      after: { final: formatPoints(after?.totals.final ?? told.totals.final), items: told.items.length },
    });
  }
}

/** Forgets what a package told; what others told stands again. */
export async function takeBackTold({ trx, audit, subject }: CellWriting, packageUid: string): Promise<void> {
  await deleteTold(trx, packageUid);
  await audit({ action: 'package.rollBack', subject: `反馈 · ${subject}` });
}

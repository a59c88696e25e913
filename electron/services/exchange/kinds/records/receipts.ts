import type { Kysely } from 'kysely';
import type { PackageRow } from '@shared/exchange/packageData';
import type { UnitView } from '@shared/ipc/views';
import { plainDate } from '@shared/year/dates';
import type { Schema } from '../../../../database/schema';
import {
  findSubmission,
  listHandIns,
  newSubmission,
  writeSubmission,
  type StoredSubmission,
} from '../../../../database/submissionRepository';
import type { Assessment } from '../../../assessment/assessment';
import { localDay } from '../../../localTime';
import type { CellWriting } from '../../merge/cellKind';
import type { PackageContents, PlannedRecord } from '../packageHandler';
import { placeText, plannedRecord } from './recordPlace';
import { knownWithdrawals } from './withdrawals';

type Row = PackageRow<'receipts'>;

/** Units are answered by the office, not by a person. */
const OFFICE = '考评办';

/** 回执: that the office has a unit's sheet, or has accepted it; none while it is open there. */
export async function collectReceipts(
  db: Kysely<Schema>,
  unit: Pick<UnitView, 'id' | 'code'>,
): Promise<Row[]> {
  const stored = await findSubmission(db, unit.id);
  if (stored?.state !== 'submitted' && stored?.state !== 'accepted') return [];
  const { state, round, submittedAt, acceptedAt } = stored;
  return [{ unit: unit.code, round, state, submittedAt, acceptedAt }];
}

/** What the receipts of a package would change at the unit's seat. */
export async function planReceipts(
  db: Kysely<Schema>,
  assessment: Assessment,
  contents: PackageContents,
): Promise<PlannedRecord[]> {
  const moved = await judge(db, assessment, contents);
  if (!moved) return [];
  const { row, before, after } = moved;
  const day = plainDate(localDay(new Date(row.acceptedAt || row.submittedAt)));
  const what = row.state === 'accepted' ? `考评办 ${day} 已接收自评` : `考评办已收到自评（${day} 提交）`;
  const outcome = JSON.stringify(before) === JSON.stringify(after) ? 'same' : 'changed';
  return [plannedRecord(outcome, placeText(assessment, row), what)];
}

interface Judged {
  readonly row: Row;
  readonly unitId: number;
  readonly before: StoredSubmission | undefined;
  /** As it stands once the receipt is taken in. */
  readonly after: StoredSubmission | undefined;
}

/**
 * What the office says of the sheet stands: accepted is accepted, also where the unit has opened it again since. What it
 * merely has is the unit's to take back.
 */
async function judge(
  db: Kysely<Schema>,
  assessment: Assessment,
  { manifest, data }: PackageContents,
): Promise<Judged | undefined> {
  const unit = assessment.unitByCode.get(manifest.to?.unitCode ?? '');
  const row = data.receipts?.find((receipt) => receipt.unit === unit?.code);
  if (!unit || !row) return undefined;
  const before = await findSubmission(db, unit.id);
  const same = { row, unitId: unit.id, before, after: before };
  const standing = before ?? newSubmission(unit.id);
  // The office has opened the sheet again since.
  if (row.round < standing.round || standing.state === 'accepted') return same;
  const handIn = (await listHandIns(db, unit.id)).find(({ at }) => at === row.submittedAt);
  const submitted = { submittedBy: handIn?.person ?? OFFICE, submittedAt: row.submittedAt };
  if (row.state === 'accepted') {
    const accepted = { state: 'accepted', acceptedBy: OFFICE, acceptedAt: row.acceptedAt } as const;
    return { ...same, after: { ...standing, round: row.round, ...submitted, ...accepted } };
  }
  if (standing.state === 'submitted') return same;
  const gone = [...(await knownWithdrawals(db, assessment, unit)), ...(data.withdrawals ?? [])];
  if (gone.some(({ handedInAt }) => handedInAt === row.submittedAt)) return same;
  return { ...same, after: { ...standing, round: row.round, ...submitted, state: 'submitted' } };
}

/** What a receipt needs to be taken back. */
export interface ReceiptsUndo {
  readonly unitId: number;
  readonly before: StoredSubmission | null;
  readonly after: StoredSubmission;
}

export async function applyReceipts(
  { trx, assessment, audit, now }: CellWriting,
  contents: PackageContents,
): Promise<ReceiptsUndo | null> {
  const moved = await judge(trx, assessment, contents);
  if (!moved?.after || JSON.stringify(moved.before) === JSON.stringify(moved.after)) return null;
  const { unitId, before, after } = moved;
  await writeSubmission(trx, after, now);
  await audit({
    action: 'submission.receipt',
    subject: assessment.unitById.get(unitId)?.name ?? '',
    unitId,
    before: { state: before?.state ?? 'filling', round: before?.round ?? 1 },
    after: { state: after.state, round: after.round },
  });
  return { unitId, before: before ?? null, after };
}

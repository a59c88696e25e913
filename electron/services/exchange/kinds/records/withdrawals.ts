import type { Kysely } from 'kysely';
import type { PackageRow } from '@shared/exchange/packageData';
import type { UnitView } from '@shared/ipc/views';
import { listSummariesOf } from '../../../../database/exchangeRepository';
import type { Schema } from '../../../../database/schema';
import {
  findSubmission,
  listOwnWithdrawals,
  writeSubmission,
  type StoredSubmission,
  type StoredWithdrawal,
} from '../../../../database/submissionRepository';
import type { Assessment } from '../../../assessment/assessment';
import { summaryOf } from '../../packed';
import { OFFICE_SIDE } from '../../seatSide';
import type { CellWriting } from '../../merge/cellKind';
import type { PackageContents, PlannedRecord } from '../packageHandler';
import { placeText, plannedRecord } from './recordPlace';

type Row = PackageRow<'withdrawals'>;

/** What of a merge tells later which handings in it took back; part of the undo of every kind that brings any. */
export interface WithdrawnUndo {
  readonly withdrawn: readonly StoredWithdrawal[];
}

/** What the office is called where it acted for a unit. */
const OFFICE = '考评办';

/**
 * Handings in of a unit that were taken back, as far as this workspace knows: here, or by packages that stand merged. A
 * handing in that is among them opens nothing again, in whatever order packages come.
 */
export async function knownWithdrawals(
  db: Kysely<Schema>,
  { cycle }: Pick<Assessment, 'cycle'>,
  unit: Pick<UnitView, 'id' | 'code'>,
): Promise<readonly StoredWithdrawal[]> {
  const ofUnit = { seat: 'unit', unitCode: unit.code, scorer: '' } as const;
  const summaries = [
    ...(await listSummariesOf(db, cycle.id, ofUnit)),
    ...(await listSummariesOf(db, cycle.id, OFFICE_SIDE)),
  ];
  const merged = summaries.flatMap((json) => {
    // As a handler of this program gave it.
    const undo = summaryOf(json).undo as Partial<WithdrawnUndo> | null | undefined;
    return undo?.withdrawn ?? [];
  });
  return [...(await listOwnWithdrawals(db, unit.id)), ...merged];
}

/** As they travel, both ways. */
export async function collectWithdrawals(
  db: Kysely<Schema>,
  assessment: Pick<Assessment, 'cycle'>,
  unit: Pick<UnitView, 'id' | 'code'>,
  seat: 'office' | 'unit',
): Promise<Row[]> {
  const own = new Set((await listOwnWithdrawals(db, unit.id)).map(({ handedInAt }) => handedInAt));
  const rows = new Map<string, Row>();
  for (const each of await knownWithdrawals(db, assessment, unit)) {
    const person = seat === 'office' && own.has(each.handedInAt) ? OFFICE : each.person;
    if (!rows.has(each.handedInAt)) rows.set(each.handedInAt, { ...each, person, unit: unit.code });
  }
  return [...rows.values()];
}

/** What the takings back of a package would change here. */
export async function planWithdrawals(
  db: Kysely<Schema>,
  assessment: Assessment,
  contents: PackageContents,
): Promise<PlannedRecord[]> {
  const planned: PlannedRecord[] = [];
  for (const { unit, row, outcome } of await judge(db, assessment, contents)) {
    const what = `撤回自评（第 ${row.round} 次提交）`;
    const why = outcome === 'refused' ? '考评办已经接收，不能再撤回；要补正的，由考评办退回。' : '';
    planned.push(plannedRecord(outcome, placeText(assessment, { unit: unit.code }), what, why));
  }
  return planned;
}

interface Judged {
  readonly unit: UnitView;
  readonly row: Row;
  readonly outcome: 'new' | 'same' | 'refused';
}

async function judge(
  db: Kysely<Schema>,
  assessment: Assessment,
  { manifest, data }: PackageContents,
): Promise<readonly Judged[]> {
  const code = manifest.from.seat === 'unit' ? manifest.from.unitCode : (manifest.to?.unitCode ?? '');
  const unit = assessment.unitByCode.get(code);
  const rows = (data.withdrawals ?? []).filter((row) => row.unit === code);
  if (!unit || rows.length === 0) return [];
  const known = await knownWithdrawals(db, assessment, unit);
  const before = new Set(known.map(({ handedInAt }) => handedInAt));
  const stored = await findSubmission(db, unit.id);
  return rows.map((row) => {
    if (before.has(row.handedInAt)) return { unit, row, outcome: 'same' };
    const accepted = stored?.state === 'accepted' && stored.submittedAt === row.handedInAt;
    return { unit, row, outcome: accepted ? 'refused' : 'new' };
  });
}

/** What takings back need to be taken back themselves. */
export interface WithdrawalsUndo extends WithdrawnUndo {
  /** null where the sheet stood open, or handed in anew. */
  readonly sheet: {
    readonly unitId: number;
    readonly before: StoredSubmission;
    readonly after: StoredSubmission;
  } | null;
}

/** Opens the sheet again where what is handed in here was taken back; what was accepted stays. */
export async function applyWithdrawals(
  { trx, assessment, audit, now }: CellWriting,
  contents: PackageContents,
): Promise<WithdrawalsUndo> {
  const taken = (await judge(trx, assessment, contents)).filter(({ outcome }) => outcome === 'new');
  const withdrawn = taken.map(({ row: { unit: _unit, ...row } }) => row);
  const [first] = taken;
  const stored = first && (await findSubmission(trx, first.unit.id));
  const row = withdrawn.find(({ handedInAt }) => handedInAt === stored?.submittedAt);
  if (!first || !row || stored?.state !== 'submitted') return { withdrawn, sheet: null };
  const after = { ...stored, state: 'filling', submittedBy: '', submittedAt: '' } as const;
  await writeSubmission(trx, after, now);
  await audit({
    action: 'submission.withdraw',
    subject: first.unit.name,
    unitId: first.unit.id,
    before: { state: stored.state },
    after: { state: 'filling', round: stored.round, person: row.person, at: row.at },
  });
  return { withdrawn, sheet: { unitId: first.unit.id, before: stored, after } };
}

/** Hands the sheet in again, where nobody has gone on with it since. @returns what was kept. */
export async function takeBackWithdrawals(
  { trx, assessment, audit, now, subject }: CellWriting,
  { sheet }: WithdrawalsUndo,
): Promise<string[]> {
  if (!sheet) return [];
  const { unitId, before, after } = sheet;
  const unit = assessment.unitById.get(unitId)?.name ?? '';
  if (JSON.stringify(await findSubmission(trx, unitId)) !== JSON.stringify(after)) {
    return [`${unit} 自评撤回`];
  }
  await writeSubmission(trx, before, now);
  await audit({
    action: 'package.rollBack',
    subject: `${unit} · ${subject}`,
    unitId,
    before: { state: after.state, round: after.round },
    after: { state: before.state, round: before.round },
  });
  return [];
}

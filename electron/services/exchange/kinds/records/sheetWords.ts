import type { Kysely } from 'kysely';
import type { PackageData } from '@shared/exchange/packageData';
import type { UnitView } from '@shared/ipc/views';
import type { Schema } from '../../../../database/schema';
import type { Assessment } from '../../../assessment/assessment';
import type { CellWriting } from '../../merge/cellKind';
import type { PackageContents, PlannedRecord } from '../packageHandler';
import {
  applyHandBacks,
  collectHandBacks,
  planHandBacks,
  takeBackHandBacks,
  type HandBacksUndo,
} from './handBacks';
import { takeBackHandIns } from './handIns';
import { applyReceipts, collectReceipts, planReceipts, type ReceiptsUndo } from './receipts';
import {
  applyWithdrawals,
  collectWithdrawals,
  planWithdrawals,
  takeBackWithdrawals,
  type WithdrawalsUndo,
} from './withdrawals';

/** What the office's word on a sheet needs to be taken back. */
export interface SheetWordsUndo {
  readonly handBacks: HandBacksUndo | null;
  readonly withdrawals: WithdrawalsUndo;
  readonly receipt: ReceiptsUndo | null;
}

/**
 * How the office stands to a unit's sheet: every return, what was taken back, and whether it has the sheet or has accepted
 * it. Goes along with every package to the unit, so that its seat knows with the next one, whatever it is for.
 */
export async function collectSheetWords(
  db: Kysely<Schema>,
  assessment: Assessment,
  unit: UnitView,
): Promise<Required<Pick<PackageData, 'handBacks' | 'withdrawals' | 'receipts'>>> {
  return {
    handBacks: await collectHandBacks(db, assessment, unit),
    withdrawals: await collectWithdrawals(db, assessment, unit, 'office'),
    receipts: await collectReceipts(db, unit),
  };
}

export async function planSheetWords(
  db: Kysely<Schema>,
  assessment: Assessment,
  contents: PackageContents,
): Promise<PlannedRecord[]> {
  return [
    ...(await planHandBacks(db, assessment, contents)),
    ...(await planWithdrawals(db, assessment, contents)),
    ...(await planReceipts(db, assessment, contents)),
  ];
}

export async function applySheetWords(
  writing: CellWriting,
  contents: PackageContents,
): Promise<SheetWordsUndo> {
  const handBacks = await applyHandBacks(writing, contents);
  const withdrawals = await applyWithdrawals(writing, contents);
  return { handBacks, withdrawals, receipt: await applyReceipts(writing, contents) };
}

/** The last first. @returns what was kept. */
export async function takeBackSheetWords(
  writing: CellWriting,
  { handBacks, withdrawals, receipt }: SheetWordsUndo,
): Promise<string[]> {
  return [
    ...(await takeBackHandIns(writing, receipt)),
    ...(await takeBackWithdrawals(writing, withdrawals)),
    ...(await takeBackHandBacks(writing, handBacks)),
  ];
}

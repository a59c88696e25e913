import type { CellWriting } from '../../merge/cellKind';
import type { PackageHandler } from '../packageHandler';
import { applyHandIns, planHandIns, takeBackHandIns, type HandInsUndo } from './handIns';
import {
  applyNotApplicable,
  planNotApplicable,
  takeBackNotApplicable,
  type NotApplicableUndo,
} from './notApplicable';
import {
  applyWithdrawals,
  planWithdrawals,
  takeBackWithdrawals,
  type WithdrawalsUndo,
  type WithdrawnUndo,
} from './withdrawals';

interface Undo extends WithdrawnUndo {
  readonly handIns: HandInsUndo | null;
  readonly withdrawals: WithdrawalsUndo;
  readonly notApplicable: NotApplicableUndo;
}

/** What a 自评包 does beside its cells: the unit's handing in, or its taking that back, and its 缺项 requests. */
export const unitRecords: Required<Pick<PackageHandler, 'planRecords' | 'applyRecords' | 'takeBackRecords'>> =
  {
    async planRecords(db, assessment, contents) {
      return [
        ...(await planHandIns(db, assessment, contents)),
        ...(await planWithdrawals(db, assessment, contents)),
        ...(await planNotApplicable(db, assessment, contents)),
      ];
    },

    async applyRecords(writing, contents) {
      const handIns = await applyHandIns(writing, contents);
      const withdrawals = await applyWithdrawals(writing, contents);
      const notApplicable = await applyNotApplicable(writing, contents);
      const { withdrawn } = withdrawals;
      return { undo: { handIns, withdrawals, withdrawn, notApplicable } satisfies Undo };
    },

    async takeBackRecords(writing: CellWriting, undo) {
      // As `applyRecords` gave it: it was kept in this workspace's own ledger.
      const { handIns, withdrawals, notApplicable } = undo as Undo;
      return [
        ...(await takeBackWithdrawals(writing, withdrawals)),
        ...(await takeBackHandIns(writing, handIns)),
        ...(await takeBackNotApplicable(writing, notApplicable)),
      ];
    },
  };

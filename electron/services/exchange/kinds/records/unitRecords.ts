import type { CellWriting } from '../../merge/cellKind';
import type { PackageHandler } from '../packageHandler';
import { applyHandIns, planHandIns, takeBackHandIns, type HandInsUndo } from './handIns';
import {
  applyNotApplicable,
  planNotApplicable,
  takeBackNotApplicable,
  type NotApplicableUndo,
} from './notApplicable';

interface Undo {
  readonly handIns: HandInsUndo | null;
  readonly notApplicable: NotApplicableUndo;
}

/** What a 自评包 does beside its cells: the unit's handing in, and its 缺项 requests. */
export const unitRecords: Required<Pick<PackageHandler, 'planRecords' | 'applyRecords' | 'takeBackRecords'>> =
  {
    async planRecords(db, assessment, contents) {
      return [
        ...(await planHandIns(db, assessment, contents)),
        ...(await planNotApplicable(db, assessment, contents)),
      ];
    },

    async applyRecords(writing, contents) {
      const handIns = await applyHandIns(writing, contents);
      const notApplicable = await applyNotApplicable(writing, contents);
      return { undo: { handIns, notApplicable } satisfies Undo };
    },

    async takeBackRecords(writing: CellWriting, undo) {
      // As `applyRecords` gave it: it was kept in this workspace's own ledger.
      const { handIns, notApplicable } = undo as Undo;
      return [
        ...(await takeBackHandIns(writing, handIns)),
        ...(await takeBackNotApplicable(writing, notApplicable)),
      ];
    },
  };

import { packageNothingToSend } from '@shared/errors/exchange';
import { findLatestFromUnit } from '../../../database/packedRecordRepository';
import { assertMay } from '../../access/assertMay';
import { selfCells } from '../cells/selfCells';
import type { CellScope } from '../merge/cellKind';
import { collectDeadlines } from '../seats/collectDeadlines';
import { followYear, unfollowYear, type YearMoved } from '../seats/followYear';
import { oneUnit, unitSide } from './oneUnit';
import type { PackageHandler } from './packageHandler';
import { unitScope } from './unitScope';
import {
  applyNotApplicable,
  collectNotApplicable,
  planNotApplicable,
  takeBackNotApplicable,
  type NotApplicableUndo,
} from './records/notApplicable';
import {
  applySheetWords,
  collectSheetWords,
  planSheetWords,
  takeBackSheetWords,
  type SheetWordsUndo,
} from './records/sheetWords';
import type { WithdrawnUndo } from './records/withdrawals';

interface Undo extends WithdrawnUndo {
  readonly year: YearMoved;
  readonly sheet: SheetWordsUndo;
  readonly notApplicable: NotApplicableUndo;
}

/**
 * 退回包: why a unit's self-evaluation came back, in general and item by item, until when it is due again, and what was
 * decided of its 缺项 requests; with the unit's own sheet as the office knows it, so that the next round builds on it.
 */
export const returnHandler: PackageHandler = {
  kind: 'return',

  async collect(workspace, assessment, request) {
    assertMay(workspace, 'acceptSubmission');
    const unit = oneUnit(assessment, request, '退回包');
    const scope: CellScope = { unitIds: [unit.id], itemIds: null };
    const { db } = workspace;
    const words = await collectSheetWords(db, assessment, unit);
    if (words.handBacks.length === 0) {
      throw packageNothingToSend({ what: '退回包', missing: `“${unit.name}”的自评没有退回过` });
    }
    return {
      to: unitSide(unit),
      answers: await findLatestFromUnit(db, assessment.cycle.id, 'self', unit.code),
      data: {
        ...words,
        deadlines: await collectDeadlines(db, assessment),
        notApplicable: await collectNotApplicable(db, assessment, scope),
      },
      cells: [{ kind: selfCells, scope }],
      files: [],
    };
  },

  cellKinds: [selfCells],
  scope: unitScope,
  hold: async () => '',

  async planRecords(db, assessment, contents) {
    return [
      ...(await planSheetWords(db, assessment, contents)),
      ...(await planNotApplicable(db, assessment, contents)),
    ];
  },

  async applyRecords(writing, contents) {
    const year = await followYear(writing, contents);
    const sheet = await applySheetWords(writing, contents);
    const notApplicable = await applyNotApplicable(writing, contents);
    const { withdrawn } = sheet.withdrawals;
    return { undo: { year, sheet, withdrawn, notApplicable } satisfies Undo };
  },

  async takeBackRecords(writing, undo) {
    // As `applyRecords` gave it: it was kept in this workspace's own ledger.
    const { year, sheet, notApplicable } = undo as Undo;
    return [
      ...(await unfollowYear(writing, year)),
      ...(await takeBackSheetWords(writing, sheet)),
      ...(await takeBackNotApplicable(writing, notApplicable)),
    ];
  },
};

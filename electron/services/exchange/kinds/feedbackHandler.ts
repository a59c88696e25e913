import { assertMay } from '../../access/assertMay';
import { packedFeedback } from '../packedFeedback';
import { collectDeadlines } from '../seats/collectDeadlines';
import { followYear, unfollowYear, type YearMoved } from '../seats/followYear';
import { oneUnit, unitSide } from './oneUnit';
import type { PackageHandler } from './packageHandler';
import { unitScope } from './unitScope';
import {
  applySheetWords,
  collectSheetWords,
  planSheetWords,
  takeBackSheetWords,
  type SheetWordsUndo,
} from './records/sheetWords';
import { applyTold, planTold, takeBackTold } from './records/toldResult';
import type { WithdrawnUndo } from './records/withdrawals';

interface Undo extends WithdrawnUndo {
  readonly year: YearMoved;
  readonly sheet: SheetWordsUndo;
  readonly packageUid: string;
}

/** 反馈包: what one unit is told of its result, and until when it may appeal. */
export const feedbackHandler: PackageHandler = {
  kind: 'feedback',

  async collect(workspace, assessment, request) {
    assertMay(workspace, 'acceptSubmission');
    const unit = oneUnit(assessment, request, '反馈包');
    return {
      to: unitSide(unit),
      answers: '',
      data: {
        feedback: [await packedFeedback(workspace, assessment, unit, '制作反馈包')],
        ...(await collectSheetWords(workspace.db, assessment, unit)),
        deadlines: await collectDeadlines(workspace.db, assessment),
      },
      cells: [],
      files: [],
    };
  },

  cellKinds: [],
  scope: unitScope,
  hold: async () => '',

  async planRecords(db, assessment, contents) {
    return [
      ...(await planSheetWords(db, assessment, contents)),
      ...(await planTold(db, assessment, contents)),
    ];
  },

  async applyRecords(writing, contents) {
    const year = await followYear(writing, contents);
    const sheet = await applySheetWords(writing, contents);
    await applyTold(writing, contents);
    const { withdrawn } = sheet.withdrawals;
    return { undo: { year, sheet, withdrawn, packageUid: contents.manifest.id } satisfies Undo };
  },

  async takeBackRecords(writing, undo) {
    // As `applyRecords` gave it: it was kept in this workspace's own ledger.
    const { year, sheet, packageUid } = undo as Undo;
    await takeBackTold(writing, packageUid);
    return [...(await takeBackSheetWords(writing, sheet)), ...(await unfollowYear(writing, year))];
  },
};

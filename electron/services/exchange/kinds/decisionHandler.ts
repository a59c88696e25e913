import { packageNothingToSend } from '@shared/errors/exchange';
import { findPackage } from '../../../database/exchangeRepository';
import { findLatestFromUnit } from '../../../database/packedRecordRepository';
import { assertMay } from '../../access/assertMay';
import { packedFeedback } from '../packedFeedback';
import { collectDeadlines } from '../seats/collectDeadlines';
import { followYear, unfollowYear, type YearMoved } from '../seats/followYear';
import { oneUnit, unitSide } from './oneUnit';
import type { PackageHandler } from './packageHandler';
import {
  applyDecisions,
  collectDecisions,
  planDecisions,
  takeBackDecisions,
  type DecisionsUndo,
} from './records/toldDecisions';
import {
  applySheetWords,
  collectSheetWords,
  planSheetWords,
  takeBackSheetWords,
  type SheetWordsUndo,
} from './records/sheetWords';
import { applyTold, planTold, takeBackTold } from './records/toldResult';
import type { WithdrawnUndo } from './records/withdrawals';
import { unitScope } from './unitScope';

interface Undo extends WithdrawnUndo {
  readonly year: YearMoved;
  readonly sheet: SheetWordsUndo;
  readonly decisions: DecisionsUndo;
}

/** 决定包: what became of a unit's appeals, and its result as it stands with them. */
export const decisionHandler: PackageHandler = {
  kind: 'decision',

  async collect(workspace, assessment, request) {
    assertMay(workspace, 'acceptSubmission');
    const unit = oneUnit(assessment, request, '决定包');
    const { db } = workspace;
    const feedback = await packedFeedback(workspace, assessment, unit, '制作决定包');
    const appeals = await collectDecisions(db, unit.id);
    if (!appeals.some(({ state }) => state === 'upheld' || state === 'adjusted')) {
      throw packageNothingToSend({ what: '决定包', missing: `“${unit.name}”没有复核过的申诉` });
    }
    return {
      to: unitSide(unit),
      answers: await findLatestFromUnit(db, assessment.cycle.id, 'appeal', unit.code),
      data: {
        feedback: [feedback],
        appeals,
        ...(await collectSheetWords(db, assessment, unit)),
        deadlines: await collectDeadlines(db, assessment),
      },
      cells: [],
      files: [],
    };
  },

  cellKinds: [],
  scope: unitScope,
  async hold(db, _assessment, { manifest: { answers } }) {
    if (answers === '' || (await findPackage(db, answers, 'out'))) return '';
    return '这个决定包答复的申诉包不是从这个考评库发出的：可能换过电脑，或者恢复过较早的备份。核对无误的，请写明理由后合并。';
  },

  async planRecords(db, assessment, contents) {
    return [
      ...(await planSheetWords(db, assessment, contents)),
      ...(await planDecisions(db, assessment, contents)),
      ...(await planTold(db, assessment, contents)),
    ];
  },

  async applyRecords(writing, contents) {
    const year = await followYear(writing, contents);
    const sheet = await applySheetWords(writing, contents);
    const decisions = await applyDecisions(writing, contents);
    await applyTold(writing, contents);
    const { withdrawn } = sheet.withdrawals;
    return { undo: { year, sheet, withdrawn, decisions } satisfies Undo };
  },

  async takeBackRecords(writing, undo) {
    // As `applyRecords` gave it: it was kept in this workspace's own ledger.
    const { year, sheet, decisions } = undo as Undo;
    await takeBackTold(writing, decisions.packageUid);
    return [
      ...(await takeBackDecisions(writing, decisions)),
      ...(await takeBackSheetWords(writing, sheet)),
      ...(await unfollowYear(writing, year)),
    ];
  },
};

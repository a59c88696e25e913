import { assertMay } from '../../access/assertMay';
import { packedFeedback } from '../packedFeedback';
import { collectDeadlines } from '../seats/collectDeadlines';
import { followYear, unfollowYear, type YearMoved } from '../seats/followYear';
import { oneUnit, unitSide } from './oneUnit';
import type { PackageHandler } from './packageHandler';
import { unitScope } from './unitScope';
import { applyTold, planTold, takeBackTold } from './records/toldResult';

interface Undo {
  readonly year: YearMoved;
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
        deadlines: await collectDeadlines(workspace.db, assessment),
      },
      cells: [],
      files: [],
    };
  },

  cellKinds: [],
  scope: unitScope,
  hold: async () => '',
  planRecords: planTold,

  async applyRecords(writing, contents) {
    const year = await followYear(writing, contents);
    await applyTold(writing, contents);
    return { undo: { year, packageUid: contents.manifest.id } satisfies Undo };
  },

  async takeBackRecords(writing, undo) {
    // As `applyRecords` gave it: it was kept in this workspace's own ledger.
    const { year, packageUid } = undo as Undo;
    await takeBackTold(writing, packageUid);
    return unfollowYear(writing, year);
  },
};

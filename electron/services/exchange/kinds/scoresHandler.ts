import { CYCLE_STATE_NAMES, scoringOpen } from '@shared/domain/cycleState';
import { hasConflict } from '@shared/domain/role';
import { itemCodeUnknown, unitCodeUnknown } from '@shared/errors/cli';
import { cycleStateForbids } from '@shared/errors/access';
import {
  scoresNotAtThisSeat,
  scoresNothingToSend,
  scoresWithoutAssignment,
} from '@shared/errors/exchangeScores';
import type { Version } from '@shared/exchange/versions';
import type { ItemView, UnitView } from '@shared/ipc/views';
import { findLatestMerged } from '../../../database/exchangeRepository';
import { assertMay } from '../../access/assertMay';
import { assertScoringOpen } from '../../access/assertMayScore';
import type { Assessment } from '../../assessment/assessment';
import type { Workspace } from '../../workspace/workspace';
import { judgementCells } from '../cells/judgementCells';
import { MARKING_KIND, markingCells, markingSchema } from '../cells/markingCells';
import { scoreCells } from '../cells/scoreCells';
import { assertOwnScores } from '../assertOwnScores';
import { handedWith, listHandouts } from '../handedOut';
import type { CellScope } from '../merge/cellKind';
import { readOwnWork } from '../ownWork';
import { OFFICE_SIDE } from '../seatSide';
import type { PackageHandler, PackRequest } from './packageHandler';

const CELL_KINDS = [scoreCells, markingCells, judgementCells];

/**
 * 评分结果包: what one scorer scored, marked and judged of what was handed out; of what several score only what is
 * locked, since nobody else may see a draft. Practice page §4.
 */
export const scoresHandler: PackageHandler = {
  kind: 'scores',

  async collect(workspace, assessment, request) {
    assertMay(workspace, 'score');
    assertScoringOpen(assessment.cycle.state);
    const { reader, seat } = workspace;
    const answered = await findLatestMerged(reader, assessment.cycle.id, ['assign']);
    const handouts = await listHandouts(reader, assessment, 'in');
    const handed = answered && handedWith(handouts, assessment, answered.uid);
    if (seat !== 'assessor' || !answered || !handed) throw scoresNotAtThisSeat();
    const scope: CellScope = {
      unitIds: unitsOf(workspace, assessment, request).map(({ id }) => id),
      itemIds: itemsOf(workspace, assessment, request).map(({ id }) => id),
    };
    const { done, drafts, open, sends } = await readOwnWork(workspace, assessment, scope, handed);
    if (done === 0) throw scoresNothingToSend({ drafts });
    const sees = (version: Version): boolean => sends(version.cell) && !isDraft(version);
    return {
      to: OFFICE_SIDE,
      answers: answered.uid,
      data: {},
      cells: CELL_KINDS.map((kind) => ({ kind, scope, sees })),
      files: [],
      hints: [
        ...(drafts === 0 ? [] : [`有 ${drafts} 份多人评分还没有锁定，没有随包发出；锁定后请再制作一次。`]),
        ...(open === 0 ? [] : [`还有 ${open} 处没有评，或没有填全；评完后请再制作一次。`]),
      ],
    };
  },

  cellKinds: CELL_KINDS,

  async scope(assessment, contents, db) {
    assertStillOpen(assessment);
    const handed = handedWith(await listHandouts(db, assessment), assessment, contents.manifest.answers);
    if (!handed) throw scoresWithoutAssignment();
    await assertOwnScores(db, assessment, contents, handed);
    return { unitIds: handed.unitIds, itemIds: handed.itemIds };
  },

  hold: async () => '',

  planRecords: async () => [],
  applyRecords: async () => undefined,
};

/**
 * Once the year is in 反馈申诉 no reason opens the scores again: only an appeal, a correction or the office moving the
 * year back does. So the package is not kept waiting for one.
 *
 * @throws {AppError} CYCLE_STATE_FORBIDS
 */
function assertStillOpen({ cycle: { state } }: Pick<Assessment, 'cycle'>): void {
  if (scoringOpen(state)) return;
  throw cycleStateForbids({
    state: CYCLE_STATE_NAMES[state],
    what: '合并评分结果包',
    todo: '评分已经反馈，只能经申诉复核或更正改动；确需合并的，请考核办公室先写明理由把年度退回“评审”，再合并这个包。',
  });
}

/** A marking as it was before it was locked: nobody but its scorer ever sees it, nor what it had been. */
function isDraft({ cell, value }: Version): boolean {
  if (!cell.startsWith(`${MARKING_KIND}:`)) return false;
  return markingSchema.parse(JSON.parse(value))?.locked === false;
}

/** Chosen units, or all there are; never the scorer's own. @throws {AppError} UNIT_CODE_UNKNOWN */
function unitsOf(
  { actor }: Workspace,
  { units, unitByCode }: Assessment,
  { unitCodes }: PackRequest,
): readonly UnitView[] {
  const chosen = unitCodes.map((code) => {
    const unit = unitByCode.get(code);
    if (!unit) throw unitCodeUnknown({ code, known: units.map((known) => known.code) });
    return unit;
  });
  return (chosen.length > 0 ? chosen : units).filter((unit) => !hasConflict(actor, unit));
}

/** Chosen items, or all there are, as far as they are the scorer's. @throws {AppError} ITEM_CODE_UNKNOWN */
function itemsOf(
  { actor }: Workspace,
  { items, itemByCode, isAssigned }: Assessment,
  { itemCodes }: PackRequest,
): readonly ItemView[] {
  const chosen = itemCodes.map((code) => {
    const item = itemByCode.get(code);
    if (!item) throw itemCodeUnknown({ code });
    return item;
  });
  const own = ({ id }: ItemView): boolean => actor.allItems || isAssigned(id, actor.accountId);
  return (chosen.length > 0 ? chosen : items).filter(own);
}

import { CYCLE_STATE_NAMES, scoringOpen } from '@shared/domain/cycleState';
import { hasConflict } from '@shared/domain/role';
import { itemCodeUnknown, unitCodeUnknown } from '@shared/errors/cli';
import {
  scoresNotAtThisSeat,
  scoresNothingToSend,
  scoresWithoutAssignment,
} from '@shared/errors/exchangeScores';
import type { ItemView, UnitView } from '@shared/ipc/views';
import { findLatestMerged } from '../../../database/exchangeRepository';
import { listMarkings } from '../../../database/markingRepository';
import { assertMay } from '../../access/assertMay';
import { assertScoringOpen } from '../../access/assertMayScore';
import type { Assessment } from '../../assessment/assessment';
import type { Workspace } from '../../workspace/workspace';
import { judgementCells } from '../cells/judgementCells';
import { MARKING_KIND, markingCells } from '../cells/markingCells';
import { scoreCells } from '../cells/scoreCells';
import { assertOwnScores } from '../assertOwnScores';
import { handedWith, listHandouts } from '../handedOut';
import type { CellScope } from '../merge/cellKind';
import { cellName } from '../merge/cellName';
import { OFFICE_SIDE } from '../seatSide';
import type { PackageHandler, PackRequest } from './packageHandler';

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
    if (seat !== 'assessor' || !answered) throw scoresNotAtThisSeat();
    const scope: CellScope = {
      unitIds: unitsOf(workspace, assessment, request).map(({ id }) => id),
      itemIds: itemsOf(workspace, assessment, request).map(({ id }) => id),
    };
    const { locked, drafts } = await ownMarkings(workspace, assessment, scope);
    const others = [
      ...(await scoreCells.read(reader, assessment, scope)),
      ...(await judgementCells.read(reader, assessment, scope)),
    ];
    if (locked.size === 0 && others.length === 0) throw scoresNothingToSend({ drafts });
    return {
      to: OFFICE_SIDE,
      answers: answered.uid,
      data: {},
      cells: [
        { kind: scoreCells, scope },
        { kind: markingCells, scope, sees: ({ cell }) => locked.has(cell) },
        { kind: judgementCells, scope },
      ],
      files: [],
      hints: drafts === 0 ? [] : [`有 ${drafts} 份多人评分还没有锁定，没有随包发出；锁定后请再制作一次。`],
    };
  },

  cellKinds: [scoreCells, markingCells, judgementCells],

  async scope(assessment, contents, db) {
    const handed = handedWith(await listHandouts(db, assessment), assessment, contents.manifest.answers);
    if (!handed) throw scoresWithoutAssignment();
    await assertOwnScores(db, assessment, contents, handed);
    return { unitIds: handed.unitIds, itemIds: handed.itemIds };
  },

  hold: async (_db, { cycle }) =>
    scoringOpen(cycle.state)
      ? ''
      : `考评年度已进入“${CYCLE_STATE_NAMES[cycle.state]}”阶段，评分不再改动；确需合并的，请先写明理由退回评审阶段。`,

  planRecords: async () => [],
  applyRecords: async () => undefined,
};

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

/** Cells of the own locked markings, and how many are drafts. */
async function ownMarkings(
  { reader, actor }: Workspace,
  assessment: Assessment,
  { unitIds, itemIds }: CellScope,
): Promise<{ readonly locked: ReadonlySet<string>; readonly drafts: number }> {
  const markings = await listMarkings(reader, assessment.cycle.id, {
    unitIds,
    itemIds: (itemIds ?? []).filter((id) => assessment.markingOf(id)),
    accountId: actor.accountId,
  });
  const locked = markings.filter(({ lockedAt }) => lockedAt !== null);
  const cells = locked.flatMap(({ unitId, itemId }) => {
    const unit = assessment.unitById.get(unitId);
    const item = assessment.itemById.get(itemId);
    return unit && item ? [cellName(MARKING_KIND, assessment, unit.code, item.code, actor.uid)] : [];
  });
  return { locked: new Set(cells), drafts: markings.length - locked.length };
}

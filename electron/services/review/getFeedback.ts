import { stageOf } from '@shared/domain/cycleState';
import { hasConflict, mayDo } from '@shared/domain/role';
import { seesScorers } from '@shared/domain/visibility';
import { notPermitted } from '@shared/errors/access';
import type { AdjustmentView, FeedbackView } from '@shared/ipc/practice/review';
import type { UnitView } from '@shared/ipc/views';
import type { UnitDetails } from '@shared/reports/scoreDetail';
import { feedbackItems } from '@shared/reports/feedbackLines';
import { listAdjustments, listAdjustmentsOfUnit } from '../../database/adjustmentRepository';
import { findRankShown, listLatestAppeals } from '../../database/feedbackRepository';
import { countItemEvidence, listScoreDetails, listSelfPoints } from '../../database/reportRepository';
import { assertMaySeeScore, assertMaySeeTotal } from '../access/assertMaySee';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { getRank } from '../scores/getRank';
import { locate, requireUnit } from '../scores/locate';
import { publicDetails, readPublicReasons } from '../scores/publicReasons';
import type { Workspace } from '../workspace/workspace';
import { feedbackWindow } from './feedbackWindow';
import { feedbackBegan } from './finalAppeal';
import { toldItems } from './told';
import { toldAdjustments, toldFeedback } from './toldFeedback';

/**
 * What a unit is told of its result: total and grade so far, its rank only where the office shows it, every deduction
 * with its reason, and until when it may appeal. People of the unit see it from 反馈申诉 on. Practice page §15.
 *
 * @throws {AppError} UNIT_NOT_FOUND, NOT_SIGNED_IN, SCORES_NOT_OPEN, NOT_PERMITTED; FEEDBACK_NOT_RECEIVED at a unit's seat
 */
export async function getFeedback(
  workspace: Workspace,
  { unitId }: { readonly unitId: number },
): Promise<FeedbackView> {
  const assessment = await loadAssessment(workspace);
  const unit = requireUnit(assessment, unitId);
  assertMaySee(workspace, assessment, unit);
  if (workspace.seat === 'unit') return toldFeedback(workspace, assessment, unit);
  const { reader, actor } = workspace;
  const total = await getRank(workspace, { unitId });
  const window = await feedbackWindow(reader, assessment, workspace.clock());
  const allowed = await findRankShown(reader, assessment.cycle.id);
  const details = await readPublicDetails(workspace, unit);
  const names = seesScorers(actor, unit);
  const adjustments = await listAdjustmentsOfUnit(reader, unitId);
  const appeals = (
    await listLatestAppeals(reader, [unitId], await feedbackBegan(reader, assessment, unitId))
  ).get(unitId);
  return {
    unitId,
    unitCode: unit.code,
    unitName: unit.name,
    group: unit.group,
    window,
    appealOpen: assessment.cycle.state === 'feedback' && window !== null && window.daysLeft >= 0,
    raw: total.raw,
    applicable: total.applicable,
    converted: total.converted,
    bonus: total.bonus,
    deduction: total.deduction,
    final: total.final,
    ...(total.composite ? { composite: total.composite } : {}),
    unscored: total.unscored,
    grade: total.grade,
    gradeNote: total.grade === null ? total.gradeNote : null,
    provisional: stageOf(assessment.cycle.state) < stageOf('approved'),
    rank: total.rank,
    rankedOf: total.rankedOf,
    rankShown: allowed,
    lines: feedbackItems(assessment.itemsOf(unit), details).map((line) => ({
      ...line,
      adjustments: (adjustments.get(line.itemId) ?? [])
        .map(toAdjustmentView)
        .map(names ? (step) => step : withoutPerson),
      appeal: appeals?.get(line.itemId) ?? null,
    })),
  };
}

function assertMaySee(workspace: Workspace, assessment: Assessment, unit: UnitView): void {
  const { actor } = workspace;
  assertMaySeeTotal(workspace, assessment, unit);
  if (mayDo(actor, 'readAll') || hasConflict(actor, unit)) return;
  throw notPermitted({ person: actor.name, action: 'readAll' });
}

/** A unit's scores as the unit is told of them. */
export async function readPublicDetails(
  { reader }: Pick<Workspace, 'reader'>,
  unit: UnitView,
): Promise<UnitDetails> {
  return {
    unit,
    scores: publicDetails(
      (await listScoreDetails(reader, [unit.id])).get(unit.id) ?? new Map(),
      (await readPublicReasons(reader, [unit.id])).get(unit.id),
    ),
    selfPoints: (await listSelfPoints(reader, [unit.id])).get(unit.id) ?? new Map(),
    evidence: (await countItemEvidence(reader, [unit.id])).get(unit.id) ?? new Map(),
  };
}

/** What lies between 审核分 and 最终分 of one score. @throws {AppError} those of `locate`; NOT_SIGNED_IN, SCORES_NOT_OPEN */
export async function getAdjustments(
  workspace: Workspace,
  { unitId, itemId }: { readonly unitId: number; readonly itemId: number },
): Promise<readonly AdjustmentView[]> {
  const assessment = await loadAssessment(workspace);
  const { unit, item } = locate(assessment, unitId, itemId);
  assertMaySeeScore(workspace, assessment, unit, item);
  if (workspace.seat === 'unit') {
    const told = (await toldItems(workspace.reader, assessment, unitId)).get(itemId);
    return told ? toldAdjustments(told) : [];
  }
  const steps = (await listAdjustments(workspace.reader, unitId, itemId)).map(toAdjustmentView);
  return seesScorers(workspace.actor, unit) ? steps : steps.map(withoutPerson);
}

/** A unit learns what was changed and why, not who did it. */
function withoutPerson(step: AdjustmentView): AdjustmentView {
  return { ...step, person: '' };
}

function toAdjustmentView(stored: AdjustmentView): AdjustmentView {
  const { id, kind, fromPoints, toPoints, reason, basis, person, at } = stored;
  return { id, kind, fromPoints, toPoints, reason, basis, person, at };
}

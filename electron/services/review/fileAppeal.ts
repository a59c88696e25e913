import { randomUUID } from 'node:crypto';
import { formatPoints, type Points } from '@shared/domain/points';
import {
  adjustmentOutOfRange,
  appealAlreadyOpen,
  appealEvidenceNotOfUnit,
  appealIsFinal,
  appealLate,
  appealLateReasonMissing,
  appealNothingScored,
} from '@shared/errors/review';
import type { AppealView } from '@shared/ipc/practice/review';
import type { ItemView, UnitView } from '@shared/ipc/views';
import { itemLimit } from '@shared/scoring/worth';
import { findOpenAppeal, insertAppeal } from '../../database/appealRepository';
import { loadUnitEvidence } from '../../database/evidenceRepository';
import { assertMayFor } from '../access/assertMay';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { scoreSubject } from '../scores/auditedScore';
import { locate } from '../scores/locate';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertStage, assertStageNow } from './assertStage';
import { feedbackWindow } from './feedbackWindow';
import { finalAppeal } from './finalAppeal';
import { findAppealView } from './listAppeals';
import { requireText } from './requireText';
import { appealedPoints } from './told';

export interface AppealToFile {
  readonly unitId: number;
  readonly itemId: number;
  readonly grounds: string;
  /** Hundredths; null where the unit names no figure. */
  readonly requestedPoints: Points | null;
  /** New evidence of the unit, added before. */
  readonly evidenceIds: readonly number[];
  /** Why the office takes it after the window; '' within it. */
  readonly lateReason: string;
}

/**
 * A unit appeals against the score of one item: its leader, or the office on its behalf, within the window of 反馈申诉.
 * After it only the office, with a reason. Practice page §4, §5; peers.md 1.9.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, NOT_YOUR_UNIT, CYCLE_STATE_FORBIDS, APPEAL_LATE,
 *   APPEAL_LATE_REASON_MISSING, REVIEW_TEXT_MISSING, APPEAL_NOTHING_SCORED, ADJUSTMENT_OUT_OF_RANGE, APPEAL_ALREADY_OPEN,
 *   APPEAL_IS_FINAL, APPEAL_EVIDENCE_NOT_OF_UNIT, and those of `locate`.
 */
export async function fileAppeal(workspace: Workspace, appeal: AppealToFile): Promise<AppealView> {
  const { assessment, lateReason } = await assertMayFile(workspace, appeal);
  const { unitId, itemId, requestedPoints, evidenceIds } = appeal;
  const { unit, item } = locate(assessment, unitId, itemId);
  const grounds = requireText(appeal.grounds, '申诉理由');
  assertRequested(unit, item, requestedPoints);
  const id = await inTransaction(workspace, async (trx, now, audit) => {
    await assertStageNow(trx, assessment, 'feedback', '提出申诉');
    const originalPoints = await appealedPoints(trx, workspace, assessment, { unitId, itemId });
    const place = { unit: unit.name, code: item.code };
    if (originalPoints === null) throw appealNothingScored(place);
    const open = await findOpenAppeal(trx, unitId, itemId);
    if (open) throw appealAlreadyOpen({ ...place, id: open.id });
    const final = await finalAppeal(trx, assessment, unitId, itemId);
    if (final !== undefined) throw appealIsFinal({ ...place, id: final });
    const own = new Set((await loadUnitEvidence(trx, unitId)).byHash.values());
    if (evidenceIds.some((evidence) => !own.has(evidence)))
      throw appealEvidenceNotOfUnit({ unit: unit.name });
    const filed = await insertAppeal(trx, {
      uid: randomUUID(),
      cycleId: assessment.cycle.id,
      ...{ unitId, itemId, grounds, requestedPoints, lateReason },
      evidenceIds: [...new Set(evidenceIds)],
      originalPoints,
      filedBy: workspace.person,
      filedAt: now,
    });
    await audit({
      action: 'appeal.file',
      subject: scoreSubject(assessment, unitId, itemId),
      unitId,
      itemId,
      after: {
        appeal: filed,
        originalPoints: formatPoints(originalPoints),
        requestedPoints: requestedPoints === null ? null : formatPoints(requestedPoints),
        evidence: evidenceIds.length,
        lateReason,
      },
      reason: grounds,
    });
    return filed;
  });
  return findAppealView(workspace, id);
}

/**
 * Whether whoever is signed in may appeal for a unit now; asked before its new evidence is taken in.
 *
 * @returns the reason to be kept where it comes late, '' within the window.
 * @throws {AppError} as `fileAppeal`, for person, stage and window.
 */
export async function assertMayFile(
  workspace: Workspace,
  { unitId, itemId, lateReason }: Pick<AppealToFile, 'unitId' | 'itemId' | 'lateReason'>,
): Promise<{ readonly assessment: Assessment; readonly lateReason: string }> {
  assertWritable(workspace);
  const assessment = await loadAssessment(workspace);
  const { unit } = locate(assessment, unitId, itemId);
  assertMayFor(workspace, 'fileAppeal', unit);
  assertStage(assessment, 'feedback', '提出申诉');
  const window = await feedbackWindow(workspace.db, assessment, workspace.clock());
  if (!window || window.daysLeft >= 0) return { assessment, lateReason: '' };
  if (!workspace.actor.roles.includes('officeAdmin')) throw appealLate({ dueOn: window.dueOn });
  const reason = lateReason.trim();
  if (reason === '') throw appealLateReasonMissing({ dueOn: window.dueOn });
  return { assessment, lateReason: reason };
}

function assertRequested(unit: UnitView, item: ItemView, points: Points | null): void {
  const limit = itemLimit(item);
  if (points !== null && (!Number.isSafeInteger(points) || points < 0 || points > limit)) {
    throw adjustmentOutOfRange({ unit: unit.name, code: item.code, limit });
  }
}

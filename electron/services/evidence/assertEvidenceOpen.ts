import type { Kysely } from 'kysely';
import { CYCLE_STATE_NAMES, stageOf } from '@shared/domain/cycleState';
import { mayDo, mayForEveryUnit } from '@shared/domain/role';
import { cycleStateForbids } from '@shared/errors/access';
import { evidenceOnlyWithAppeal } from '@shared/errors/evidence';
import { appealLate } from '@shared/errors/review';
import type { UnitView } from '@shared/ipc/views';
import { selfLockOf } from '@shared/year/submission';
import { findOpenAppeal, isEvidenceOfAppeal } from '../../database/appealRepository';
import { findEvidence } from '../../database/evidenceRepository';
import { findFeedbackDates } from '../../database/feedbackRepository';
import type { Schema } from '../../database/schema';
import { findSubmission } from '../../database/submissionRepository';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { feedbackWindow } from '../review/feedbackWindow';
import { appealedPoints } from '../review/told';
import { locate } from '../scores/locate';
import type { Workspace } from '../workspace/workspace';
import { assertSelfOpen } from '../year/submissionAccess';

/** The evidence of an item is about to change: files come to it, or one of them is taken off. */
export type EvidenceChange =
  | { readonly unitId: number; readonly itemId: number; readonly adds: true }
  | { readonly unitId: number; readonly itemId: number; readonly takesOff: number };

/**
 * Whether the evidence of an item of a unit may change now. Until the feedback: its own people while the unit's sheet is
 * open, the office always. In 反馈申诉: of a returned sheet as before, else only what belongs to an appeal. From the
 * approval on, nothing. Practice page §5.2.
 *
 * @throws {AppError} CYCLE_STATE_FORBIDS, SELF_EVALUATION_LOCKED, EVIDENCE_ONLY_WITH_APPEAL, APPEAL_LATE
 */
export async function assertEvidenceOpen(workspace: Workspace, change: EvidenceChange): Promise<void> {
  const assessment = await loadAssessment(workspace);
  const { state } = assessment.cycle;
  const { unit } = locate(assessment, change.unitId, change.itemId);
  if (stageOf(state) >= stageOf('approved')) {
    throw cycleStateForbids({
      state: CYCLE_STATE_NAMES[state],
      what: '改动佐证材料',
      todo: '审定以后佐证材料随结果一起留存。整改材料请在“问题整改”里添加。',
    });
  }
  const stored = await findSubmission(workspace.db, change.unitId);
  if (state === 'feedback' && selfLockOf(state, stored?.state ?? 'filling') !== '') {
    return assertForAppeal(workspace, assessment, unit, change);
  }
  if (!mayForEveryUnit(workspace.actor, 'addEvidence')) assertSelfOpen(state, unit, stored);
}

/**
 * What is added goes with an appeal: by whoever files it, within the window, against a score no appeal is open against.
 * What came for an appeal may be taken off until one rests on it.
 */
async function assertForAppeal(
  workspace: Workspace,
  assessment: Assessment,
  unit: UnitView,
  change: EvidenceChange,
): Promise<void> {
  const { db, actor } = workspace;
  const { unitId, itemId } = change;
  if (!mayDo(actor, 'fileAppeal')) throw evidenceOnlyWithAppeal({ unit: unit.name });
  if ('takesOff' in change) {
    if (await cameForNoAppealYet(db, assessment, unitId, change.takesOff)) return;
    throw evidenceOnlyWithAppeal({ unit: unit.name });
  }
  const window = await feedbackWindow(db, assessment, workspace.clock());
  if (window && window.daysLeft < 0 && !actor.roles.includes('officeAdmin')) {
    throw appealLate({ dueOn: window.dueOn });
  }
  const scored = (await appealedPoints(db, workspace, assessment, { unitId, itemId })) !== null;
  if (!scored || (await findOpenAppeal(db, unitId, itemId))) {
    throw evidenceOnlyWithAppeal({ unit: unit.name });
  }
}

async function cameForNoAppealYet(
  db: Kysely<Schema>,
  { cycle }: Assessment,
  unitId: number,
  evidenceId: number,
): Promise<boolean> {
  const evidence = await findEvidence(db, evidenceId);
  const { enteredAt } = await findFeedbackDates(db, cycle.id);
  if (!evidence || evidence.addedAt < enteredAt) return false;
  return !(await isEvidenceOfAppeal(db, unitId, evidenceId));
}

import { belongsToUnit } from '@shared/domain/unit';
import { evidenceItemNotForUnit, evidenceUnknown } from '@shared/errors/evidence';
import type { UnitView } from '@shared/ipc/views';
import { assertMayFor } from '../access/assertMay';
import { findEvidence } from '../../database/evidenceRepository';
import { loadAssessment } from '../assessment/assessment';
import { scoreSubject } from '../scores/auditedScore';
import type { Workspace } from '../workspace/workspace';

/** @throws {AppError} EVIDENCE_ITEM_NOT_FOR_UNIT where the item is not part of the unit's table. */
export async function assertBelongs(workspace: Workspace, unitId: number, itemId: number): Promise<void> {
  const { unitById, itemById } = await loadAssessment(workspace);
  const unit = unitById.get(unitId);
  const item = itemById.get(itemId);
  if (!unit || !item) throw evidenceUnknown();
  if (!belongsToUnit(item, unit)) throw evidenceItemNotForUnit({ unit: unit.name, item: item.code });
}

/** A piece of evidence as lines of the trail name it. @throws {AppError} EVIDENCE_UNKNOWN. */
export async function evidenceFact(
  workspace: Workspace,
  evidenceId: number,
  itemId: number,
): Promise<{ readonly unitId: number; readonly itemId: number; readonly subject: string }> {
  const evidence = await findEvidence(workspace.db, evidenceId);
  if (!evidence) throw evidenceUnknown();
  const { unitId, name } = evidence;
  const place = scoreSubject(await loadAssessment(workspace), unitId, itemId);
  return { unitId, itemId, subject: `${place} · ${name}` };
}

/**
 * Whether whoever is signed in may do this with the evidence of a unit: people of a unit only with their own.
 *
 * @throws {AppError} NOT_SIGNED_IN, NOT_PERMITTED, NOT_YOUR_UNIT; EVIDENCE_UNKNOWN
 */
export async function assertMayWithEvidence(
  workspace: Workspace,
  action: 'addEvidence' | 'judgeEvidence',
  unitId: number,
): Promise<UnitView> {
  const unit = (await loadAssessment(workspace)).unitById.get(unitId);
  if (!unit) throw evidenceUnknown();
  assertMayFor(workspace, action, unit);
  return unit;
}

/** The unit that handed a piece of evidence in. @throws {AppError} EVIDENCE_UNKNOWN. */
export async function unitOfEvidence(workspace: Workspace, evidenceId: number): Promise<number> {
  const evidence = await findEvidence(workspace.db, evidenceId);
  if (!evidence) throw evidenceUnknown();
  return evidence.unitId;
}

import type { Kysely } from 'kysely';
import { CYCLE_STATE_NAMES } from '@shared/domain/cycleState';
import { cycleStateForbids } from '@shared/errors/access';
import {
  correctionByScorer,
  correctionDecided,
  correctionNotFound,
  correctionOpen,
  correctionStale,
} from '@shared/errors/result';
import { unitNotFound } from '@shared/errors/units';
import type { Request } from '@shared/ipc/contract';
import type { CorrectionView } from '@shared/ipc/practice/result';
import type { ItemView, UnitView } from '@shared/ipc/views';
import {
  decideCorrectionRow,
  findCorrection,
  hasOpenCorrection,
  insertCorrection,
} from '../../database/correctionRepository';
import { refreshPriorScore } from '../../database/nextCycleRepository';
import { findCycleOfUnit, findLatestResult, type StoredResult } from '../../database/resultRepository';
import { findScore } from '../../database/scoreRepository';
import type { Schema } from '../../database/schema';
import { assertMay, assertNoConflict } from '../access/assertMay';
import { readAssessmentOf, type Assessment } from '../assessment/assessment';
import { inTransaction, type Audit } from '../assessment/inTransaction';
import { adjustScoreIn, assertAdjustable } from '../review/adjustScore';
import { hasJudged } from '../review/assertNotJudge';
import { scoreSubject } from '../scores/auditedScore';
import { locate } from '../scores/locate';
import { computeFrom } from '../totals/computeCycle';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { freezeResult, openMattersOf } from './approveResult';
import { requireReason } from './requireReason';

type Proposal = Request<'correction:propose'>;

/**
 * The office proposes 更正 of one final score of an approved result, of this year's or an earlier one's. Nothing changes
 * until the approver confirms it.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, CYCLE_STATE_FORBIDS unless the unit's cycle is approved,
 *   CONFLICT_OF_INTEREST, RESULT_REASON_MISSING, CORRECTION_ALREADY_PROPOSED, and those of `assertAdjustable`.
 */
export async function proposeCorrection(workspace: Workspace, proposal: Proposal): Promise<CorrectionView> {
  assertWritable(workspace);
  assertMay(workspace, 'manageCycle');
  return inTransaction(workspace, (trx, now, audit) => proposeIn(trx, workspace, proposal, now, audit));
}

/**
 * Confirms or refuses a proposed correction. Confirmed, it becomes one step behind the score's earlier ones
 * (`score_adjustment`, kind correction), and the whole cycle is frozen anew as the next result; all earlier ones stay.
 * Decided by somebody who never scored the item and does not belong to the unit.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, CORRECTION_NOT_FOUND, CORRECTION_ALREADY_DECIDED,
 *   CYCLE_STATE_FORBIDS, CONFLICT_OF_INTEREST, CORRECTION_BY_SCORER, CORRECTION_STALE, RESULT_REASON_MISSING
 */
export async function decideCorrection(
  workspace: Workspace,
  decision: Request<'correction:decide'>,
): Promise<CorrectionView> {
  assertWritable(workspace);
  assertMay(workspace, 'approveResult');
  return inTransaction(workspace, (trx, now, audit) => decideIn(trx, workspace, decision, now, audit));
}

/** Proposes and confirms in one, for somebody who may do both. @throws {AppError} those of both. */
export async function correctScore(workspace: Workspace, proposal: Proposal): Promise<CorrectionView> {
  assertWritable(workspace);
  assertMay(workspace, 'manageCycle');
  assertMay(workspace, 'approveResult');
  return inTransaction(workspace, async (trx, now, audit) => {
    const { id } = await proposeIn(trx, workspace, proposal, now, audit);
    return decideIn(trx, workspace, { correctionId: id, confirm: true, opinion: '' }, now, audit);
  });
}

interface CorrectedPlace {
  readonly assessment: Assessment;
  readonly unit: UnitView;
  readonly item: ItemView;
}

/** The cycle of a unit, if it is approved. @throws {AppError} UNIT_NOT_FOUND, CYCLE_STATE_FORBIDS and of `locate` */
export async function correctedPlace(
  db: Kysely<Schema>,
  unitId: number,
  itemId: number,
): Promise<CorrectedPlace> {
  const cycle = await findCycleOfUnit(db, unitId);
  if (!cycle) throw unitNotFound();
  if (cycle.state !== 'approved') {
    throw cycleStateForbids({
      state: CYCLE_STATE_NAMES[cycle.state],
      what: '更正得分',
      todo: '更正只用于已审定、未归档的年度；审定以前请在评分、实地核查或申诉复核里办理。',
    });
  }
  const assessment = await readAssessmentOf(db, cycle);
  return { assessment, ...locate(assessment, unitId, itemId) };
}

async function proposeIn(
  trx: Kysely<Schema>,
  { actor }: Workspace,
  { unitId, itemId, toPoints, ...said }: Proposal,
  now: string,
  audit: Audit,
): Promise<CorrectionView> {
  const { assessment, unit, item } = await correctedPlace(trx, unitId, itemId);
  assertNoConflict(actor, unit, '更正得分');
  const reason = requireReason(said.reason, '更正理由');
  const basis = requireReason(said.basis, '更正依据');
  const fromPoints = assertAdjustable(unit, item, await findScore(trx, unitId, itemId), toPoints);
  if (await hasOpenCorrection(trx, unitId, itemId)) {
    throw correctionOpen({ unit: unit.name, code: item.code });
  }
  const id = await insertCorrection(trx, {
    cycleId: assessment.cycle.id,
    ...{ unitId, itemId, fromPoints, toPoints, reason, basis },
    person: actor.name,
    at: now,
  });
  await audit({
    action: 'correction.propose',
    subject: scoreSubject(assessment, unitId, itemId),
    unitId,
    itemId,
    before: { finalPoints: fromPoints },
    after: { finalPoints: toPoints, basis },
    reason,
  });
  return requireCorrection(trx, id);
}

async function decideIn(
  trx: Kysely<Schema>,
  workspace: Workspace,
  { correctionId, confirm, opinion }: Request<'correction:decide'>,
  now: string,
  audit: Audit,
): Promise<CorrectionView> {
  const correction = await requireCorrection(trx, correctionId);
  if (correction.state !== 'proposed') throw correctionDecided();
  const place = await correctedPlace(trx, correction.unitId, correction.itemId);
  await assertMayDecide(trx, workspace, place);
  const said = confirm ? opinion.trim() : requireReason(opinion, '不予更正的理由');
  const result = confirm ? await applyCorrection(trx, workspace, place, correction, now, audit) : null;
  await decideCorrectionRow(trx, correctionId, {
    state: confirm ? 'confirmed' : 'refused',
    opinion: said,
    person: workspace.actor.name,
    at: now,
    resultId: result?.id ?? null,
  });
  await audit({
    action: confirm ? 'correction.confirm' : 'correction.refuse',
    subject: scoreSubject(place.assessment, correction.unitId, correction.itemId),
    unitId: correction.unitId,
    itemId: correction.itemId,
    before: { finalPoints: correction.fromPoints },
    after: {
      finalPoints: confirm ? correction.toPoints : correction.fromPoints,
      result: result?.number ?? null,
    },
    reason: said || correction.reason,
  });
  return requireCorrection(trx, correctionId);
}

/** Nobody decides about the own unit, nor about an item they scored or checked. Practice page §4. */
async function assertMayDecide(
  trx: Kysely<Schema>,
  { actor }: Workspace,
  { unit, item }: CorrectedPlace,
): Promise<void> {
  assertNoConflict(actor, unit, '审定更正');
  if (await hasJudged(trx, actor, unit.id, item.id)) {
    throw correctionByScorer({ person: actor.name, unit: unit.name, code: item.code });
  }
}

async function applyCorrection(
  trx: Kysely<Schema>,
  workspace: Workspace,
  { assessment, unit, item }: CorrectedPlace,
  { unitId, itemId, fromPoints, toPoints, reason, basis }: CorrectionView,
  now: string,
  audit: Audit,
): Promise<StoredResult> {
  const score = await findScore(trx, unitId, itemId);
  if (score?.finalPoints !== fromPoints) throw correctionStale({ unit: unit.name, code: item.code });
  const step = { unitId, itemId, kind: 'correction', toPoints, reason, basis } as const;
  const { adjustmentId } = await adjustScoreIn(trx, workspace, assessment, step, now, audit);
  await refreshPriorScore(trx, unitId, itemId);
  const result = await computeFrom(trx, assessment);
  const earlier = await findLatestResult(trx, assessment.cycle.id);
  return freezeResult(trx, workspace, result, earlier, {
    kind: 'correction',
    reason: `${unit.name} · ${item.code}：${reason}`,
    ...{ basis, adjustmentId, audit },
    open: openMattersOf(result),
    at: now,
  });
}

async function requireCorrection(db: Kysely<Schema>, correctionId: number): Promise<CorrectionView> {
  const correction = await findCorrection(db, correctionId);
  if (!correction) throw correctionNotFound();
  return correction;
}

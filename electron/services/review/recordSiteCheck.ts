import type { Points } from '@shared/domain/points';
import { siteCheckAlreadyRecorded, siteCheckItemUnknown } from '@shared/errors/review';
import type { SiteCheckView } from '@shared/ipc/practice/review';
import {
  deleteCheckItem,
  findCheckItem,
  recordFinding,
  type StoredCheckItem,
} from '../../database/siteCheckRepository';
import { assertMay, assertNoConflict } from '../access/assertMay';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { scoreSubject } from '../scores/auditedScore';
import { locate } from '../scores/locate';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { adjustScoreIn } from './adjustScore';
import { assertStage, assertStageNow } from './assertStage';
import { readSiteChecks } from './listSiteChecks';
import { localDay } from '../localTime';
import { requireText } from './requireText';

export interface SiteFinding {
  /** Of the item on the check. */
  readonly id: number;
  readonly finding: string;
  /** 最终分 it becomes, hundredths; null: 属实, the score stands. */
  readonly toPoints: Points | null;
  /** ISO date; '' for today. */
  readonly checkedOn: string;
}

/**
 * Records what was found on site: 属实, or 调整 to other points with the finding as the reason. Not by people of the unit
 * itself; once per item of a check. Practice page §4, §5.2.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, CYCLE_STATE_FORBIDS, CONFLICT_OF_INTEREST, REVIEW_TEXT_MISSING,
 *   SITE_CHECK_ITEM_UNKNOWN, SITE_CHECK_ALREADY_RECORDED, and those of `adjustScoreIn`
 */
export async function recordSiteCheck(
  workspace: Workspace,
  { id, toPoints, ...written }: SiteFinding,
): Promise<readonly SiteCheckView[]> {
  assertWritable(workspace);
  assertMay(workspace, 'checkSite');
  if (toPoints !== null) assertMay(workspace, 'adjust');
  const assessment = await loadAssessment(workspace);
  assertStage(assessment, 'reviewing', '记录实地核查');
  const finding = requireText(written.finding, '核查情况');
  await inTransaction(workspace, async (trx, now, audit) => {
    await assertStageNow(trx, assessment, 'reviewing', '记录实地核查');
    const stored = requireUnrecorded(assessment, await findCheckItem(trx, id));
    const { unitId, itemId } = stored;
    assertNoConflict(workspace.actor, locate(assessment, unitId, itemId).unit, '核查');
    const checkedOn = written.checkedOn || stored.checkedOn || localDay(workspace.clock());
    const basis = `实地核查 ${checkedOn}${stored.team ? `（${stored.team}）` : ''}`;
    const adjusted =
      toPoints === null
        ? null
        : await adjustScoreIn(
            trx,
            workspace,
            assessment,
            { unitId, itemId, kind: 'siteCheck', toPoints, reason: finding, basis },
            now,
            audit,
          );
    const outcome = adjusted ? 'adjusted' : 'confirmed';
    await recordFinding(trx, {
      ...{ id, finding, outcome, checkedOn },
      checkId: stored.checkId,
      adjustmentId: adjusted?.adjustmentId ?? null,
      person: workspace.person,
      at: now,
    });
    await audit({
      action: 'siteCheck.record',
      subject: scoreSubject(assessment, unitId, itemId),
      unitId,
      itemId,
      before: { check: stored.checkId, outcome: 'open' },
      after: { check: stored.checkId, outcome, checkedOn, toPoints: adjusted?.toPoints ?? null },
      reason: finding,
    });
  });
  return readSiteChecks(workspace.db, workspace, assessment);
}

/**
 * Takes an item without a finding off the list; one with a finding stays.
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, CYCLE_STATE_FORBIDS, REVIEW_TEXT_MISSING,
 *   SITE_CHECK_ITEM_UNKNOWN, CONFLICT_OF_INTEREST, SITE_CHECK_ALREADY_RECORDED
 */
export async function removeSiteCheckItem(
  workspace: Workspace,
  { id, reason }: { readonly id: number; readonly reason: string },
): Promise<readonly SiteCheckView[]> {
  assertWritable(workspace);
  assertMay(workspace, 'planSiteCheck');
  const assessment = await loadAssessment(workspace);
  assertStage(assessment, 'reviewing', '撤下实地核查的指标');
  const why = requireText(reason, '理由');
  await inTransaction(workspace, async (trx, _now, audit) => {
    await assertStageNow(trx, assessment, 'reviewing', '撤下实地核查的指标');
    const { unitId, itemId, checkId } = requireUnrecorded(assessment, await findCheckItem(trx, id));
    assertNoConflict(workspace.actor, locate(assessment, unitId, itemId).unit, '撤下核查');
    await deleteCheckItem(trx, id, checkId);
    await audit({
      action: 'siteCheck.remove',
      subject: scoreSubject(assessment, unitId, itemId),
      unitId,
      itemId,
      before: { check: checkId, outcome: 'open' },
      reason: why,
    });
  });
  return readSiteChecks(workspace.db, workspace, assessment);
}

function requireUnrecorded(assessment: Assessment, stored: StoredCheckItem | undefined): StoredCheckItem {
  if (!stored || stored.cycleId !== assessment.cycle.id) throw siteCheckItemUnknown();
  if (stored.outcome === 'open') return stored;
  const { unit, item } = locate(assessment, stored.unitId, stored.itemId);
  throw siteCheckAlreadyRecorded({ unit: unit.name, code: item.code });
}

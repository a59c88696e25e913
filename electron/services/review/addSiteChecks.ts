import { randomUUID } from 'node:crypto';
import { siteCheckListed } from '@shared/errors/review';
import type { SiteCheckView } from '@shared/ipc/practice/review';
import { insertSiteCheck, listOpenCheckItems } from '../../database/siteCheckRepository';
import { assertMay } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import { locate } from '../scores/locate';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';
import { assertStage, assertStageNow } from './assertStage';
import { readSiteChecks } from './listSiteChecks';
import { requireText } from './requireText';

export interface SiteChecksToAdd {
  /** Who goes there. */
  readonly team: string;
  /** ISO date, '' for none yet. */
  readonly plannedOn: string;
  readonly note: string;
  readonly items: readonly { readonly unitId: number; readonly itemId: number; readonly doubt: string }[];
}

/**
 * Puts items on the list of on-site checks, one check per unit. Practice page §5.2 (siteChecking runs within 评审).
 *
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_PERMITTED, CYCLE_STATE_FORBIDS, REVIEW_TEXT_MISSING, SITE_CHECK_LISTED, and
 *   those of `locate`
 */
export async function addSiteChecks(
  workspace: Workspace,
  checks: SiteChecksToAdd,
): Promise<readonly SiteCheckView[]> {
  assertWritable(workspace);
  assertMay(workspace, 'planSiteCheck');
  const assessment = await loadAssessment(workspace);
  assertStage(assessment, 'reviewing', '安排实地核查');
  const team = requireText(checks.team, '核查组');
  const byUnit = new Map<number, Map<number, string>>();
  for (const { unitId, itemId, doubt } of checks.items) {
    locate(assessment, unitId, itemId);
    const own = byUnit.get(unitId) ?? new Map<number, string>();
    byUnit.set(unitId, own.set(itemId, doubt.trim()));
  }
  await inTransaction(workspace, async (trx, now, audit) => {
    await assertStageNow(trx, assessment, 'reviewing', '安排实地核查');
    for (const [unitId, items] of byUnit) {
      const open = await listOpenCheckItems(trx, assessment.cycle.id, unitId);
      const again = open.find(({ itemId }) => items.has(itemId));
      if (again) {
        const { unit, item } = locate(assessment, unitId, again.itemId);
        throw siteCheckListed({ unit: unit.name, code: item.code });
      }
      const list = [...items].map(([itemId, doubt]) => ({ itemId, doubt }));
      const id = await insertSiteCheck(trx, {
        uid: randomUUID(),
        cycleId: assessment.cycle.id,
        unitId,
        team,
        plannedOn: checks.plannedOn,
        note: checks.note.trim(),
        person: workspace.person,
        at: now,
        items: list,
      });
      await audit({
        action: 'siteCheck.add',
        subject: `${assessment.unitById.get(unitId)?.name ?? ''} · 实地核查`,
        unitId,
        after: {
          check: id,
          team,
          plannedOn: checks.plannedOn,
          items: list.map(({ itemId, doubt }) => ({ item: assessment.itemById.get(itemId)?.code, doubt })),
        },
        reason: checks.note.trim(),
      });
    }
  });
  return readSiteChecks(workspace.db, workspace, assessment);
}

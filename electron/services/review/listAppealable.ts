import type { AppealableItem } from '@shared/ipc/practice/review';
import { listScoreDetails } from '../../database/reportRepository';
import { assertMayFor } from '../access/assertMay';
import { assertMaySeeTotal } from '../access/assertMaySee';
import { loadAssessment } from '../assessment/assessment';
import { requireUnit } from '../scores/locate';
import type { Workspace } from '../workspace/workspace';
import { toldItems } from './told';

/**
 * The items of a unit that have a score to appeal against, in table order.
 *
 * @throws {AppError} UNIT_NOT_FOUND, NOT_PERMITTED, NOT_YOUR_UNIT, SCORES_NOT_OPEN
 */
export async function listAppealable(
  workspace: Workspace,
  { unitId }: { readonly unitId: number },
): Promise<readonly AppealableItem[]> {
  const assessment = await loadAssessment(workspace);
  const unit = requireUnit(assessment, unitId);
  assertMayFor(workspace, 'fileAppeal', unit);
  assertMaySeeTotal(workspace, assessment, unit);
  const { reader, seat } = workspace;
  const told = seat === 'unit' ? await toldItems(reader, assessment, unitId) : undefined;
  const scores = told ? undefined : (await listScoreDetails(reader, [unitId])).get(unitId);
  return assessment.itemsOf(unit).flatMap(({ id: itemId }): AppealableItem[] => {
    const finalPoints = told?.get(itemId)?.final ?? scores?.get(itemId)?.finalPoints ?? null;
    return finalPoints === null ? [] : [{ itemId, finalPoints }];
  });
}

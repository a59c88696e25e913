import { loadAssessment } from '@electron/services/assessment/assessment';
import type { Workspace } from '@electron/services/workspace/workspace';

/** Ids of a unit and of an item, by their codes. */
export async function placeOf(workspace: Workspace, unitCode: string, itemCode = '1.1.1') {
  const { unitByCode, itemByCode } = await loadAssessment(workspace);
  const unit = unitByCode.get(unitCode);
  const item = itemByCode.get(itemCode);
  if (!unit || !item) throw new Error(`no ${unitCode} ${itemCode}`);
  return { unitId: unit.id, itemId: item.id };
}

import type { Request, Response } from '@shared/ipc/contract';
import { loadAssessment } from '../assessment/assessment';
import { readUnitFigures } from '../totals/unitFigures';
import type { Workspace } from '../workspace/workspace';

/** How far each unit is: scored and applicable base items. */
export async function listProgress(
  workspace: Workspace,
  _request: Request<'scores:progress'> = {},
): Promise<Response<'scores:progress'>> {
  const assessment = await loadAssessment(workspace);
  const figures = await readUnitFigures(workspace.reader, assessment);
  return assessment.units.map(({ id, code, name, shortName, group }) => {
    const sums = figures.get(id)?.sums;
    return {
      unitId: id,
      code,
      name,
      shortName,
      group,
      scored: sums?.scoredItems ?? 0,
      applicable: sums ? sums.belongingItems - sums.notApplicableItems : 0,
    };
  });
}

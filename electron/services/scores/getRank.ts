import type { Request, Response } from '@shared/ipc/contract';
import { loadAssessment } from '../assessment/assessment';
import { rankUnits } from '../totals/computeCycle';
import { readUnitFigures } from '../totals/unitFigures';
import type { Workspace } from '../workspace/workspace';
import { requireUnit } from './locate';

/** A unit's total with its rank and grade within its group. Practice page §8. @throws {AppError} UNIT_NOT_FOUND */
export async function getRank(
  workspace: Workspace,
  { unitId }: Request<'scores:rank'>,
): Promise<Response<'scores:rank'>> {
  const assessment = await loadAssessment(workspace);
  const { groupId } = requireUnit(assessment, unitId);
  const group = assessment.units.filter((unit) => unit.groupId === groupId);
  const figures = await readUnitFigures(
    workspace.reader,
    assessment,
    group.map((unit) => unit.id),
  );
  const ranked = rankUnits(assessment, group, figures);
  const own = ranked.find(({ unit }) => unit.id === unitId);
  if (!own) throw new Error(`unit ${unitId} is missing in its own group`);
  return { ...own.total, rankedOf: ranked.filter(({ total }) => total.rank !== null).length };
}

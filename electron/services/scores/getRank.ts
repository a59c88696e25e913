import type { Request, Response } from '@shared/ipc/contract';
import { assertMaySeeTotal } from '../access/assertMaySee';
import { maySeeRanks } from '../access/maySeeRanks';
import { loadAssessment } from '../assessment/assessment';
import { rankUnits } from '../totals/computeCycle';
import { readUnitFigures } from '../totals/unitFigures';
import type { Workspace } from '../workspace/workspace';
import { requireUnit } from './locate';

/**
 * A unit's total with its grade within its group, and its rank where that may be seen; without, it is null of 0 units.
 * Practice page §8.
 *
 * @throws {AppError} UNIT_NOT_FOUND, SCORES_NOT_OPEN
 */
export async function getRank(
  workspace: Workspace,
  { unitId }: Request<'scores:rank'>,
): Promise<Response<'scores:rank'>> {
  const assessment = await loadAssessment(workspace);
  const unit = requireUnit(assessment, unitId);
  assertMaySeeTotal(workspace, assessment, unit);
  const { groupId } = unit;
  const group = assessment.units.filter((other) => other.groupId === groupId);
  const figures = await readUnitFigures(
    workspace.reader,
    assessment,
    group.map(({ id }) => id),
  );
  const ranked = rankUnits(assessment, group, figures);
  const own = ranked.find((row) => row.unit.id === unitId);
  if (!own) throw new Error(`unit ${unitId} is missing in its own group`);
  if (!(await maySeeRanks(workspace, assessment))) {
    return { ...own.total, rank: null, gradeNote: null, rankedOf: 0 };
  }
  return { ...own.total, rankedOf: ranked.filter(({ total }) => total.rank !== null).length };
}

import { listSurveys, type StoredSurvey } from '../../database/surveyRepository';
import { writeSurveyTable } from '../../workbook/surveyWorkbook';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { seesSurvey } from './surveyAccess';

/**
 * Writes the 满意度 table: every unit, with what is known and may be seen; it imports unchanged.
 *
 * @param filled left out or false: the form only, units without figures.
 */
export async function exportSurvey(
  workspace: Workspace,
  { filled = false }: { readonly filled?: boolean },
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  const assessment = await loadAssessment(workspace);
  const { units, unitById, cycle } = assessment;
  const known = await listSurveys(workspace.reader, { cycleId: cycle.id });
  const surveyOf = (unitId: number): StoredSurvey | undefined => {
    const unit = unitById.get(unitId);
    return filled && unit && seesSurvey(workspace, assessment, unit) ? known.get(unitId) : undefined;
  };
  await writeSurveyTable(units, surveyOf, path, signal);
}

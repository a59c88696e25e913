import type { SurveyRow, SurveyView } from '@shared/ipc/practice/survey';
import type { UnitView } from '@shared/ipc/views';
import { listSurveys, readSurveyLimit, type StoredSurvey } from '../../database/surveyRepository';
import { assertSignedIn } from '../access/assertMay';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { seesSurvey, surveyClosed } from './surveyAccess';

/**
 * The satisfaction survey of every unit whoever is signed in may see, in list order, and the weights of the parts.
 *
 * @throws {AppError} NOT_SIGNED_IN
 */
export async function getSurvey(workspace: Workspace): Promise<SurveyView> {
  assertSignedIn(workspace);
  const assessment = await loadAssessment(workspace);
  const { units, cycle, composite } = assessment;
  const surveys = await listSurveys(workspace.reader, { cycleId: cycle.id });
  return {
    rows: units
      .filter((unit) => seesSurvey(workspace, assessment, unit))
      .map((unit) => surveyRow(unit, surveys.get(unit.id))),
    limit: await readSurveyLimit(workspace.reader, cycle.id),
    weights: composite,
    closed: surveyClosed(assessment),
  };
}

/** One unit as screens and scripts see it. */
export function surveyRow(unit: UnitView, survey: StoredSurvey | undefined): SurveyRow {
  return {
    unitId: unit.id,
    unitCode: unit.code,
    unitName: unit.name,
    group: unit.group,
    survey: survey ?? null,
  };
}

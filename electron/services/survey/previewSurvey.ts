import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { hasConflict } from '@shared/domain/role';
import type { SurveyPreview } from '@shared/ipc/practice/survey';
import type { TableProblem } from '@shared/tables/problem';
import type { SurveyTable } from '@shared/tables/surveyTable';
import { listSurveys, readSurveyLimit, type StoredSurvey } from '../../database/surveyRepository';
import { readSurveyTable } from '../../workbook/surveyWorkbook';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';

/** What a previewed table would store. */
export type SurveyImport = readonly (StoredSurvey & { readonly unitId: number })[];

/**
 * Reads a 满意度 table and says what it would change; stores nothing. Units that are not in it keep what they have. Figures
 * of the own unit may not be among those that change (product rule 3).
 *
 * @throws {AppError} when the file is no readable workbook; the rest stands in `problems`.
 */
export async function previewSurvey(
  workspace: Workspace,
  path: string,
  signal?: AbortSignal,
): Promise<{ readonly view: Omit<SurveyPreview, 'previewId'>; readonly data: SurveyImport }> {
  const { units, unitById, cycle } = await loadAssessment(workspace);
  const table = await readSurveyTable(path, units, signal);
  const known = await listSurveys(workspace.reader, { cycleId: cycle.id });
  const problems: TableProblem[] = [...table.problems];
  const rows = table.rows.map((row) => {
    const { unitId, unitCode, sent, valid, score, note } = row;
    const unit = unitById.get(unitId);
    const change = changeOf({ sent, valid, score, note }, known.get(unitId));
    if (unit && change !== 'same' && hasConflict(workspace.actor, unit)) {
      problems.push(ownUnit(table, row.codeCell, workspace.actor.name, unit.name));
    }
    return { unitId, view: { unitCode, unitName: unit?.name ?? '', sent, valid, score, note, change } };
  });
  return {
    view: {
      fileName: basename(path),
      rows: rows.map(({ view }) => view),
      limit: await readSurveyLimit(workspace.reader, cycle.id),
      problems,
      blocked: problems.some(({ severity }) => severity === 'error'),
    },
    data: rows.map(({ unitId, view: { sent, valid, score, note } }) => ({
      ...{ unitId, sent, valid, score, note },
    })),
  };
}

function changeOf(survey: StoredSurvey, known: StoredSurvey | undefined): 'new' | 'changed' | 'same' {
  if (!known) return 'new';
  return isDeepStrictEqual(survey, known) ? 'same' : 'changed';
}

function ownUnit({ sheet }: SurveyTable, cell: string, person: string, unit: string): TableProblem {
  return {
    severity: 'error',
    code: 'CONFLICT_OF_INTEREST',
    sheet,
    cell,
    message: `“${person}”属于“${unit}”，不能录入本单位的满意度测评。`,
    remedy: '请删去这一行，由其他单位的人员录入。',
  };
}

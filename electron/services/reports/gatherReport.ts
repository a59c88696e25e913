import { reportWithoutUnits } from '../../../shared/errors/reports';
import type { ReportContext } from '../../../shared/reports/reportContext';
import { listTriggeredVetoes } from '../../database/reportRepository';
import { listSchemeViews } from '../../database/schemeRepository';
import { version } from '../../../package.json';
import { loadAssessment, lookAt, readAssessmentOf } from '../assessment/assessment';
import { requireCycle } from '../result/requireCycle';
import { computeCycle } from '../totals/computeCycle';
import type { Workspace } from '../workspace/workspace';
import { localMinute } from '../localTime';

/**
 * Everything a report needs besides the single scores: totals and ranks from the one engine, items, units, schemes.
 *
 * @param workspace  a snapshot; told a cycle, all that is read through it from now on is of that year.
 * @throws {AppError} REPORT_WITHOUT_UNITS, CYCLE_NOT_FOUND
 */
export async function gatherReport(
  workspace: Workspace,
  generatedBy: string,
  cycleId?: number,
): Promise<ReportContext> {
  if (cycleId !== undefined) {
    const { reader } = workspace;
    lookAt(workspace, await readAssessmentOf(reader, await requireCycle(reader, cycleId)));
  }
  const assessment = await loadAssessment(workspace);
  if (assessment.units.length === 0) throw reportWithoutUnits();
  const result = await computeCycle(workspace);
  const vetoed = result.units.filter((unit) => unit.veto !== null).map((unit) => unit.id);
  return {
    workspaceName: workspace.name,
    result,
    settings: assessment.system.system.settings,
    items: assessment.items,
    units: assessment.units,
    schemes: await listSchemeViews(workspace.reader, assessment.cycle.id),
    vetoes: vetoed.length === 0 ? new Map() : await listTriggeredVetoes(workspace.reader, vetoed),
    exportedAt: localMinute(workspace.clock()),
    generatedBy,
    appVersion: version,
  };
}

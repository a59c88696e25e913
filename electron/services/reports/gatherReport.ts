import { reportWithoutUnits } from '../../../shared/errors/reports';
import type { ReportContext } from '../../../shared/reports/reportContext';
import { listTriggeredVetoes } from '../../database/reportRepository';
import { listSchemeViews } from '../../database/schemeRepository';
import { version } from '../../../package.json';
import { loadAssessment } from '../assessment/assessment';
import { computeCycle } from '../totals/computeCycle';
import type { Workspace } from '../workspace/workspace';

/**
 * Everything a report needs besides the single scores: totals and ranks from the one engine, items, units, schemes.
 * @throws {AppError} REPORT_WITHOUT_UNITS.
 */
export async function gatherReport(workspace: Workspace, generatedBy: string): Promise<ReportContext> {
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

/** Local date and time to the minute, as people write them: `2026-01-31 09:05`. */
function localMinute(time: Date): string {
  const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${date} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

function two(part: number): string {
  return String(part).padStart(2, '0');
}

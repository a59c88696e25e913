import { layOutFeedback } from '../../../../shared/reports/feedbackSheet';
import { ownItemsOf } from '../../../../shared/reports/ownItems';
import type { ReportContext } from '../../../../shared/reports/reportContext';
import { inGroupOrder } from '../../../../shared/reports/reportPlan';
import type { ReportSheet } from '../../../../shared/reports/reportSheet';
import { SheetNames } from '../../../../shared/reports/sheetNames';
import { EXPLANATION_SHEET } from '../../../../shared/reports/explanationSheet';
import { feedbackItems } from '../../../../shared/reports/feedbackLines';
import { findRankShown } from '../../../database/feedbackRepository';
import { loadAssessment } from '../../assessment/assessment';
import { feedbackWindow } from '../../review/feedbackWindow';
import { publicDetails, readPublicReasons } from '../../scores/publicReasons';
import type { Workspace } from '../../workspace/workspace';
import { unitDetails } from '../readScores';
import type { PracticeSheets } from '.';

/** 反馈单: one sheet per unit, laid out as it is written, because a province has thousands. Practice page §15. */
export const feedbackSheets: PracticeSheets = async (workspace, context) => {
  const assessment = await loadAssessment(workspace);
  const window = await feedbackWindow(workspace.reader, assessment, workspace.clock());
  const showsRank = await findRankShown(workspace.reader, assessment.cycle.id);
  return sheets(workspace, context, { appealUntil: window?.dueOn ?? '', showsRank });
};

async function* sheets(
  workspace: Workspace,
  context: ReportContext,
  told: { readonly appealUntil: string; readonly showsRank: boolean },
): AsyncGenerator<ReportSheet> {
  const names = new SheetNames();
  names.take(EXPLANATION_SHEET);
  const ownItems = ownItemsOf(context.items);
  const results = new Map(context.result.units.map((unit) => [unit.id, unit]));
  const reasons = await readPublicReasons(
    workspace.reader,
    context.units.map(({ id }) => id),
  );
  for await (const details of unitDetails(workspace, inGroupOrder(context))) {
    const { unit } = details;
    const result = results.get(unit.id);
    if (!result) continue;
    const scores = publicDetails(details.scores, reasons.get(unit.id));
    const items = feedbackItems(ownItems(unit), { ...details, scores });
    yield layOutFeedback(context, { ...told, name: names.take(unit.shortName || unit.name), result, items });
  }
}

import { reportSchemeFailsTest } from '../../../shared/errors/reports';
import { layOutComprehensive } from '../../../shared/reports/comprehensiveSheet';
import { layOutDeductions } from '../../../shared/reports/deductionSheet';
import { layOutExplanation, type SettingAddresses } from '../../../shared/reports/explanationSheet';
import { layOutGroupSummary } from '../../../shared/reports/groupSummarySheet';
import { layOutMatrix } from '../../../shared/reports/matrixSheet';
import { layOutLedger } from '../../../shared/reports/ledgerSheet';
import { layOutRectification } from '../../../shared/reports/rectificationSheet';
import { ownItemsOf } from '../../../shared/reports/ownItems';
import type { ReportContext } from '../../../shared/reports/reportContext';
import { inGroupOrder, type ReportPlan } from '../../../shared/reports/reportPlan';
import type { ReportSheet } from '../../../shared/reports/reportSheet';
import { layOutScorecard } from '../../../shared/reports/scorecardSheet';
import { isPracticeKind, type ReportKind } from '../../../shared/reports/reportKinds';
import { checkScheme } from '../../../shared/scoring/scheme';
import type { Workspace } from '../workspace/workspace';
import { listLedger } from '../rectification/listLedger';
import { practiceSheets } from './practice';
import { countDeductions, matrixRows, unitDetails } from './readScores';

/**
 * The sheets of a report in their order, each laid out when it is asked for.
 * @throws {AppError} REPORT_SCHEME_FAILS_TEST before the first sheet.
 */
export async function* reportSheets(
  workspace: Workspace,
  context: ReportContext,
  plan: ReportPlan,
  kind: ReportKind,
): AsyncGenerator<ReportSheet> {
  assertSchemes(plan);
  const { sheet, addresses } = layOutExplanation(context, plan.purposes);
  yield sheet;
  if (isPracticeKind(kind)) {
    yield* await practiceSheets[kind](workspace, context);
    return;
  }
  yield* summarySheets(context, plan, addresses);
  if (plan.matrix) {
    const layout = layOutMatrix(context, plan.matrix);
    yield { ...layout.sheet, body: matrixRows(workspace, layout, context.units) };
  }
  const units = inGroupOrder(context);
  const lines = plan.deductions || plan.rectification ? await countDeductions(workspace, context) : 0;
  if (plan.deductions) {
    yield layOutDeductions(context, unitDetails(workspace, units), plan.deductions, lines);
  }
  if (plan.rectification) {
    const ledger = await listLedger(workspace);
    // Until the office keeps the ledger, the deductions stand in it as a form to fill in.
    yield ledger.problems.length > 0
      ? layOutLedger(context, ledger, plan.rectification)
      : layOutRectification(context, unitDetails(workspace, units), plan.rectification, lines);
  }
  if (plan.scorecards.length > 0) yield* scorecards(workspace, context, plan, addresses);
}

/** What is stored has passed the test already; a table that fails it must not leave the app however it got there. */
function assertSchemes(plan: ReportPlan): void {
  for (const { scheme } of plan.schemes) {
    const check = checkScheme(scheme.components);
    if (!check.ok) throw reportSchemeFailsTest({ group: scheme.group, line: check.line });
  }
}

function* summarySheets(
  context: ReportContext,
  plan: ReportPlan,
  addresses: SettingAddresses,
): Generator<ReportSheet> {
  const finals = new Map<string, { sheet: string; addresses: ReadonlyMap<number, string> }>();
  for (const { group, sheet: name } of plan.groups) {
    const { sheet, finalAddress } = layOutGroupSummary(context, group, name, addresses);
    finals.set(group, { sheet: name, addresses: finalAddress });
    yield sheet;
  }
  for (const { scheme, sheet } of plan.schemes) {
    const final = finals.get(scheme.group);
    if (final) yield layOutComprehensive(context, scheme, sheet, final);
  }
}

async function* scorecards(
  workspace: Workspace,
  context: ReportContext,
  plan: ReportPlan,
  addresses: SettingAddresses,
): AsyncGenerator<ReportSheet> {
  const totals = new Map(context.result.units.map((unit) => [unit.id, unit]));
  const names = new Map(plan.scorecards.map(({ unit, sheet }) => [unit.id, sheet]));
  const ownItems = ownItemsOf(context.items);
  const units = plan.scorecards.map(({ unit }) => unit);
  for await (const details of unitDetails(workspace, units)) {
    const total = totals.get(details.unit.id);
    const name = names.get(details.unit.id);
    if (total && name)
      yield layOutScorecard(context, details, ownItems(details.unit), total, name, addresses);
  }
}

import type { Command } from 'commander';
import { formatPoints, parsePoints } from '@shared/domain/points';
import { scoreRefused } from '@shared/errors/scores';
import { itemLimit } from '@shared/scoring/worth';
import type { SubmissionRow, SubmissionView } from '@shared/ipc/practice/year';
import type { ItemView, UnitView } from '@shared/ipc/views';
import { isBlocking, type PreflightReport } from '@shared/year/preflight';
import { SUBMISSION_STATE_NAMES } from '@shared/year/submission';
import { loadAssessment } from '../../services/assessment/assessment';
import { recordSelfEvaluation } from '../../services/selfEvaluation/recordSelfEvaluation';
import { localDay } from '../../services/localTime';
import { acceptSubmissions } from '../../services/year/acceptSubmissions';
import { checkSubmission } from '../../services/year/checkSubmission';
import { getSubmission } from '../../services/year/getSubmission';
import { listSubmissions } from '../../services/year/listSubmissions';
import { returnSubmission } from '../../services/year/returnSubmission';
import { submitSelfEvaluation } from '../../services/year/submitSelfEvaluation';
import { withdrawSubmission } from '../../services/year/withdrawSubmission';
import { itemOf, itemsOf, reading, unitOf, unitsOf, writing, type CliContext } from '../cliContext';
import { listOption, pairOption } from '../listOptions';
import { splitPair } from '../readOptions';

interface OneUnit {
  readonly unit: string;
  readonly json?: boolean;
}

interface Return extends OneUnit {
  readonly reason: string;
  readonly item?: string[];
  readonly due?: string;
}

/** submission check|submit|withdraw|list|accept|return; self set. */
export function registerSubmissions(program: Command, context: CliContext): void {
  const group = program.command('submission').description('自评：检查、提交、接收、退回');
  oneUnit(group, 'check', '提交前检查：还缺什么').action((options: OneUnit) => check(context, options));
  oneUnit(group, 'show', '显示一个单位自评的状态和历次退回').action((options: OneUnit) =>
    reading(context, async (workspace) => {
      const unit = unitOf(await loadAssessment(workspace), options.unit);
      say(context, options, unit, await getSubmission(workspace, { unitId: unit.id }));
    }),
  );
  oneUnit(group, 'submit', '提交自评；有必须补正的，不能提交')
    .option('--reason <理由>', '考核办公室凭纸质材料代为提交不完整的自评时，写明理由')
    .action((options: OneUnit & { readonly reason?: string }) =>
      writing(context, async (workspace) => {
        const unit = unitOf(await loadAssessment(workspace), options.unit);
        const handIn = { unitId: unit.id, reason: options.reason ?? '' };
        say(context, options, unit, await submitSelfEvaluation(workspace, handIn));
      }),
    );
  oneUnit(group, 'withdraw', '撤回还没有接收的自评').action((options: OneUnit) =>
    writing(context, async (workspace) => {
      const unit = unitOf(await loadAssessment(workspace), options.unit);
      say(context, options, unit, await withdrawSubmission(workspace, { unitId: unit.id }));
    }),
  );
  group
    .command('list')
    .description('各单位自评的状态')
    .option('--json', '以 JSON 输出结果')
    .action((options: { json?: boolean }) =>
      reading(context, async (workspace) => {
        const rows = await listSubmissions(workspace);
        context.output.result(options.json === true, rows, rows.map(rowLine));
      }),
    );
  group
    .command('accept')
    .description('接收已提交的自评')
    .addOption(listOption('--unit <编码...>', '单位编码').makeOptionMandatory())
    .option('--json', '以 JSON 输出结果')
    .action((options: { unit: string[]; json?: boolean }) => accept(context, options));
  oneUnit(group, 'return', '退回补正，写明理由，可以逐项写')
    .requiredOption('--reason <理由>', '总的理由')
    .addOption(pairOption('--item <编码=理由>', '退回的指标和理由，可以写多次；只写编码的，用总的理由'))
    .option('--due <日期>', '补正的截止日期')
    .action((options: Return) => sendBack(context, options));
  registerSelf(program, context);
}

function oneUnit(group: Command, name: string, description: string): Command {
  return group
    .command(name)
    .description(description)
    .requiredOption('--unit <编码>', '单位编码')
    .option('--json', '以 JSON 输出结果');
}

function registerSelf(program: Command, context: CliContext): void {
  interface Self extends OneUnit {
    readonly item: string;
    readonly points: string;
    readonly statement?: string;
  }
  oneUnit(program.command('self').description('自评：填一项'), 'set', '填一个单位一项指标的自评分和自评说明')
    .requiredOption('--item <编码>', '指标编码')
    .requiredOption('--points <自评分>', '自评分')
    .option('--statement <说明>', '自评说明')
    .action((options: Self) =>
      writing(context, async (workspace) => {
        const assessment = await loadAssessment(workspace);
        const unit = unitOf(assessment, options.unit);
        const item = itemOf(assessment, options.item);
        const { points, statement = '' } = options;
        assertSelfPoints(unit, item, points);
        const place = { unitId: unit.id, itemId: item.id };
        const saved = await recordSelfEvaluation(workspace, { ...place, points, statement });
        context.output.result(
          options.json === true,
          { unit: unit.code, item: item.code, points, statement, ...saved },
          [`${unit.name} · ${item.code} ${item.name}：自评 ${points}`],
        );
      }),
    );
}

async function check(context: CliContext, options: OneUnit): Promise<void> {
  await reading(context, async (workspace) => {
    const unit = unitOf(await loadAssessment(workspace), options.unit);
    const report = await checkSubmission(workspace, { unitId: unit.id });
    context.output.result(options.json === true, reportAsJson(report), reportLines(unit, report));
    // The input was found wanting: a script sees it by the exit code.
    if (report.findings.some(isBlocking)) context.exitCode = 2;
  });
}

async function accept(context: CliContext, options: { unit: string[]; json?: boolean }): Promise<void> {
  await writing(context, async (workspace) => {
    const assessment = await loadAssessment(workspace);
    const units = unitsOf(assessment, options.unit);
    const ids = new Set(units.map(({ id }) => id));
    const rows = await acceptSubmissions(workspace, { unitIds: [...ids] });
    const touched = rows.filter(({ unitId }) => ids.has(unitId));
    context.output.result(options.json === true, touched, touched.map(rowLine));
  });
}

async function sendBack(context: CliContext, options: Return): Promise<void> {
  await writing(context, async (workspace) => {
    const assessment = await loadAssessment(workspace);
    const unit = unitOf(assessment, options.unit);
    const { reason, due = '' } = options;
    const items = (options.item ?? []).flatMap((word) => {
      // Without a reason of its own an item is returned for the one of all.
      if (!/[=＝]/.test(word)) return itemsOf(assessment, [word]).map(({ id }) => ({ itemId: id, reason }));
      const [code, own] = splitPair('--item', word);
      return { itemId: itemOf(assessment, code).id, reason: own };
    });
    const rows = await returnSubmission(workspace, { unitId: unit.id, reason, items, dueOn: due.trim() });
    const touched = rows.filter(({ unitId }) => unitId === unit.id);
    context.output.result(options.json === true, touched, touched.map(rowLine));
  });
}

function say(context: CliContext, { json }: OneUnit, unit: UnitView, view: SubmissionView): void {
  context.output.result(json === true, submissionAsJson(view), [
    `${unit.name}：${SUBMISSION_STATE_NAMES[view.state]}（第 ${view.round} 轮）`,
    ...(view.dueOn ? [`截止 ${view.dueOn} ${view.dueText}`.trimEnd()] : []),
    ...view.returns.map(({ at, person, reason }) => `${localDay(new Date(at))} ${person} 退回：${reason}`),
  ]);
}

/** As scripts read it: points as text. */
function reportAsJson(report: PreflightReport): object {
  return { ...report, selfTotal: formatPoints(report.selfTotal) };
}

function submissionAsJson(view: SubmissionView): object {
  const handIns = view.handIns.map((handIn) => ({ ...handIn, report: reportAsJson(handIn.report) }));
  return { ...view, handIns };
}

function rowLine(row: SubmissionRow): string {
  const late = row.daysLate > 0 ? `，超期 ${row.daysLate} 天` : '';
  return `${row.code} ${row.name}：${SUBMISSION_STATE_NAMES[row.state]}（第 ${row.round} 轮），未填自评 ${row.withoutSelfScore}/${row.items} 项，缺佐证 ${row.withoutEvidence} 项${late}`;
}

function reportLines(unit: UnitView, report: PreflightReport): string[] {
  const { items, filled, selfTotal, files, findings } = report;
  return [
    `${unit.name}：已填 ${filled}/${items} 项，自评合计 ${formatPoints(selfTotal)}，佐证材料 ${files} 份`,
    ...findings.map(
      (finding) =>
        `  [${isBlocking(finding) ? '必须补正' : '提醒'}] ${`${finding.code} ${finding.name}`.trim()} ${finding.text}`,
    ),
  ];
}

/** A window keeps what was half typed; a command is complete or wrong. @throws {AppError} OUT_OF_RANGE */
function assertSelfPoints(unit: UnitView, item: ItemView, text: string): void {
  const points = parsePoints(text);
  const limit = itemLimit(item);
  if (text.trim() === '' || (points !== null && points >= 0 && points <= limit)) return;
  const message = `自评分应在 0.00 到 ${formatPoints(limit)} 之间，最多两位小数，现在是“${text}”`;
  throw scoreRefused(
    { field: '自评分', code: 'OUT_OF_RANGE', message },
    { unit: unit.name, item: item.code },
  );
}

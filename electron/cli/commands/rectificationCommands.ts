import type { Command } from 'commander';
import { badArguments } from '@shared/errors/cli';
import type { LedgerView, ProblemView } from '@shared/ipc/practice/rectification';
import { PROBLEM_SOURCES, PROBLEM_STATE_NAMES, type ProblemSource } from '@shared/rectification/problem';
import { loadAssessment } from '../../services/assessment/assessment';
import { addProblemFiles } from '../../services/rectification/addProblemFiles';
import { decideClosing, requestClosing } from '../../services/rectification/closeProblem';
import { listInterviews, saveInterview } from '../../services/rectification/interviews';
import { listLedger } from '../../services/rectification/listLedger';
import { createProblemsFromScores } from '../../services/rectification/problemsFromScores';
import { saveMeasure } from '../../services/rectification/saveMeasure';
import { saveProblem } from '../../services/rectification/saveProblem';
import type { Workspace } from '../../services/workspace/workspace';
import { itemOf, reading, unitOf, writing, type CliContext } from '../cliContext';
import { readDate, readOptionalDate, readWholeNumber } from '../readOptions';

interface Json {
  readonly json?: boolean;
}

/** problem …, interview …: 整改台账 and 约谈登记. */
export function registerRectification(program: Command, context: CliContext): void {
  const group = program.command('problem').description('整改台账：登记问题、填报措施、销号');
  registerProblems(group, context);
  registerMeasures(group, context);
  registerInterviews(program, context);
}

function registerProblems(group: Command, context: CliContext): void {
  group
    .command('list')
    .description('列出本年度的问题和往年未销号的问题，逾期在前')
    .option('--json', '以 JSON 输出结果')
    .action(({ json }: Json) =>
      reading(context, async (workspace) => {
        const ledger = await listLedger(workspace);
        context.output.result(json === true, ledger, [...ledger.problems.map(line), countLine(ledger)]);
      }),
    );
  group
    .command('add')
    .description('登记一个问题；写 --from-score 时由扣分转入')
    .requiredOption('--unit <编码>', '单位编码')
    .option('--item <编码>', '对应指标')
    .option('--from-score', '由这项指标的扣分转入')
    .option('--text <问题>', '问题')
    .option('--source <来源>', `来源：${PROBLEM_SOURCES.join('、')}`, 'assessment')
    .option('--leader <姓名>', '责任领导', '')
    .option('--due <日期>', '时限，如 2021-06-30', '')
    .option('--json', '以 JSON 输出结果')
    .action((options: AddOptions) => add(context, options));
}

interface AddOptions extends Json {
  readonly unit: string;
  readonly item?: string;
  readonly fromScore?: boolean;
  readonly text?: string;
  readonly source: string;
  readonly leader: string;
  readonly due: string;
}

async function add(context: CliContext, options: AddOptions): Promise<void> {
  await writing(context, async (workspace) => {
    const assessment = await loadAssessment(workspace);
    const unit = unitOf(assessment, options.unit);
    const item = options.item === undefined ? undefined : itemOf(assessment, options.item);
    const dueOn = readOptionalDate('--due', options.due);
    if (options.fromScore) {
      if (!item) throw badArguments({ problem: '--from-score 要同时写明 --item。' });
      const [made] = await createProblemsFromScores(workspace, {
        places: [{ unitId: unit.id, itemId: item.id }],
        dueOn,
      });
      if (made) show(context, options, made);
      return;
    }
    if (!options.text)
      throw badArguments({ problem: '请用 --text 写明问题，或用 --from-score 由扣分转入。' });
    const saved = await saveProblem(workspace, {
      id: null,
      unitCode: unit.code,
      text: options.text,
      source: readSource(options.source),
      itemCode: item?.code ?? '',
      leader: options.leader,
      dueOn,
    });
    show(context, options, saved);
  });
}

interface MeasureOptions extends Json {
  readonly measure?: string;
  readonly text?: string;
  readonly responsible?: string;
  readonly due?: string;
  readonly progress?: string;
  readonly done?: string;
}

function registerMeasures(group: Command, context: CliContext): void {
  group
    .command('measure')
    .description('增加一条整改措施，或填报已有措施（--measure 第几条）的进展')
    .argument('<编号>', '问题编号，见 problem list')
    .option('--measure <第几条>', '已有的措施；不写就是新增')
    .option('--text <措施>', '措施')
    .option('--responsible <姓名>', '责任人')
    .option('--due <日期>', '时限')
    .option('--progress <进展>', '进展')
    .option('--done <日期>', '完成日期')
    .option('--json', '以 JSON 输出结果')
    .action((number: string, options: MeasureOptions) => measure(context, number, options));
  group
    .command('evidence')
    .description('添加整改佐证')
    .argument('<编号>', '问题编号')
    .argument('<文件...>', '佐证文件')
    .option('--json', '以 JSON 输出结果')
    .action((number: string, files: string[], options: Json) =>
      writing(context, async (workspace) => {
        const { id } = await problemOf(workspace, number);
        const { problem, refused } = await addProblemFiles(workspace, { id, paths: files });
        for (const { name, error } of refused) context.output.note(`[未收] ${name}：${error.what}`);
        if (refused.length > 0) context.exitCode = 2;
        show(context, options, problem);
      }),
    );
  group
    .command('request-closing')
    .description('申请销号：所有措施都已完成')
    .argument('<编号>', '问题编号')
    .option('--json', '以 JSON 输出结果')
    .action((number: string, options: Json) =>
      writing(context, async (workspace) => {
        const { id } = await problemOf(workspace, number);
        show(context, options, await requestClosing(workspace, { id }));
      }),
    );
  group
    .command('close')
    .description('批准销号；写 --reject 时退回继续整改')
    .argument('<编号>', '问题编号')
    .requiredOption('--opinion <意见>', '销号意见或退回的理由')
    .option('--reject', '退回')
    .option('--json', '以 JSON 输出结果')
    .action((number: string, options: Json & { opinion: string; reject?: boolean }) =>
      writing(context, async (workspace) => {
        const { id } = await problemOf(workspace, number);
        const decision = { id, approve: !options.reject, opinion: options.opinion };
        show(context, options, await decideClosing(workspace, decision));
      }),
    );
}

async function measure(context: CliContext, number: string, options: MeasureOptions): Promise<void> {
  await writing(context, async (workspace) => {
    const problem = await problemOf(workspace, number);
    const known = options.measure === undefined ? undefined : measureOf(problem, options.measure);
    const text = options.text ?? known?.text;
    if (!text) throw badArguments({ problem: '请用 --text 写明措施。' });
    const saved = await saveMeasure(workspace, {
      problemId: problem.id,
      id: known?.id ?? null,
      text,
      responsible: options.responsible ?? known?.responsible ?? '',
      dueOn: readOptionalDate('--due', options.due ?? known?.dueOn),
      progress: options.progress ?? known?.progress ?? '',
      doneOn: readOptionalDate('--done', options.done ?? known?.doneOn),
    });
    show(context, options, saved);
  });
}

interface InterviewOptions extends Json {
  readonly unit: string;
  readonly person: string;
  readonly date: string;
  readonly situation: string;
  readonly problems: string;
  readonly demands: string;
  readonly due: string;
}

function registerInterviews(program: Command, context: CliContext): void {
  const group = program.command('interview').description('约谈登记');
  group
    .command('list')
    .description('列出历次约谈')
    .option('--json', '以 JSON 输出结果')
    .action(({ json }: Json) =>
      reading(context, async (workspace) => {
        const rows = await listInterviews(workspace);
        const lines = rows.map((row) => `${row.number} ${row.unitName} ${row.interviewee} ${row.heldOn}`);
        context.output.result(json === true, rows, lines);
      }),
    );
  group
    .command('add')
    .description('登记一次约谈，自动编号')
    .requiredOption('--unit <编码>', '单位编码')
    .requiredOption('--person <姓名>', '约谈对象')
    .requiredOption('--date <日期>', '约谈时间')
    .option('--situation <情形>', '情形', '')
    .option('--problems <问题>', '问题', '')
    .option('--demands <要求>', '要求', '')
    .option('--due <日期>', '期限', '')
    .option('--json', '以 JSON 输出结果')
    .action((options: InterviewOptions) =>
      writing(context, async (workspace) => {
        const assessment = await loadAssessment(workspace);
        const rows = await saveInterview(workspace, {
          id: null,
          unitCode: unitOf(assessment, options.unit).code,
          interviewee: options.person,
          situation: options.situation,
          heldOn: readDate('--date', options.date),
          place: '',
          host: '',
          attendees: '',
          problems: options.problems,
          demands: options.demands,
          dueOn: readOptionalDate('--due', options.due),
          reportOn: '',
          outcome: '',
        });
        context.output.result(options.json === true, rows, [`约谈登记共 ${rows.length} 条。`]);
      }),
    );
}

/** `3` in the current year, or `2020-3`. @throws {AppError} BAD_ARGUMENTS */
async function problemOf(workspace: Workspace, typed: string): Promise<ProblemView> {
  const { cycle } = await loadAssessment(workspace);
  const [year, number] = typed.includes('-') ? typed.split('-') : [String(cycle.year), typed];
  const { problems } = await listLedger(workspace);
  const found = problems.find((each) => each.year === Number(year) && each.number === Number(number));
  if (!found)
    throw badArguments({ problem: `台账里没有“${typed}”号问题。`, todo: '请用 problem list 查看编号。' });
  return found;
}

function measureOf({ measures }: ProblemView, typed: string): ProblemView['measures'][number] {
  const found = measures[readWholeNumber('--measure', typed, 1, Math.max(1, measures.length)) - 1];
  if (!found) throw badArguments({ problem: '这个问题还没有整改措施。' });
  return found;
}

function readSource(typed: string): ProblemSource {
  const known = PROBLEM_SOURCES.find((source) => source === typed);
  if (!known) throw badArguments({ problem: `--source 应是 ${PROBLEM_SOURCES.join('、')} 之一。` });
  return known;
}

function show({ output }: CliContext, { json }: Json, problem: ProblemView): void {
  output.result(json === true, problem, [line(problem)]);
}

function line({ year, number, unitName, text, state, measures, overdueDays, repeatOf }: ProblemView): string {
  const done = measures.filter(({ doneOn }) => doneOn !== '').length;
  const late = overdueDays > 0 ? `，逾期 ${overdueDays} 天` : '';
  const repeat = repeatOf ? `【重复】（${repeatOf.year}-${repeatOf.number}）` : '';
  return `${year}-${number} ${unitName}：${repeat}${text}（${PROBLEM_STATE_NAMES[state]}${late}；措施 ${done}/${measures.length}）`;
}

function countLine({ counts }: LedgerView): string {
  return `共 ${counts.problems} 个问题，已销号 ${counts.closed} 个；措施 ${counts.measures} 条，已完成 ${counts.doneMeasures} 条；逾期 ${counts.overdue} 个。`;
}

import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { formatPoints } from '@shared/domain/points';
import type { DeductionFinding, GateFinding } from '@shared/caseFiles/reviewScore';
import { scoreReview } from '@shared/caseFiles/reviewScore';
import { badArguments } from '@shared/errors/cli';
import { caseNotFound, reviewNotYours } from '@shared/errors/caseFile';
import type { CaseReviewView, ReviewTask } from '@shared/ipc/practice/caseFile';
import { loadAssessment } from '../../services/assessment/assessment';
import { assignReviews } from '../../services/caseFiles/assignReviews';
import { getReview } from '../../services/caseFiles/getReview';
import { listReviewTasks } from '../../services/caseFiles/listReviewTasks';
import { lockReview } from '../../services/caseFiles/lockReview';
import { reopenReview } from '../../services/caseFiles/reopenReview';
import { saveReview } from '../../services/caseFiles/saveReview';
import type { Workspace } from '../../services/workspace/workspace';
import { reading, unitOf, writing, type CliContext } from '../cliContext';
import { listOption } from '../listOptions';
import { readWholeNumber } from '../readOptions';

interface ReviewOptions {
  readonly unit: string;
  readonly file: string;
  readonly type?: string;
  readonly gate?: string[];
  readonly deduct?: string[];
  readonly highlights?: string;
  readonly opinion?: string;
  readonly lock?: boolean;
  readonly json?: boolean;
}

/** case assign, case tasks, case review, case reopen. */
export function registerCaseReview(group: Command, context: CliContext): void {
  group
    .command('assign')
    .description('把案卷分给评查员：每卷两人，谁都不评本单位的；两人相差过大的再加第三人')
    .option('--json', '以 JSON 输出结果')
    .action(({ json = false }: { json?: boolean }) =>
      writing(context, async (workspace) => {
        const done = await assignReviews(workspace);
        context.output.result(json, done, [`分配评查 ${done.assigned} 份次。`]);
      }),
    );
  group
    .command('tasks')
    .description('列出评查任务：自己的；办公室可以看到全部')
    .option('--json', '以 JSON 输出结果')
    .action(({ json = false }: { json?: boolean }) => showTasks(context, json));
  group
    .command('review')
    .description('评查一份案卷：写明不符合的合法性条款和扣分条款；各次都以最后一次填写的为准')
    .requiredOption('--file <案号>', '案号')
    .requiredOption('--unit <编码>', '单位编码')
    .option('--type <类别>', '同一案号有几类时写明')
    .addOption(listOption('--gate <编号...>', '不符合的合法性条款，可写页码：H3@12'))
    .addOption(listOption('--deduct <编号=次数@页码...>', '扣分条款，如 “G2=3@5、7、9”；次数不写为 1'))
    .option('--highlights <文字>', '亮点')
    .option('--opinion <文字>', '评查意见')
    .option('--lock', '锁定，锁定后不能再改')
    .option('--json', '以 JSON 输出结果')
    .action((options: ReviewOptions) => review(context, options));
  group
    .command('reopen')
    .description('把已锁定的评查退回重评，须写理由')
    .requiredOption('--file <案号>', '案号')
    .requiredOption('--unit <编码>', '单位编码')
    .option('--type <类别>', '同一案号有几类时写明')
    .requiredOption('--reviewer <姓名>', '退回哪一位评查员的')
    .requiredOption('--reason <理由>', '理由')
    .option('--json', '以 JSON 输出结果')
    .action((options: ReviewOptions & { reviewer: string; reason: string }) =>
      writing(context, async (workspace) => {
        const tasks = await tasksOf(workspace, options);
        const task = tasks.find(({ reviewer }) => reviewer === options.reviewer.trim());
        if (!task) throw reviewNotYours({ person: options.reviewer, number: options.file });
        await reopenReview(workspace, { reviewId: task.reviewId, reason: options.reason });
        const { reviewer, number } = task;
        context.output.done(options.json, { number, reviewer }, `已退回${reviewer}重评：${number}`);
      }),
    );
}

async function showTasks(context: CliContext, json: boolean): Promise<void> {
  await reading(context, async (workspace) => {
    const tasks = await listReviewTasks(workspace);
    context.output.result(
      json,
      tasks.map(({ score, ...task }) => ({ ...task, score: score === null ? null : formatPoints(score) })),
      tasks.map(
        ({ unitName, type, number, reviewer, state, score }) =>
          `${unitName} · ${type} · ${number} · ${reviewer} · ${STATES[state]}${score === null ? '' : ` ${formatPoints(score)}`}`,
      ),
    );
  });
}

const STATES: Readonly<Record<ReviewTask['state'], string>> = {
  open: '未评',
  started: '评查中',
  locked: '已锁定',
};

async function review(context: CliContext, options: ReviewOptions): Promise<void> {
  await writing(context, async (workspace) => {
    const tasks = await tasksOf(workspace, options);
    const task = tasks.find(({ mine }) => mine);
    if (!task) throw reviewNotYours({ person: workspace.person, number: options.file });
    const before = await getReview(workspace, task.reviewId);
    await saveReview(workspace, {
      reviewId: task.reviewId,
      findings: {
        gates: options.gate ? options.gate.map(readGate) : before.findings.gates,
        deductions: options.deduct ? options.deduct.map(readDeduction) : before.findings.deductions,
      },
      highlights: options.highlights ?? before.highlights,
      opinion: options.opinion ?? before.opinion,
      editId: randomUUID(),
    });
    const after = options.lock
      ? await lockReview(workspace, task.reviewId)
      : await getReview(workspace, task.reviewId);
    showReview(context, after, options.json === true);
  });
}

function showReview({ output }: CliContext, view: CaseReviewView, json: boolean): void {
  const { score, legal, steps } = scoreReview(view.template, view.findings, view.settings);
  const { unitName, type, number } = view.file;
  output.result(
    json,
    {
      ...{ unit: view.file.unitCode, type, number, reviewer: view.reviewer, legal, steps },
      score: formatPoints(score),
      locked: view.lockedAt !== null,
    },
    [
      `${unitName} · ${type} · ${number}：${formatPoints(score)} 分${view.lockedAt === null ? '' : '，已锁定'}`,
      ...steps.map((step) => `  ${step}`),
    ],
  );
}

/** Tasks on one file. @throws {AppError} UNIT_CODE_UNKNOWN, CASE_NOT_FOUND where the number names several files. */
async function tasksOf(
  workspace: Workspace,
  { unit: code, file, type }: Pick<ReviewOptions, 'unit' | 'file' | 'type'>,
): Promise<readonly ReviewTask[]> {
  const unit = unitOf(await loadAssessment(workspace), code);
  const tasks = (await listReviewTasks(workspace)).filter(
    (task) =>
      task.unitName === unit.name &&
      task.number === file.trim() &&
      (type === undefined || task.type === type),
  );
  if (new Set(tasks.map(({ type: one }) => one)).size > 1)
    throw caseNotFound({ unit: unit.name, number: file });
  return tasks;
}

/** `H3` or `H3@12`. */
function readGate(text: string): GateFinding {
  const [code = '', pages = ''] = splitPages(text);
  return { code, pages, reason: '' };
}

/** `G2`, `G2=3` or `G2=3@5、7`. @throws {AppError} BAD_ARGUMENTS */
function readDeduction(text: string): DeductionFinding {
  const [finding = '', pages = ''] = splitPages(text);
  const match = /^([^=＝]+)(?:[=＝](.+))?$/.exec(finding);
  if (!match) throw badArguments({ problem: `--deduct 应写成“编号=次数@页码”，现在是“${text}”。` });
  const count = readWholeNumber('--deduct 的次数', match[2] ?? '1', 1, 100);
  return { code: (match[1] ?? '').trim(), count, pages, reason: '' };
}

function splitPages(text: string): string[] {
  const at = text.search(/[@＠]/);
  return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

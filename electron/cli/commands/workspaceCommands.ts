import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Option, type Command } from 'commander';
import type { Actor } from '@shared/domain/role';
import { AppError } from '@shared/errors/appError';
import { verifyFailed } from '@shared/errors/cli';
import type { ReportKind, VerifyFinding } from '@shared/ipc/views';
import { PRACTICE_DOCUMENTS } from '@shared/reports/practiceDocuments';
import { REPORT_KINDS } from '@shared/reports/reportKinds';
import { sizeText } from '@shared/evidence/evidenceType';
import { recordKeepingIn, type Keeping } from '../../services/audit/recordKeeping';
import { backupWorkspace } from '../../services/backup/backupWorkspace';
import { recoverWorkspace } from '../../services/backup/recoverWorkspace';
import { restoreWorkspace } from '../../services/backup/restoreWorkspace';
import { exportReport } from '../../services/reports/exportReport';
import { requireYear } from '../../services/result/requireCycle';
import { verifyWorkspace } from '../../services/verify/verifyWorkspace';
import { workspacePaths } from '../../services/workspace/workspacePaths';
import { reading, type CliContext } from '../cliContext';
import { readYear } from '../readOptions';

/** export, verify, backup, restore: what concerns a workspace as a whole. */
export function registerWorkspace(program: Command, context: CliContext): void {
  program
    .command('export')
    .description('导出报表工作簿')
    .addOption(
      new Option(
        '--kind <种类>',
        `summary 汇总表、matrix 指标得分矩阵、scorecards 单位明细表、deductions 扣分明细、rectification 整改台账、all 以上全部；${PRACTICE_DOCUMENTS.map(({ kind, name }) => `${kind} ${name}`).join('、')}`,
      )
        .choices([...REPORT_KINDS])
        .makeOptionMandatory(),
    )
    .requiredOption('--out <文件.xlsx>', '写到哪里')
    .option('--cycle <年度>', '哪个年度；不写时是本年度', readYear('--cycle'))
    .option('--json', '以 JSON 输出结果')
    .action(({ kind, out, cycle, json }: { kind: ReportKind; out: string; cycle?: number; json?: boolean }) =>
      reading(context, async (workspace) => {
        const cycleId = cycle === undefined ? undefined : (await requireYear(workspace.reader, cycle)).id;
        await exportReport(workspace, kind, out, { signal: context.signal, cycleId });
        context.output.done(json, { kind, out }, `已导出：${out}`);
      }),
    );
  program
    .command('verify')
    .description('校验数据库、评分、总分、方案和佐证材料；发现问题时退出码为 2')
    .option('--json', '以 JSON 输出结果')
    .action(({ json }: { json?: boolean }) => verify(context, json === true));
  program
    .command('backup')
    .description('把整个考评库备份成一个 .zip 文件')
    .requiredOption('--out <文件.zip>', '写到哪里')
    .option('--json', '以 JSON 输出结果')
    .action(({ out, json }: { out: string; json?: boolean }) => backup(context, out, json === true));
  program
    .command('restore')
    .description('从备份还原考评库到 --workspace 指的新文件夹；给自动备份（.db）时，替换损坏的数据库')
    .argument('<备份文件>', '.zip 备份，或考评库 backups 文件夹里的自动备份')
    .option('--json', '以 JSON 输出结果')
    .action((file: string, { json }: { json?: boolean }) => restore(context, file, json === true));
}

async function verify(context: CliContext, json: boolean): Promise<void> {
  await reading(context, async (workspace) => {
    const { findings, checked } = await verifyWorkspace(workspace, { signal: context.signal });
    const summary = `已校验：评分 ${checked.scores} 条，佐证材料 ${checked.evidenceFiles} 个，单位 ${checked.units} 个。`;
    const verdict = findings.length === 0 ? '没有发现问题。' : `发现 ${findings.length} 个问题。`;
    context.output.result(json, { findings, checked }, [
      `${summary}${verdict}`,
      ...findings.map(findingLine),
    ]);
    if (findings.length === 0) return;
    context.output.error(verifyFailed({ count: findings.length }).report);
    context.exitCode = 2;
  });
}

function findingLine({ kind, place, message }: VerifyFinding): string {
  return `[${FINDING_KINDS[kind]}] ${place}：${message}`;
}

const FINDING_KINDS: Readonly<Record<VerifyFinding['kind'], string>> = {
  database: '数据库',
  evidence: '佐证材料',
  score: '评分',
  total: '总分',
  scheme: '综合考核方案',
  file: '文件',
  audit: '审计记录',
  result: '审定结果',
  practice: '业务记录',
};

async function backup(context: CliContext, out: string, json: boolean): Promise<void> {
  const actor = await reading(context, async (workspace) => {
    const done = await backupWorkspace(workspace, resolve(out), { signal: context.signal });
    for (const name of done.missing)
      context.output.note(`[提醒] 考评库里缺少这份材料，备份里也没有：${name}`);
    context.output.result(json, { out, ...done }, [
      `已备份：${out}（${done.files} 个文件，${sizeText(done.bytes)}），并已核对。`,
    ]);
    return workspace.actor;
  });
  await keepTrace(context, context.folder(), { action: 'workspace.backup', file: basename(out) }, actor);
}

/** What was done stands, whether or not it could be written down. */
async function keepTrace(
  { output }: CliContext,
  folder: string,
  keeping: Keeping,
  actor?: Actor,
): Promise<void> {
  await recordKeepingIn(folder, keeping, actor).catch((cause: unknown) => {
    if (!(cause instanceof AppError)) throw cause;
    output.note(`[提醒] 没有记入审计记录：${cause.report.what}`);
  });
}

/** Messages name automatic backups without their folder; typed like that they are found too. */
function automaticBackup(folder: string, file: string): string {
  const inBackups = join(workspacePaths(folder).backups, file);
  return !existsSync(file) && basename(file) === file && existsSync(inBackups) ? inBackups : file;
}

async function restore(context: CliContext, file: string, json: boolean): Promise<void> {
  const folder = context.folder();
  if (file.toLowerCase().endsWith('.db')) {
    const kept = await recoverWorkspace(folder, automaticBackup(folder, file), new Date());
    await keepTrace(context, folder, {
      action: 'workspace.recover',
      file: basename(file),
      after: { kept: basename(kept) },
    });
    context.output.result(json, { folder, from: file, kept }, [
      `已用自动备份替换数据库：${folder}`,
      `原来的数据库保存在：${kept}`,
    ]);
    return;
  }
  const restored = await restoreWorkspace(file, folder, { signal: context.signal });
  await keepTrace(context, folder, { action: 'workspace.restore', file: basename(file) });
  for (const name of restored.missing) context.output.note(`[提醒] 备份时就缺少这份材料：${name}`);
  context.output.result(json, restored, [`已还原“${restored.name}”：${restored.folder}`]);
}

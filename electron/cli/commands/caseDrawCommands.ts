import type { Command } from 'commander';
import type { CaseDrawsView, CasePickRow } from '@shared/ipc/practice/caseFile';
import { DEFAULT_PLAN } from '@shared/caseFiles/draw';
import { caseNotFound } from '@shared/errors/caseFile';
import { loadAssessment } from '../../services/assessment/assessment';
import { checkCurrentDraw } from '../../services/caseFiles/checkStoredDraw';
import { drawCaseFiles } from '../../services/caseFiles/drawCaseFiles';
import { getCaseDraws } from '../../services/caseFiles/getCaseDraws';
import { getCaseList } from '../../services/caseFiles/getCaseList';
import { pickByHand } from '../../services/caseFiles/pickByHand';
import { replacePick } from '../../services/caseFiles/replacePick';
import { exportReport } from '../../services/reports/exportReport';
import type { Workspace } from '../../services/workspace/workspace';
import { readCaseList } from '../../workbook/caseListWorkbook';
import { reading, showProblems, unitOf, writing, type CliContext } from '../cliContext';
import { readWholeNumber } from '../readOptions';
import { pairOption } from '../listOptions';
import { splitPair } from '../readOptions';

interface DrawOptions {
  readonly seed?: string;
  readonly randomSeed?: boolean;
  readonly seedNote?: string;
  readonly quota?: string;
  readonly spares?: string;
  readonly type?: string[];
  readonly reason?: string;
  readonly json?: boolean;
}

interface FileOptions {
  readonly unit: string;
  readonly file: string;
  readonly type?: string;
  readonly reason: string;
  readonly json?: boolean;
}

/** case draw, case check, case record, case pick, case replace. */
export function registerCaseDraw(group: Command, context: CliContext): void {
  group
    .command('draw')
    .description('按单位和类别随机抽取案卷，记录种子和目录指纹，任何人都能重复')
    .option('--seed <种子>', '抽取种子，如公开的开奖号码和日期')
    .option('--random-seed', '由程序产生随机种子')
    .option('--seed-note <说明>', '种子的来历')
    .option('--quota <份数>', '每个单位每类抽几份', String(DEFAULT_PLAN.quota))
    .option('--spares <份数>', '每个单位每类备选几份', String(DEFAULT_PLAN.spares))
    .addOption(pairOption('--type <类别=份数...>', '某一类另定份数，如 “行政处罚=3”'))
    .option('--reason <理由>', '重新抽取的理由')
    .option('--json', '以 JSON 输出结果')
    .action((options: DrawOptions) => draw(context, options));
  group
    .command('check')
    .description('按抽查记录重新抽取一遍，核对结果；种子、目录有变动的会指出来')
    .option('--seed <种子>', '印在记录上的种子；不写用库里记录的')
    .option('--hash <指纹>', '印在记录上的目录指纹；不写用库里记录的')
    .option('--list <文件.xlsx>', '用这份案卷目录核对；不写用库里的')
    .option('--json', '以 JSON 输出结果')
    .action((options: { seed?: string; hash?: string; list?: string; json?: boolean }) =>
      check(context, options),
    );
  group
    .command('record')
    .description('导出抽查记录')
    .requiredOption('--out <文件.xlsx>', '写到哪里')
    .option('--json', '以 JSON 输出结果')
    .action(({ out, json }: { out: string; json?: boolean }) =>
      reading(context, async (workspace) => {
        await exportReport(workspace, 'caseDraw', out, { signal: context.signal });
        context.output.done(json, { out }, `已导出抽查记录：${out}`);
      }),
    );
  fileCommand(group, 'pick', '手工选定一份案卷（罚款最多、有投诉等），须写理由').action(
    (options: FileOptions) => byHand(context, options),
  );
  fileCommand(group, 'replace', '用备选替换不能评查的案卷（涉密、在诉等），须写理由')
    .option('--without-spare', '没有备选可用时撤下这一份，不再评查')
    .action((options: FileOptions & { withoutSpare?: boolean }) => replace(context, options));
}

function fileCommand(group: Command, name: string, description: string): Command {
  return group
    .command(name)
    .description(description)
    .requiredOption('--unit <编码>', '单位编码')
    .requiredOption('--file <案号>', '案号')
    .option('--type <类别>', '同一案号有几类时写明')
    .requiredOption('--reason <理由>', '理由')
    .option('--json', '以 JSON 输出结果');
}

async function draw(context: CliContext, options: DrawOptions): Promise<void> {
  const byType = Object.fromEntries(
    (options.type ?? []).map((pair) => {
      const [type, text] = splitPair('--type', pair);
      return [type, readWholeNumber('--type', text, 0, 100)];
    }),
  );
  const plan = {
    quota: readWholeNumber('--quota', options.quota ?? String(DEFAULT_PLAN.quota), 0, 100),
    spares: readWholeNumber('--spares', options.spares ?? String(DEFAULT_PLAN.spares), 0, 20),
    byType,
  };
  await writing(context, async (workspace) => {
    const view = await drawCaseFiles(workspace, {
      seed: options.randomSeed ? null : (options.seed ?? ''),
      seedNote: options.seedNote ?? '',
      plan,
      reason: options.reason ?? '',
    });
    showDraw(context, view, options.json === true);
  });
}

function showDraw({ output }: CliContext, view: CaseDrawsView, json: boolean): void {
  const current = view.draws.at(-1);
  const drawn = view.picks.filter(({ state }) => state === 'active');
  output.result(
    json,
    {
      turn: current?.turn,
      seed: current?.seed,
      listSha256: current?.listSha256,
      algorithm: current?.algorithm,
      plan: current?.plan,
      picks: view.picks.map(({ unitCode, type, number, procedure, place, origin, state, note }) => ({
        ...{ unit: unitCode, type, number, procedure, place, origin, state, note },
      })),
    },
    [
      `第 ${current?.turn ?? 0} 次抽取：评查 ${drawn.length} 份，备选 ${view.picks.filter(({ state }) => state === 'waiting').length} 份。`,
      `种子：${current?.seed ?? ''}`,
      `目录指纹：${current?.listSha256 ?? ''}`,
      ...view.picks.map(pickLine),
    ],
  );
}

const STATES: Readonly<Record<CasePickRow['state'], string>> = {
  active: '评查',
  waiting: '备选',
  replaced: '已撤换',
};

function pickLine({ unitCode, unitName, type, number, state, note }: CasePickRow): string {
  return `  ${unitCode} ${unitName} · ${type} · ${number} · ${STATES[state]}${note ? `（${note}）` : ''}`;
}

async function check(
  context: CliContext,
  {
    seed,
    hash,
    list,
    json = false,
  }: { readonly seed?: string; readonly hash?: string; readonly list?: string; readonly json?: boolean },
): Promise<void> {
  await reading(context, async (workspace) => {
    const table = list === undefined ? undefined : await rereadList(context, workspace, list);
    const found = await checkCurrentDraw(workspace, { seed, listSha256: hash, list: table });
    context.output.result(json, found, found.ok ? ['重新抽取的结果和记录一致。'] : found.problems);
    if (!found.ok) context.exitCode = 2;
  });
}

async function rereadList(context: CliContext, workspace: Workspace, path: string) {
  const { units, cycle } = await loadAssessment(workspace);
  const { files, zeroReports, problems } = await readCaseList(path, units, cycle.year, context.signal);
  showProblems(context, problems);
  return { files, zeroReports };
}

async function byHand(context: CliContext, options: FileOptions): Promise<void> {
  await writing(context, async (workspace) => {
    const { files } = await getCaseList(workspace);
    const file = await theOne(workspace, files, options);
    showDraw(
      context,
      await pickByHand(workspace, { fileId: file.id, reason: options.reason }),
      options.json === true,
    );
  });
}

async function replace(
  context: CliContext,
  options: FileOptions & { readonly withoutSpare?: boolean },
): Promise<void> {
  await writing(context, async (workspace) => {
    const { picks } = await getCaseDraws(workspace);
    const pick = await theOne(workspace, picks, options);
    const { reason, withoutSpare } = options;
    showDraw(
      context,
      await replacePick(workspace, { pickId: pick.id, reason, withoutSpare }),
      options.json === true,
    );
  });
}

/** The only row of a unit with that number (and type). @throws {AppError} UNIT_CODE_UNKNOWN, CASE_NOT_FOUND */
async function theOne<
  R extends { readonly unitCode: string; readonly number: string; readonly type: string },
>(
  workspace: Workspace,
  rows: readonly R[],
  { unit: code, file, type }: Pick<FileOptions, 'unit' | 'file' | 'type'>,
): Promise<R> {
  const unit = unitOf(await loadAssessment(workspace), code);
  const found = rows.filter(
    (row) =>
      row.unitCode === unit.code && row.number === file.trim() && (type === undefined || row.type === type),
  );
  const [only] = found;
  if (!only || found.length > 1) throw caseNotFound({ unit: unit.name, number: file });
  return only;
}

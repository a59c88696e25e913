import type { Command } from 'commander';
import { formatPoints } from '@shared/domain/points';
import { STANDARD_GROUPS } from '@shared/domain/unit';
import { badArguments } from '@shared/errors/cli';
import { prepareFirstAdmin, type FirstAdmin } from '../../services/account/firstAdmin';
import { demoFilling } from '../../services/demo/demoFilling';
import { readBuiltinSet } from '../../services/indicators/builtinSet';
import { createWorkspace, type NewWorkspace } from '../../services/workspace/createWorkspace';
import { readUnitTable } from '../../workbook/unitWorkbook';
import { requireFolder, showProblems, type CliContext } from '../cliContext';
import { pairOption } from '../listOptions';
import { readMapping, readWholeNumber } from '../readOptions';
import { readIndicators } from '../readIndicators';

interface InitOptions {
  readonly year?: string;
  readonly indicators: string;
  readonly units: string;
  readonly map?: string[];
  readonly demo?: boolean;
  readonly admin?: string;
  readonly name?: string;
  readonly json?: boolean;
}

/** init: a workspace with one cycle. */
export function registerInit(program: Command, context: CliContext): void {
  program
    .command('init')
    .description('新建考评库，含一个考评年度；文件夹须不存在或是空的')
    .option('--year <年度>', '考评年度；不写时用指标体系的年度')
    .option(
      '--indicators <来源>',
      '指标体系：builtin:jiangsu（参考指标集）、指标表.xlsx 或 指标集.json',
      'builtin:jiangsu',
    )
    .addOption(pairOption('--map <列=表头...>', '指标表的列对应，如 “分值=C” 或 “分值=考核分”，可写多个'))
    .option('--units <来源>', '单位：builtin:sample（示例名单）、none 或 单位表.xlsx', 'builtin:sample')
    .option('--name <名称>', '考评库名称')
    .option(
      '--admin <姓名>',
      '管理员姓名；口令放在环境变量 FAHENG_NEW_PASSWORD 里，没有口令时，打开考评库的人都是考评办',
    )
    .option('--demo', '另外填入示例评分、自评和佐证材料；每次内容都相同')
    .option('--json', '以 JSON 输出结果')
    .action((options: InitOptions) => init(context, options));
}

async function init(context: CliContext, options: InitOptions): Promise<void> {
  const folder = requireFolder(context.folder());
  const units = await readUnits(context, options);
  const { system, problems } = await readIndicators(options.indicators, {
    mapping: readMapping(options.map),
    knownGroups: [...units.groups, ...units.units.map(({ group }) => ({ name: group }))].map(
      ({ name }) => name,
    ),
    signal: context.signal,
  });
  showProblems(context, problems);
  const year = readYear(options.year, system.year, context);
  const admin = await readAdmin(options.admin);
  if (options.demo) context.output.note('正在填入示例数据……');
  const workspace = await createWorkspace({
    folder,
    year,
    system,
    ...units,
    name: options.name,
    admin,
    ...(options.demo ? demoFilling(year) : {}),
  });
  const created = workspace.folder;
  await workspace.close();
  const points = system.items.reduce((sum, item) => sum + (item.section === 'base' ? item.points : 0), 0);
  const summary = {
    workspace: created,
    year,
    system: { title: system.title, version: system.version, official: system.provenance.official },
    items: system.items.length,
    points: formatPoints(points),
    units: units.units.length,
    demo: options.demo === true,
    ...(admin?.recoveryCode ? { recoveryCode: admin.recoveryCode } : {}),
  };
  if (!system.provenance.official && system.provenance.note) context.output.note(system.provenance.note);
  context.output.result(options.json === true, summary, [
    `已新建考评库：${created}`,
    `${year}年度，${system.title}（${system.version}），${summary.items} 项，基本分 ${summary.points}；单位 ${summary.units} 个`,
    ...(admin?.recoveryCode ? [`恢复码（只显示这一次，请抄下保存）：${admin.recoveryCode}`] : []),
  ]);
}

/** Who manages the people; the password comes from the environment, never as an argument. @throws {AppError} PASSWORD_REFUSED */
async function readAdmin(name: string | undefined): Promise<FirstAdmin | undefined> {
  if (name === undefined) return undefined;
  return prepareFirstAdmin(name, process.env['FAHENG_NEW_PASSWORD'] ?? '');
}

/** --year, else the year of the table, else this year, which is then said. */
function readYear(typed: string | undefined, ofTable: number, { output }: CliContext): number {
  if (typed !== undefined) return readWholeNumber('--year', typed, 1990, 2200);
  if (ofTable > 0) return ofTable;
  const year = new Date().getFullYear();
  output.note(`指标表没有写年度，按 ${year} 年度新建；不对的，请用 --year 写明。`);
  return year;
}

async function readUnits(
  context: CliContext,
  { units, indicators }: InitOptions,
): Promise<Pick<NewWorkspace, 'groups' | 'units'>> {
  const builtin = await readBuiltinSet();
  if (units === 'builtin:sample') return { groups: builtin.groups, units: builtin.sampleUnits };
  const groups = indicators.startsWith('builtin:') ? builtin.groups : standardGroups();
  if (units === 'none') return { groups, units: [] };
  if (units.startsWith('builtin:')) throw badArguments({ problem: `没有内置的单位名单“${units}”。` });
  const knownGroups = groups.map(({ name }) => name);
  const table = await readUnitTable(units, { knownGroups }, context.signal);
  showProblems(context, table.problems);
  return { groups, units: table.units };
}

function standardGroups(): NewWorkspace['groups'] {
  return STANDARD_GROUPS.map((name) => ({ name, note: '' }));
}

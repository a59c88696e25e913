import type { Command } from 'commander';
import { formatPoints } from '@shared/domain/points';
import type { IndicatorSystem } from '@shared/domain/indicatorSystem';
import { loadAssessment } from '../../services/assessment/assessment';
import { exportIndicatorSystem } from '../../services/indicators/exportIndicatorSystem';
import { importIndicatorSystem } from '../../services/indicators/importIndicatorSystem';
import {
  problemsAsJson,
  reading,
  showProblems,
  showTrialProblems,
  writing,
  type CliContext,
} from '../cliContext';
import { pairOption } from '../listOptions';
import { readMapping } from '../readOptions';
import { readIndicators } from '../readIndicators';

interface ImportOptions {
  readonly map?: string[];
  readonly sheet?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** indicators import, indicators export. */
export function registerIndicators(program: Command, context: CliContext): void {
  const group = program.command('indicators').description('指标体系：导入、导出');
  group
    .command('import')
    .description('导入指标表（.xlsx）或指标集（.json），存为新版本；还没有评分时直接启用，否则留作草稿')
    .argument('<文件>', '指标表或指标集')
    .addOption(pairOption('--map <列=表头...>', '列对应，如 “分值=C” 或 “分值=考核分”，可写多个'))
    .option('--sheet <工作表>', '要读的工作表；不写时自动寻找')
    .option('--dry-run', '只检查，不导入')
    .option('--json', '以 JSON 输出结果')
    .action((file: string, options: ImportOptions) => importTable(context, file, options));
  group
    .command('export')
    .description('导出本年度的指标表；导出的表可以原样导入')
    .requiredOption('--out <文件.xlsx>', '写到哪里')
    .option('--json', '以 JSON 输出结果')
    .action(({ out, json }: { out: string; json?: boolean }) =>
      reading(context, async (workspace) => {
        const { cycle } = await loadAssessment(workspace);
        await exportIndicatorSystem(workspace, cycle.systemId, out);
        context.output.done(json, { out }, `已导出指标表：${out}`);
      }),
    );
}

async function importTable(context: CliContext, file: string, options: ImportOptions): Promise<void> {
  const knownGroups =
    options.dryRun && !context.hasFolder()
      ? undefined
      : await reading(context, async (workspace) =>
          (await loadAssessment(workspace)).groups.map(({ name }) => name),
        );
  const { system, problems } = await readIndicators(file, {
    mapping: readMapping(options.map),
    sheet: options.sheet,
    knownGroups,
    signal: context.signal,
  });
  const counted = { items: system.items.length, points: formatPoints(basePoints(system)) };
  const json = options.json === true;
  if (options.dryRun) {
    context.output.result(json, { ...counted, problems: problemsAsJson(problems) }, [
      `试读完成：${counted.items} 项，基本分 ${counted.points}，发现 ${problems.length} 条提示；没有导入。`,
    ]);
    showTrialProblems(context, problems);
    return;
  }
  showProblems(context, problems);
  await writing(context, async (workspace) => {
    const stored = await importIndicatorSystem(workspace, system, { use: 'ifUnscored' });
    const { title, version } = stored.summary;
    const { used, unchanged } = stored;
    context.output.result(
      json,
      { ...counted, title, version, used, unchanged, problems: problemsAsJson(problems) },
      [`${title}（${version}）：${counted.items} 项，基本分 ${counted.points}。${fate(used, unchanged)}`],
    );
  });
}

function fate(used: boolean, unchanged: boolean): string {
  if (unchanged) return '库里已有完全相同的版本，没有改动。';
  return used ? '已启用为本年度的指标体系。' : '本年度已有评分，新版本存为草稿，没有启用。';
}

function basePoints(system: IndicatorSystem): number {
  return system.items.reduce((sum, item) => sum + (item.section === 'base' ? item.points : 0), 0);
}

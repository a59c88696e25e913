import type { Command } from 'commander';
import { formatPoints } from '@shared/domain/points';
import { groupNameUnknown } from '@shared/errors/cli';
import type { SchemeView } from '@shared/ipc/views';
import { checkScheme } from '@shared/scoring/scheme';
import { isSameName } from '@shared/domain/sameName';
import { loadAssessment } from '../../services/assessment/assessment';
import { importOtherScores } from '../../services/scheme/importOtherScores';
import { importSchemes } from '../../services/scheme/importSchemes';
import { saveSchemes } from '../../services/scheme/saveScheme';
import { writing, type CliContext } from '../cliContext';
import { listOption, pairOption } from '../listOptions';
import { readComponents } from '../readOptions';

interface SetOptions {
  readonly component: string[];
  readonly law?: string[];
  readonly group?: string;
  readonly json?: boolean;
}

/** scheme set, scheme import, scheme scores import. */
export function registerScheme(program: Command, context: CliContext): void {
  const group = program.command('scheme').description('综合考核方案：设置权重、导入方案和其他部分的得分');
  group
    .command('set')
    .description('设置综合考核方案；法治部分合计不得低于 10%，各部分合计须是 100 或 1000')
    .addOption(
      pairOption(
        '--component <名称=权重...>',
        '组成部分，可写多个；名称含“法治”的算法治部分',
      ).makeOptionMandatory(),
    )
    .addOption(listOption('--law <名称...>', '指定哪些组成部分算法治部分（不写时按名称判断）'))
    .option('--group <单位类别>', '只设置这个单位类别；不写时设置全部类别')
    .option('--json', '以 JSON 输出结果')
    .action((options: SetOptions) => setScheme(context, options));
  group
    .command('import')
    .description('导入“方案”工作表')
    .argument('<文件.xlsx>', '综合考核方案')
    .option('--json', '以 JSON 输出结果')
    .action((file: string, { json }: { json?: boolean }) =>
      writing(context, async (workspace) =>
        show(context, json, await importSchemes(workspace, file, context.signal)),
      ),
    );
  group
    .command('scores')
    .description('其他组成部分的得分')
    .command('import')
    .description('导入“得分”工作表')
    .argument('<文件.xlsx>', '其他部分的得分')
    .option('--json', '以 JSON 输出结果')
    .action((file: string, { json }: { json?: boolean }) =>
      writing(context, async (workspace) => {
        const done = await importOtherScores(workspace, file, context.signal);
        if (done.ignored.length > 0)
          context.output.note(`[提醒] 不是组成部分的列没有导入：${done.ignored.join('、')}`);
        context.output.result(json === true, done, [`已导入 ${done.changed} 个得分。`]);
      }),
    );
}

async function setScheme(context: CliContext, options: SetOptions): Promise<void> {
  const components = readComponents(options.component, options.law);
  await writing(context, async (workspace) => {
    const { groups } = await loadAssessment(workspace);
    const chosen =
      options.group === undefined
        ? groups
        : groups.filter(({ name }) => isSameName(name, options.group ?? ''));
    if (options.group !== undefined && chosen.length === 0) {
      throw groupNameUnknown({ name: options.group, known: groups.map(({ name }) => name) });
    }
    const schemes = await saveSchemes(
      workspace,
      chosen.map(({ id }) => ({ groupId: id, components })),
    );
    show(context, options.json, schemes);
  });
}

function show({ output }: CliContext, json: boolean | undefined, schemes: readonly SchemeView[]): void {
  const shown = schemes.map(({ group, components }) => ({
    group,
    components: components.map(({ name, weight, ruleOfLaw }) => ({
      name,
      weight: formatPoints(weight),
      ruleOfLaw,
    })),
    lawShare: checkScheme(components).sharePercentText,
  }));
  output.result(
    json === true,
    { schemes: shown },
    schemes.map(({ group, components }) => `${group}：${checkScheme(components).line}`),
  );
}

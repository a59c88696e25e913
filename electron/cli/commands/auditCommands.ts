import type { Command } from 'commander';
import { AUDIT_AREAS, AREA_NAMES, type AuditArea } from '@shared/audit/actionNames';
import { differenceText } from '@shared/audit/differences';
import { timeText } from '@shared/audit/timeText';
import { badArguments } from '@shared/errors/cli';
import type { AuditEntryView, AuditFilter } from '@shared/ipc/practice/audit';
import { loadAssessment } from '../../services/assessment/assessment';
import { auditHead } from '../../services/audit/auditHead';
import { exportAudit } from '../../services/audit/exportAudit';
import { listAudit } from '../../services/audit/listAudit';
import type { Workspace } from '../../services/workspace/workspace';
import { itemOf, reading, unitOf, type CliContext } from '../cliContext';
import { readOptionalDate, readWholeNumber } from '../readOptions';

interface FilterOptions {
  readonly unit?: string;
  readonly item?: string;
  readonly person?: string;
  readonly from?: string;
  readonly to?: string;
  readonly action?: string;
  readonly text?: string;
}

/** Lines shown unless told otherwise. */
const LINES = 100;

/** audit list, audit export, audit head. */
export function registerAudit(program: Command, context: CliContext): void {
  const group = program.command('audit').description('审计记录：谁在什么时候把什么从什么改成了什么，为什么');
  withFilter(group.command('list').description('列出审计记录，最新的在前'))
    .option('--limit <条数>', `最多列出多少条，默认 ${LINES}`)
    .option('--json', '以 JSON 输出结果')
    .action((options: FilterOptions & { limit?: string; json?: boolean }) => list(context, options));
  withFilter(group.command('export').description('导出审计记录工作簿，含每条的校验值'))
    .requiredOption('--out <文件.xlsx>', '写到哪里')
    .option('--json', '以 JSON 输出结果')
    .action((options: FilterOptions & { out: string; json?: boolean }) =>
      reading(context, async (workspace) => {
        const filter = await filterOf(workspace, options);
        const { out, json } = options;
        const { entries } = await exportAudit(workspace, filter, out, { signal: context.signal });
        context.output.done(json, { out, entries }, `已导出审计记录 ${entries} 条：${out}`);
      }),
    );
  group
    .command('head')
    .description('显示审计记录的条数和末条校验值；抄录存档后可以证明此前的记录没有变')
    .option('--json', '以 JSON 输出结果')
    .action(({ json }: { json?: boolean }) =>
      reading(context, async (workspace) => {
        const head = await auditHead(workspace);
        context.output.result(json === true, head, [
          `审计记录 ${head.entries} 条，末条校验值 ${head.hash || '（无）'}`,
        ]);
      }),
    );
}

function withFilter(command: Command): Command {
  return command
    .option('--unit <编码>', '只要这个单位的')
    .option('--item <编码>', '只要这个指标的')
    .option('--person <姓名>', '只要这个人做的')
    .option('--from <日期>', '从哪一天起，如 2020-12-01')
    .option('--to <日期>', '到哪一天为止，含当天')
    .option(
      '--action <类别>',
      `只要这一类：${AUDIT_AREAS.map((area) => `${area} ${AREA_NAMES[area]}`).join('、')}`,
    )
    .option('--text <文字>', '对象或理由里有这些字的');
}

async function filterOf(workspace: Workspace, options: FilterOptions): Promise<AuditFilter> {
  const { unit, item } = options;
  const assessment = unit === undefined && item === undefined ? null : await loadAssessment(workspace);
  return {
    from: readOptionalDate('--from', options.from),
    to: readOptionalDate('--to', options.to),
    person: options.person ?? '',
    area: areaOf(options.action),
    unitId: assessment && unit !== undefined ? unitOf(assessment, unit).id : null,
    itemId: assessment && item !== undefined ? itemOf(assessment, item).id : null,
    text: options.text ?? '',
  };
}

function areaOf(text: string | undefined): AuditArea | '' {
  if (text === undefined) return '';
  const area = AUDIT_AREAS.find((known) => known === text || AREA_NAMES[known] === text);
  if (!area) throw badArguments({ problem: `--action 没有“${text}”这一类。` });
  return area;
}

function limitOf(text: string | undefined): number {
  return text === undefined ? LINES : readWholeNumber('--limit', text, 1, 9_999_999);
}

async function list(
  context: CliContext,
  options: FilterOptions & { readonly limit?: string; readonly json?: boolean },
): Promise<void> {
  await reading(context, async (workspace) => {
    const filter = await filterOf(workspace, options);
    const { entries, more } = await listAudit(workspace, filter, null, limitOf(options.limit));
    context.output.result(options.json === true, { entries, more }, [
      ...entries.map(lineOf),
      ...(more ? ['还有更早的记录，可以用 --limit 列出更多。'] : []),
    ]);
  });
}

function lineOf({ id, at, person, actionName, subject, changes, reason }: AuditEntryView): string {
  const parts = [`第 ${id} 条`, timeText(at), person, actionName, subject, differenceText(changes)];
  const why = reason === '' ? [] : [`理由：${reason}`];
  return [...parts.filter((part) => part !== ''), ...why].join('　');
}

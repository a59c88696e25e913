import type { Command } from 'commander';
import { formatPoints } from '@shared/domain/points';
import type { IncidentView } from '@shared/ipc/practice/insight';
import { loadAssessment } from '../../../services/assessment/assessment';
import { linkIncident, listIncidentViews, saveIncident } from '../../../services/insight/incidents';
import { itemOf, reading, unitOf, writing, type CliContext } from '../../cliContext';
import { readOptionalDate, readWholeNumber, readYear } from '../../readOptions';

interface AddOptions {
  readonly title: string;
  readonly date?: string;
  readonly documentDate?: string;
  readonly document?: string;
  readonly year?: string;
  readonly note?: string;
  readonly json?: boolean;
}

interface LinkOptions {
  readonly incident: string;
  readonly unit: string;
  readonly item: string;
  readonly deducts?: boolean;
  readonly note?: string;
  readonly json?: boolean;
}

/** incident add, incident link, incident list. */
export function registerIncidents(program: Command, context: CliContext): void {
  const group = program.command('incident').description('事件：一个事实涉及几项指标，提醒不要重复扣分');
  group
    .command('add')
    .description('登记一个事件')
    .requiredOption('--title <名称>', '事件名称')
    .option('--date <日期>', '发生日期，如 2020-05-06')
    .option('--document-date <日期>', '文书日期')
    .option('--document <文号>', '文号')
    .option('--year <年度>', '计入哪一年；不写为本年度')
    .option('--note <备注>', '备注')
    .option('--json', '以 JSON 输出结果')
    .action((options: AddOptions) => add(context, options));
  group
    .command('link')
    .description('把事件关联到一个单位的一项指标')
    .requiredOption('--incident <编号>', '事件编号（incident list 里的编号）')
    .requiredOption('--unit <编码>', '单位编码')
    .requiredOption('--item <编码>', '指标编码')
    .option('--deducts', '在这里扣分')
    .option('--note <说明>', '同一单位别的指标已扣分时，为什么这里还扣')
    .option('--json', '以 JSON 输出结果')
    .action((options: LinkOptions) => link(context, options));
  group
    .command('list')
    .description('列出本年度的事件，连同提醒')
    .option('--json', '以 JSON 输出结果')
    .action(({ json }: { json?: boolean }) =>
      reading(context, async (workspace) => {
        const incidents = await listIncidentViews(workspace);
        context.output.result(json === true, incidents.map(plain), incidents.flatMap(lines));
      }),
    );
}

async function add(context: CliContext, options: AddOptions): Promise<void> {
  await writing(context, async (workspace) => {
    const { cycle } = await loadAssessment(workspace);
    const incident = await saveIncident(workspace, {
      id: null,
      title: options.title,
      eventDate: readOptionalDate('--date', options.date),
      documentDate: readOptionalDate('--document-date', options.documentDate),
      documentNumber: options.document ?? '',
      countedYear: options.year === undefined ? cycle.year : readYear('--year')(options.year),
      note: options.note ?? '',
      places: [],
    });
    context.output.result(options.json === true, plain(incident), lines(incident));
  });
}

async function link(context: CliContext, options: LinkOptions): Promise<void> {
  await writing(context, async (workspace) => {
    const assessment = await loadAssessment(workspace);
    const incident = await linkIncident(workspace, {
      id: readWholeNumber('--incident', options.incident, 1, 999_999_999),
      place: {
        unitId: unitOf(assessment, options.unit).id,
        itemId: itemOf(assessment, options.item).id,
        deducts: options.deducts === true,
        note: options.note ?? '',
      },
    });
    context.output.result(options.json === true, plain(incident), lines(incident));
  });
}

const plain = ({ places, ...incident }: IncidentView) => ({
  ...incident,
  places: places.map(({ unitName, itemCode, deducts, note, score }) => ({
    ...{ unit: unitName, item: itemCode, deducts, note },
    score: score === null ? null : formatPoints(score),
  })),
});

function lines({ id, title, documentNumber, places, warnings }: IncidentView): string[] {
  return [
    `${id}　${title}${documentNumber ? `　${documentNumber}` : ''}`,
    ...places.map(
      ({ unitName, itemCode, deducts, note }) =>
        `  ${unitName} · ${itemCode}：${deducts ? '扣分' : '不扣分'}${note ? `（${note}）` : ''}`,
    ),
    ...warnings.map((warning) => `  提醒：${warning}`),
  ];
}

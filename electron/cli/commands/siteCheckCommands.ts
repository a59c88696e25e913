import type { Command } from 'commander';
import { formatPoints } from '@shared/domain/points';
import { badArguments } from '@shared/errors/cli';
import { siteCheckItemUnknown } from '@shared/errors/review';
import type { ProposedCheckItem, SiteCheckView } from '@shared/ipc/practice/review';
import { SITE_CHECK_OUTCOME_NAMES } from '@shared/review/siteCheckOutcome';
import { loadAssessment, type Assessment } from '../../services/assessment/assessment';
import { addSiteChecks } from '../../services/review/addSiteChecks';
import { listSiteChecks } from '../../services/review/listSiteChecks';
import { PROPOSAL_DEFAULTS, proposeSiteChecks } from '../../services/review/proposeSiteChecks';
import { recordSiteCheck, removeSiteCheckItem } from '../../services/review/recordSiteCheck';
import type { Workspace } from '../../services/workspace/workspace';
import { itemOf, reading, unitOf, unitsOf, writing, type CliContext } from '../cliContext';
import { listOption } from '../listOptions';
import { readDate, readPoints, readWholeNumber } from '../readOptions';

interface ProposeOptions {
  readonly unit?: string[];
  readonly seed?: string;
  readonly perUnit?: string;
  readonly controls?: string;
  readonly json?: boolean;
}

interface AddOptions extends ProposeOptions {
  readonly item?: string[];
  readonly team: string;
  readonly date?: string;
  readonly note?: string;
  readonly proposed?: boolean;
}

interface RecordOptions {
  readonly id?: string;
  readonly unit?: string;
  readonly item?: string;
  readonly points?: string;
  readonly confirm?: boolean;
  readonly finding: string;
  readonly date?: string;
  readonly json?: boolean;
}

/** site propose, add, record, remove, list. */
export function registerSiteChecks(program: Command, context: CliContext): void {
  const group = program.command('site').description('实地核查：建议清单、安排、记录结果');
  proposal(group.command('propose').description('列出值得实地核查的指标和疑点，附随机抽查')).action(
    (options: ProposeOptions) => propose(context, options),
  );
  proposal(group.command('add').description('把指标列入实地核查，每个单位一次核查'))
    .addOption(listOption('--item <编码...>', '指标编码；与 --proposed 二选一'))
    .option('--proposed', '把建议清单全部列入')
    .requiredOption('--team <名称>', '核查组')
    .option('--date <日期>', '计划日期，如 2020-12-08')
    .option('--note <说明>', '说明')
    .action((options: AddOptions) => add(context, options));
  group
    .command('record')
    .description('记录一项的核查结果：属实，或调整为多少分')
    .option('--id <编号>', '清单上的编号；或用 --unit 和 --item')
    .option('--unit <编码>', '单位编码')
    .option('--item <编码>', '指标编码')
    .option('--confirm', '属实，得分不变')
    .option('--points <得分>', '调整为多少分')
    .requiredOption('--finding <情况>', '核查情况')
    .option('--date <日期>', '核查日期；不写为今天')
    .option('--json', '以 JSON 输出结果')
    .action((options: RecordOptions) => record(context, options));
  group
    .command('remove')
    .description('从清单上去掉还没有结果的一项')
    .requiredOption('--id <编号>', '清单上的编号')
    .requiredOption('--reason <理由>', '为什么去掉')
    .option('--json', '以 JSON 输出结果')
    .action(({ id, reason, json }: { id: string; reason: string; json?: boolean }) =>
      writing(context, async (workspace) => {
        const rows = await removeSiteCheckItem(workspace, { id: readId(id), reason });
        context.output.result(json === true, { left: rows.length }, [
          `已去掉，清单上还有 ${rows.length} 项。`,
        ]);
      }),
    );
  group
    .command('list')
    .description('实地核查清单和结果')
    .option('--json', '以 JSON 输出结果')
    .action(({ json }: { json?: boolean }) =>
      reading(context, async (workspace) => show(context, await listSiteChecks(workspace), json === true)),
    );
}

function proposal(command: Command): Command {
  const { perUnit, controls } = PROPOSAL_DEFAULTS;
  return command
    .addOption(listOption('--unit <编码...>', '只要这些单位'))
    .option('--seed <种子>', '随机抽查的种子；同一种子抽出同样的指标')
    .option('--per-unit <数>', `每个单位最多几项（${perUnit}）`)
    .option('--controls <数>', `其中随机抽查几项（${controls}），总留一项给有疑点的`)
    .option('--json', '以 JSON 输出结果');
}

async function proposedBy(workspace: Workspace, assessment: Assessment, options: ProposeOptions) {
  const { perUnit, controls } = PROPOSAL_DEFAULTS;
  return proposeSiteChecks(workspace, {
    unitIds: options.unit && unitsOf(assessment, options.unit).map(({ id }) => id),
    seed: options.seed,
    perUnit: readWholeNumber('--per-unit', options.perUnit ?? String(perUnit), 1, 200),
    controls: readWholeNumber('--controls', options.controls ?? String(controls), 0, 50),
  });
}

async function propose(context: CliContext, options: ProposeOptions): Promise<void> {
  await reading(context, async (workspace) => {
    const { seed, items } = await proposedBy(workspace, await loadAssessment(workspace), options);
    context.output.result(options.json === true, { seed, items: items.map(proposedAsJson) }, [
      `种子：${seed}`,
      ...items.map(
        ({ unitName, itemCode, itemName, doubts }) =>
          `${unitName} · ${itemCode} ${itemName}：${doubtText({ doubts })}`,
      ),
      `共 ${items.length} 项。`,
    ]);
  });
}

const doubtText = ({ doubts }: Pick<ProposedCheckItem, 'doubts'>): string =>
  doubts.map(({ text }) => text).join('；');

function proposedAsJson(item: ProposedCheckItem) {
  const { unitCode, itemCode, finalPoints, doubts, listed } = item;
  return { unit: unitCode, item: itemCode, points: formatPoints(finalPoints), doubts, listed };
}

async function add(context: CliContext, options: AddOptions): Promise<void> {
  if ((options.item === undefined) === (options.proposed !== true)) {
    throw badArguments({ problem: '请写 --item 和 --unit，或写 --proposed，二者选一。' });
  }
  await writing(context, async (workspace) => {
    const assessment = await loadAssessment(workspace);
    const items = options.proposed
      ? (await proposedBy(workspace, assessment, options)).items
          .filter(({ listed }) => !listed)
          .map((item) => ({ unitId: item.unitId, itemId: item.itemId, doubt: doubtText(item) }))
      : chosenItems(assessment, options);
    if (items.length === 0) throw badArguments({ problem: '没有可以列入的指标。' });
    const rows = await addSiteChecks(workspace, {
      team: options.team,
      plannedOn: options.date === undefined ? '' : readDate('--date', options.date),
      note: options.note ?? '',
      items,
    });
    show(context, rows, options.json === true);
  });
}

function chosenItems(assessment: Assessment, { unit = [], item = [] }: AddOptions) {
  if (unit.length === 0) throw badArguments({ problem: '用 --item 时要写 --unit。' });
  return unit.flatMap((unitCode) =>
    item.map((itemCode) => ({
      unitId: unitOf(assessment, unitCode).id,
      itemId: itemOf(assessment, itemCode).id,
      doubt: '考核办公室指定',
    })),
  );
}

async function record(context: CliContext, options: RecordOptions): Promise<void> {
  if ((options.points === undefined) === (options.confirm !== true)) {
    throw badArguments({ problem: '请写 --confirm（属实）或 --points（调整为多少分）中的一个。' });
  }
  await writing(context, async (workspace) => {
    const id = options.id === undefined ? await openItem(workspace, options) : readId(options.id);
    const rows = await recordSiteCheck(workspace, {
      id,
      finding: options.finding,
      toPoints: options.points === undefined ? null : readPoints('--points', options.points),
      checkedOn: options.date === undefined ? '' : readDate('--date', options.date),
    });
    show(
      context,
      rows.filter((row) => row.id === id),
      options.json === true,
    );
  });
}

/** The item of a unit that waits for its finding. @throws {AppError} SITE_CHECK_ITEM_UNKNOWN */
async function openItem(workspace: Workspace, { unit, item }: RecordOptions): Promise<number> {
  if (unit === undefined || item === undefined) {
    throw badArguments({ problem: '请写 --id，或同时写 --unit 和 --item。' });
  }
  const assessment = await loadAssessment(workspace);
  const unitId = unitOf(assessment, unit).id;
  const itemId = itemOf(assessment, item).id;
  const own = (await listSiteChecks(workspace)).filter(
    (row) => row.unitId === unitId && row.itemId === itemId,
  );
  const found = own.find(({ outcome }) => outcome === 'open') ?? own.at(-1);
  if (!found) throw siteCheckItemUnknown();
  return found.id;
}

function readId(text: string): number {
  return readWholeNumber('--id', text, 1, 999_999_999);
}

function show({ output }: CliContext, rows: readonly SiteCheckView[], json: boolean): void {
  output.result(
    json,
    rows.map((row) => ({
      id: row.id,
      unit: row.unitCode,
      item: row.itemCode,
      team: row.team,
      plannedOn: row.plannedOn,
      checkedOn: row.checkedOn,
      doubt: row.doubt,
      outcome: row.outcome,
      finding: row.finding,
      from: row.fromPoints === null ? null : formatPoints(row.fromPoints),
      to: row.toPoints === null ? null : formatPoints(row.toPoints),
      final: row.finalPoints === null ? null : formatPoints(row.finalPoints),
      person: row.person,
    })),
    rows.length === 0 ? ['没有实地核查。'] : rows.map(line),
  );
}

function line(row: SiteCheckView): string {
  const change =
    row.fromPoints === null || row.toPoints === null
      ? ''
      : ` ${formatPoints(row.fromPoints)} → ${formatPoints(row.toPoints)}`;
  const tail = row.finding || row.doubt;
  return `${row.id} ${row.unitName} · ${row.itemCode} ${row.itemName}：${SITE_CHECK_OUTCOME_NAMES[row.outcome]}${change}。${tail}`;
}

import type { Command } from 'commander';
import { badArguments } from '@shared/errors/cli';
import { sizeText } from '@shared/evidence/evidenceType';
import { countsText, OUTCOME_NAMES, placeText } from '@shared/exchange/mergeWords';
import { PACKAGE_KIND_NAMES, SEAT_NAMES } from '@shared/exchange/packageKind';
import { PACKAGE_STATE_NAMES } from '@shared/exchange/packageWords';
import type { CoverageRow, LedgerRow, PackageChangeRow, PackageFacts } from '@shared/ipc/practice/exchange';
import { decideCells } from '../../services/exchange/decideCells';
import { listPackageChanges, listPackages } from '../../services/exchange/ledger';
import { lookInto } from '../../services/exchange/lookInto';
import { refuseHeld } from '../../services/exchange/refuseHeld';
import { rollBackMerge } from '../../services/exchange/rollBackMerge';
import { getCoverage } from '../../services/exchange/tiling';
import type { Workspace } from '../../services/workspace/workspace';
import { localDay } from '../../services/localTime';
import { reading, writing, type CliContext } from '../cliContext';
import { pairOption } from '../listOptions';
import { readPassphrase } from '../readOptions';
import { readDecisions } from './mergeCommand';

interface Json {
  readonly json?: boolean;
}

/** package inspect, list, changes, decide, rollback, refuse, coverage. */
export function registerPackage(program: Command, context: CliContext): void {
  const group = program.command('package').description('数据包：查看、收发台账、撤回合并');
  group
    .command('inspect')
    .description('看一个数据包是什么、从哪里来；不需要考评库，也不改动任何内容')
    .argument('<文件>', '数据包；分卷的给任意一卷')
    .option('--passphrase-env <变量名>', '口令放在这个环境变量里')
    .option('--json', '以 JSON 输出结果')
    .action((file: string, options: Json & { readonly passphraseEnv?: string }) =>
      inspect(context, file, options),
    );
  group
    .command('list')
    .description('收发台账：发出和收到的每一个数据包')
    .option('--json', '以 JSON 输出结果')
    .action(({ json }: Json) =>
      reading(context, async (workspace) => {
        const rows = await listPackages(workspace);
        context.output.result(json === true, rows, rows.map(ledgerLine));
      }),
    );
  group
    .command('changes')
    .description('一个合并过的数据包改了什么')
    .argument('<编号>', '台账里的编号')
    .option('--json', '以 JSON 输出结果')
    .action((name: string, { json }: Json) =>
      reading(context, async (workspace) => {
        const changes = await listPackageChanges(workspace, await packageIdOf(workspace, name));
        context.output.result(json === true, changes, changes.map(changeLine));
      }),
    );
  group
    .command('decide')
    .description('决定合并时留下的冲突')
    .argument('<编号>', '台账里的编号')
    .addOption(
      pairOption(
        '--take <位置=ours|theirs>',
        '用本地（ours）还是来件（theirs），可以写多次',
      ).makeOptionMandatory(),
    )
    .requiredOption('--reason <理由>', '决定的理由')
    .option('--json', '以 JSON 输出结果')
    .action((name: string, { take, reason, json }: Json & { take: string[]; reason: string }) =>
      writing(context, async (workspace) => {
        const packageId = await packageIdOf(workspace, name);
        await decideCells(workspace, packageId, readDecisions(take), reason);
        const changes = await listPackageChanges(workspace, packageId);
        context.output.result(json === true, changes, changes.map(changeLine));
      }),
    );
  group
    .command('rollback')
    .description('撤回一次合并：合并前的内容恢复原样，以后有人改过的保持现在的样子')
    .argument('<编号>', '台账里的编号')
    .requiredOption('--reason <理由>', '撤回的理由')
    .option('--json', '以 JSON 输出结果')
    .action((name: string, { reason, json }: Json & { reason: string }) =>
      writing(context, async (workspace) => {
        const done = await rollBackMerge(workspace, await packageIdOf(workspace, name), reason);
        context.output.result(json === true, done, [
          `已撤回 ${done.undone} 处`,
          ...done.kept.map((place) => `  合并以后有人改过，保持现在的样子：${place}`),
        ]);
      }),
    );
  group
    .command('refuse')
    .description('待处理的数据包不予合并；原件仍在收件箱里')
    .argument('<编号>', '台账里的编号')
    .requiredOption('--reason <理由>', '不予合并的理由')
    .option('--json', '以 JSON 输出结果')
    .action((name: string, { reason, json }: Json & { reason: string }) =>
      writing(context, async (workspace) => {
        const packageId = await packageIdOf(workspace, name);
        await refuseHeld(workspace, packageId, reason);
        context.output.result(json === true, { packageId }, ['已登记为不予合并']);
      }),
    );
  group
    .command('coverage')
    .description('发出的评分包合起来，有没有漏评、重复评的地方')
    .option('--json', '以 JSON 输出结果')
    .action(({ json }: Json) =>
      reading(context, async (workspace) => {
        const view = await getCoverage(workspace);
        context.output.result(json === true, view, [
          `应评 ${view.places} 处，已覆盖 ${view.covered} 处，空缺 ${view.gaps} 处，重叠 ${view.overlaps} 处`,
          ...view.rows.map(coverageLine),
        ]);
      }),
    );
}

async function inspect(
  { output }: CliContext,
  file: string,
  { passphraseEnv, json }: Json & { readonly passphraseEnv?: string },
): Promise<void> {
  const facts = await lookInto(file, readPassphrase(passphraseEnv));
  output.result(json === true, facts, factLines(facts));
}

function factLines(facts: PackageFacts): string[] {
  const { from, to } = facts;
  return [
    `${PACKAGE_KIND_NAMES[facts.kind]}，${facts.year}年度，第 ${facts.sequence + 1} 个${facts.sealed ? '，加了口令' : ''}`,
    `来自：${from.name}（${SEAT_NAMES[from.seat]}），${facts.author} ${localDay(new Date(facts.createdAt))} 写`,
    ...(to ? [`发给：${to.name}（${SEAT_NAMES[to.seat]}）`] : []),
    `指标体系：${facts.systemTitle}（${facts.systemVersion}）`,
    `材料：${facts.evidence} 份${facts.absent > 0 ? `，另有 ${facts.absent} 份没有随包` : ''}；大小 ${sizeText(facts.bytes)}`,
    `密钥指纹：${facts.fingerprint}`,
    ...(facts.note === '' ? [] : [`附言：${facts.note}`]),
  ];
}

function ledgerLine(row: LedgerRow): string {
  const what = row.direction === 'out' ? row.summary : countsText(row.counts) || row.summary;
  const open = row.open > 0 ? `，${row.open} 处冲突待决定` : '';
  const why = row.reason === '' ? '' : `（${row.reason}）`;
  return `${row.id} ${localDay(new Date(row.at))} ${row.direction === 'out' ? '发给' : '来自'}${row.party.name} ${PACKAGE_KIND_NAMES[row.kind]} ${PACKAGE_STATE_NAMES[row.state]}${why} ${what}${open}`.trimEnd();
}

function changeLine(row: PackageChangeRow): string {
  const { outcome, open, cell, before, after, theirs } = row;
  const other = open ? `；来件：${theirs || '（空）'}` : '';
  return `[${open ? '待决定' : OUTCOME_NAMES[outcome]}] ${placeText(row)}：${before || '（空）'} → ${after || '（空）'}${other}  {${cell}}`;
}

function coverageLine({ unitName, itemCode, itemName, scorers, missing }: CoverageRow): string {
  const gap = missing.length > 0 || scorers.length === 0;
  const whom = scorers.length > 0 ? `发给了${scorers.join('、')}` : '没有发给任何人';
  const still = missing.length > 0 ? `，还应发给${missing.join('、')}` : '';
  return `[${gap ? '空缺' : '重叠'}] ${unitName} · ${itemCode} ${itemName}：${whom}${still}`;
}

/** A row of the ledger by its number there, or by the package's own id. @throws {AppError} BAD_ARGUMENTS */
async function packageIdOf(workspace: Workspace, name: string): Promise<number> {
  const row = (await listPackages(workspace)).find(
    ({ id, uid, direction }) => String(id) === name.trim() || (uid === name.trim() && direction === 'in'),
  );
  if (!row) throw badArguments({ problem: `台账里没有编号“${name}”的数据包；编号见 package list。` });
  return row.id;
}

import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { AppError, type ErrorReport } from '@shared/errors/appError';
import { badArguments } from '@shared/errors/cli';
import { packageHeld, someNotMerged } from '@shared/errors/exchangeCli';
import { PACKAGE_KIND_NAMES } from '@shared/exchange/packageKind';
import { addCounts, countsText, NO_COUNTS, OUTCOME_NAMES, placeText } from '@shared/exchange/mergeWords';
import type { MergeChoices, MergeDone, PackagePreview, PreviewRow } from '@shared/ipc/practice/exchange';
import { makeSeatOf } from '../../services/exchange/makeSeatOf';
import { mergePrepared } from '../../services/exchange/mergePrepared';
import { prepareIncoming } from '../../services/exchange/prepareIncoming';
import { discardPrepared, type PreparedPackage } from '../../services/exchange/preparedPackage';
import { previewPrepared } from '../../services/exchange/previewPrepared';
import type { Workspace } from '../../services/workspace/workspace';
import { workspacePaths } from '../../services/workspace/workspacePaths';
import { reading, writing, type CliContext } from '../cliContext';
import { pairOption } from '../listOptions';
import { readPassphrase, splitPair } from '../readOptions';

interface Merge {
  readonly dryRun?: boolean;
  readonly take?: string[];
  readonly trust?: string;
  readonly reason?: string;
  readonly acceptLowering?: boolean;
  readonly passphraseEnv?: string;
  readonly files?: string;
  readonly json?: boolean;
}

/** What became of one file. */
type Outcome =
  | {
      readonly file: string;
      readonly done: MergeDone;
      /** What came that is no cell: a hand-in, an appeal, a decision. */
      readonly records: readonly PreviewRow[];
      /** The workspace was made of it. */
      readonly made: boolean;
    }
  | { readonly file: string; readonly error: ErrorReport };

/** merge: packages into this workspace; where there is none yet, a seat is made of them. */
export function registerMerge(program: Command, context: CliContext): void {
  program
    .command('merge')
    .description(
      '合并数据包；--workspace 指的文件夹里还没有考评库时，用任务包、评分包建立席位，用归档包建立只读的考评库',
    )
    .argument('<文件...>', '数据包（分卷的给任意一卷）、放着数据包的文件夹，或单位填好的自评表（.xlsx）')
    .option('--dry-run', '只看会改动什么，不合并')
    .addOption(
      pairOption(
        '--take <位置=ours|theirs>',
        '逐处决定：用本地（ours）还是来件（theirs）；位置见 --dry-run --json',
      ),
    )
    .option('--trust <指纹>', '第一次见到的密钥：和对方核对过的指纹')
    .option('--reason <理由>', '提前或逾期合并、降低得分时的理由')
    .option('--accept-lowering', '确认要降低或清空较多的内容')
    .option('--passphrase-env <变量名>', '口令放在这个环境变量里')
    .option('--files <文件夹或压缩包>', '自评表：佐证材料所在的文件夹或 .zip')
    .option('--json', '以 JSON 输出结果')
    .action((files: string[], options: Merge) => merge(context, files, options));
}

async function merge(context: CliContext, named: readonly string[], options: Merge): Promise<void> {
  const choices = choicesOf(options);
  const files = (await Promise.all(named.map(packagesAt))).flat();
  if (files.length > 1 && choices.decisions.length > 0) {
    throw badArguments({ problem: '--take 是对一个数据包说的，一次只能合并一个文件。' });
  }
  if (files.length > 1 && options.files !== undefined) {
    throw badArguments({ problem: '--files 是一张自评表的材料，一次只能收一张自评表。' });
  }
  if (options.dryRun === true)
    return reading(context, (workspace) => tryOut(context, workspace, files, options));
  const made = existsSync(workspacePaths(context.folder()).manifest)
    ? []
    : [await makeSeat(context, files[0] ?? '', options)];
  const rest = files.slice(made.length);
  const outcomes: Outcome[] = [...made];
  if (rest.length > 0) {
    await writing(context, async (workspace) => {
      for (const file of rest) {
        outcomes.push(await mergeOne(context, workspace, file, options, choices, files.length === 1));
      }
    });
  }
  report(context, outcomes, options.json === true);
}

/**
 * The packages of a folder in the order of their names, of a split one its first volume; a file is itself. Not every
 * shell spreads `*.fhpkg`.
 *
 * @throws {AppError} BAD_ARGUMENTS
 */
async function packagesAt(path: string): Promise<readonly string[]> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return [path];
  const first = new Map<string, string>();
  for (const name of (await readdir(path)).toSorted()) {
    const whole = /^(.+\.fhpkg)(?:\.\d{3})?$/i.exec(name)?.[1];
    if (whole !== undefined && !first.has(whole)) first.set(whole, join(path, name));
  }
  if (first.size === 0) {
    throw badArguments({
      problem: `文件夹“${path}”里没有数据包。`,
      todo: '请写明数据包（.fhpkg），或放着数据包的文件夹。',
    });
  }
  return [...first.values()];
}

async function makeSeat(context: CliContext, file: string, options: Merge): Promise<Outcome> {
  const { done, name, fingerprint } = await makeSeatOf(file, context.folder(), {
    passphrase: readPassphrase(options.passphraseEnv),
    signal: context.signal,
  });
  context.output.note(`已建立“${name}”。写包方的密钥指纹：${fingerprint}（可用电话核对）`);
  return { file, done, records: [], made: true };
}

/** @param alone a failure of the only file is the command's own. */
async function mergeOne(
  context: CliContext,
  workspace: Workspace,
  file: string,
  options: Merge,
  choices: MergeChoices,
  alone: boolean,
): Promise<Outcome> {
  try {
    const prepared = await prepare(context, workspace, file, options);
    try {
      const { key, facts, rows } = await previewPrepared(workspace, prepared);
      if (key.standing === 'proof') {
        context.output.note(
          `[说明] 第一次见到“${facts.from.name}”的密钥（${key.fingerprint}），它应答了本库发出的包，已证明。`,
        );
      }
      const done = await mergePrepared(workspace, prepared, choices);
      if (done.held !== '') throw packageHeld({ name: basename(file), why: done.held });
      const records = done.already === '' ? rows.filter(({ cell }) => cell === '') : [];
      return { file, done, records, made: false };
    } finally {
      await discardPrepared(prepared);
    }
  } catch (cause) {
    if (alone || !(cause instanceof AppError) || cause.report.code === 'CANCELLED') throw cause;
    return { file, error: cause.report };
  }
}

/** Reads one file; what was found in a form is said. */
async function prepare(
  { output, signal }: CliContext,
  workspace: Workspace,
  file: string,
  options: Merge,
): Promise<PreparedPackage> {
  const how = { passphrase: readPassphrase(options.passphraseEnv), materials: options.files ?? '', signal };
  const { prepared, problems } = await prepareIncoming(workspace, file, how);
  output.problems(problems);
  return prepared;
}

async function tryOut(
  context: CliContext,
  workspace: Workspace,
  files: readonly string[],
  options: Merge,
): Promise<void> {
  const previews: PackagePreview[] = [];
  for (const file of files) {
    const prepared = await prepare(context, workspace, file, options);
    try {
      previews.push(await previewPrepared(workspace, prepared));
    } finally {
      await discardPrepared(prepared);
    }
  }
  const [only] = previews.length === 1 ? previews : [];
  context.output.result(options.json === true, only ?? previews, previews.flatMap(previewLines));
}

function previewLines(preview: PackagePreview): string[] {
  const { facts, counts, rows, key, held, brake, already } = preview;
  return [
    `${facts.fileName}：${PACKAGE_KIND_NAMES[facts.kind]}，来自${facts.from.name}，${countsText(counts) || (rows.length > 0 ? '办理事项见下' : '没有变化')}`,
    ...(already === '' ? [] : [`  已于 ${already} 合并过`]),
    ...(key.standing === 'unknown' ? [`  第一次见到的密钥：${key.fingerprint}（核对后用 --trust）`] : []),
    ...(key.standing === 'changed' ? [`  密钥和以前的不同：${key.fingerprint}`] : []),
    ...(held === '' ? [] : [`  要先挂起：${held}（写 --reason 可以合并）`]),
    ...(brake
      ? [`  会降低或清空 ${brake.lowered}/${brake.cells} 处（写 --accept-lowering 和 --reason 可以合并）`]
      : []),
    ...rows.map(rowLine),
  ];
}

function rowLine(row: PreviewRow): string {
  const { outcome, ours, theirs, why, cell } = row;
  // What is no cell has no values to compare.
  const change = why === '' && cell !== '' ? `${ours || '（空）'} → ${theirs || '（空）'}` : why;
  const tail = [change === '' ? '' : `：${change}`, cell === '' ? '' : `  {${cell}}`].join('');
  return `  [${OUTCOME_NAMES[outcome]}] ${placeText(row)}${tail}`;
}

function report(context: CliContext, outcomes: readonly Outcome[], json: boolean): void {
  const { output } = context;
  const done = outcomes.flatMap((each) => ('done' in each ? [each] : []));
  const failed = outcomes.flatMap((each) => ('error' in each ? [each] : []));
  const counts = done.reduce((sum, { done: { counts: more } }) => addCounts(sum, more), NO_COUNTS);
  const packages = outcomes.map((each) =>
    'done' in each
      ? {
          file: each.file,
          ...each.done,
          already: each.done.already !== '',
          made: each.made,
          records: each.records.map(({ outcome, what, unitName, why }) => ({
            outcome,
            what,
            place: unitName,
            why,
          })),
        }
      : { file: each.file, error: each.error },
  );
  const already = failed.length === 0 && done.every(({ done: { already: when } }) => when !== '');
  output.result(json, { already, counts, packages }, done.flatMap(doneLines));
  for (const { file, done: each } of done) {
    if (each.already === '') continue;
    output.note(`“${basename(file)}”这个包已于 ${each.already} 合并，没有变化（PACKAGE_ALREADY_MERGED）`);
  }
  const [first] = failed;
  if (!first) return;
  const summary = someNotMerged({
    code: first.error.code,
    failed: failed.length,
    merged: done.length,
  }).report;
  output.error(failed.length === 1 ? { ...summary, code: first.error.code } : summary);
  for (const { file, error } of failed) {
    output.note(`[${error.code}] ${basename(file)}：${error.what} ${error.todo}`);
  }
  context.exitCode = 2;
}

const NOTHING = '没有变化';

function doneLines({ file, done, records, made }: Extract<Outcome, { done: MergeDone }>): string[] {
  const { counts, newFiles, snapshot, released, already } = done;
  if (already !== '') return [];
  const values = countsText(counts);
  const parts = [
    values === NOTHING ? '' : values,
    records.length > 0 ? `办理 ${records.length} 件` : '',
    newFiles > 0 ? `新材料 ${newFiles} 份` : '',
  ].filter((part) => part !== '');
  const what = parts.length > 0 ? parts.join('，') : made ? '考评库已建立' : NOTHING;
  return [
    `已合并：${basename(file)}，${what}`,
    ...records.map(rowLine),
    ...released.map((name) => `  等它的包也合并了：${name}`),
    ...(snapshot === '' ? [] : [`  合并前的副本：${snapshot}`]),
  ];
}

/** @throws {AppError} BAD_ARGUMENTS */
function choicesOf({ take = [], trust = '', reason = '', acceptLowering = false }: Merge): MergeChoices {
  return { decisions: readDecisions(take), trust, reason, acceptLowering };
}

/** `位置=ours`. @throws {AppError} BAD_ARGUMENTS */
export function readDecisions(pairs: readonly string[]): MergeChoices['decisions'] {
  return pairs.map((pair) => {
    const [cell, side] = splitPair('--take', pair);
    if (side !== 'ours' && side !== 'theirs') {
      throw badArguments({ problem: `--take 的等号后面应是 ours 或 theirs，现在是“${side}”。` });
    }
    return { cell, take: side };
  });
}

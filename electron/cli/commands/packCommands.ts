import { existsSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Argument, type Command } from 'commander';
import { AppError, type ErrorReport } from '@shared/errors/appError';
import { badArguments } from '@shared/errors/cli';
import { someNotWritten } from '@shared/errors/exchangeCli';
import { sizeText } from '@shared/evidence/evidenceType';
import {
  goesToUnits,
  PACKABLE_KINDS,
  PACKABLE_NAMES,
  packageFileName,
  type PackableKind,
} from '@shared/exchange/packageWords';
import { parseVolumeSize } from '@shared/exchange/volumeSize';
import type { PackDone } from '@shared/ipc/practice/exchange';
import { loadAssessment, type Assessment } from '../../services/assessment/assessment';
import { writeSelfForm } from '../../services/exchange/form/writeSelfForm';
import type { PackRequest } from '../../services/exchange/kinds/packageHandler';
import { packPackage } from '../../services/exchange/packPackage';
import type { PackOptions } from '../../services/exchange/writePacked';
import { itemsOf, unitsOf, writing, type CliContext } from '../cliContext';
import { listOption } from '../listOptions';
import { readPassphrase } from '../readOptions';

interface Pack {
  readonly unit?: string[];
  readonly item?: string[];
  readonly scorer?: string;
  readonly out: string;
  readonly passphraseEnv?: string;
  readonly split?: string;
  readonly note?: string;
  readonly leaveOut?: boolean;
  readonly withoutEvidence?: boolean;
  readonly json?: boolean;
}

const KINDS = PACKABLE_KINDS.map((kind) => `${kind} ${PACKABLE_NAMES[kind]}`).join('、');

/** pack: writes exchange packages. */
export function registerPack(program: Command, context: CliContext): void {
  program
    .command('pack')
    .description('写数据包（.fhpkg）或自评表（.xlsx），用U盘或邮件交给单位、评分员或考评办')
    .addArgument(new Argument('<种类>', KINDS).choices([...PACKABLE_KINDS]))
    .requiredOption('--out <文件.fhpkg>', '写到哪里；给几个单位时是文件夹，每个单位一个包')
    .addOption(listOption('--unit <编码...>', '发给哪些单位；评分包里是评哪些单位，不写时是全部'))
    .addOption(listOption('--item <编码...>', '评分包：哪些指标；不写时是分工给评分员的全部'))
    .option('--scorer <姓名>', '评分包：发给哪位评分员')
    .option('--passphrase-env <变量名>', '加口令；口令放在这个环境变量里')
    .option('--split <大小>', '分卷，每卷多大：20M、700K')
    .option('--note <附言>', '对方打开时看到的话')
    .option('--leave-out', '对方已有的佐证材料不再带')
    .option('--without-evidence', '归档包：不带佐证材料，只列出名称和校验值')
    .option('--json', '以 JSON 输出结果')
    .action((kind: PackableKind, options: Pack) => pack(context, kind, options));
}

async function pack(context: CliContext, kind: PackableKind, options: Pack): Promise<void> {
  const { output, signal } = context;
  const how: PackOptions = {
    passphrase: readPassphrase(options.passphraseEnv),
    ...(options.split === undefined ? {} : { volumeBytes: readSplit(options.split) }),
    ...{ leaveOut: options.leaveOut === true, signal },
  };
  await writing(context, async (workspace) => {
    const assessment = await loadAssessment(workspace);
    const asked = await packings(assessment, kind, options);
    const written: PackDone[] = [];
    const failed: Failed[] = [];
    for (const { unitId, request, target } of asked) {
      try {
        written.push(
          kind === 'form'
            ? await writeSelfForm(workspace, { unitId }, target)
            : await packPackage(workspace, { ...request, kind }, target, how),
        );
      } catch (cause) {
        // The only one's failure is the command's own; of several the others are written all the same.
        if (asked.length === 1 || !(cause instanceof AppError) || cause.report.code === 'CANCELLED')
          throw cause;
        failed.push({ unit: request.unitCodes.join('、'), error: cause.report });
      }
    }
    for (const { hints } of written) for (const hint of hints) output.note(`[提醒] ${hint}`);
    // One package is asked for by its own fields, several by a list.
    const [only] = asked.length === 1 ? written : [];
    output.result(options.json === true, only ?? [...written, ...failed], written.flatMap(packedLines));
    reportFailed(context, written.length, failed);
  });
}

/** One of several units, and why it has no package. */
interface Failed {
  readonly unit: string;
  readonly error: ErrorReport;
}

function reportFailed(context: CliContext, written: number, failed: readonly Failed[]): void {
  const [first] = failed;
  if (!first) return;
  const { output } = context;
  const { report } = someNotWritten({ failed: failed.length, written });
  output.error(failed.length === 1 ? { ...report, code: first.error.code } : report);
  for (const { unit, error } of failed) output.note(`[${error.code}] ${unit}：${error.what} ${error.todo}`);
  context.exitCode = 2;
}

interface Packing {
  /** Of the one unit it is for; 0 where it is for no unit. */
  readonly unitId: number;
  readonly request: Omit<PackRequest, 'kind'>;
  readonly target: string;
}

/** What is to be written: one package, or one for each unit. @throws {AppError} UNIT_CODE_UNKNOWN, ITEM_CODE_UNKNOWN … */
async function packings(
  assessment: Assessment,
  kind: PackableKind,
  { unit = [], item = [], scorer = '', out, note = '', withoutEvidence = false }: Pack,
): Promise<readonly Packing[]> {
  const units = unitsOf(assessment, unit);
  const itemCodes = itemsOf(assessment, item).map(({ code }) => code);
  const rest = { itemCodes, scorer, note, withoutEvidence };
  const target = resolve(out);
  const isFolder = existsSync(target) && statSync(target).isDirectory();
  if (!goesToUnits(kind)) {
    const unitCodes = units.map(({ code }) => code);
    const name = packageFileName(kind, { code: '', name: scorer }, assessment.cycle.year);
    return [{ unitId: 0, request: { ...rest, unitCodes }, target: isFolder ? join(target, name) : target }];
  }
  if (units.length === 0) {
    throw badArguments({ problem: `${PACKABLE_NAMES[kind]}要用 --unit 写明发给哪个单位。` });
  }
  if (units.length > 1 && !isFolder) {
    if (existsSync(target) || /\.(fhpkg|xlsx)$/i.test(target)) {
      throw badArguments({ problem: `发给几个单位时，--out 应是文件夹，现在是“${out}”。` });
    }
    await mkdir(target, { recursive: true });
  }
  return units.map((each) => ({
    unitId: each.id,
    request: { ...rest, unitCodes: [each.code] },
    target:
      isFolder || units.length > 1
        ? join(target, packageFileName(kind, each, assessment.cycle.year))
        : target,
  }));
}

function packedLines({ files, bytes, summary, absent, fingerprint }: PackDone): string[] {
  return [
    `已写出：${files.map((path) => basename(path)).join('、')}（${sizeText(bytes)}）`,
    ...(summary === '' ? [] : [`  ${summary}`]),
    ...(absent > 0 ? [`  ${absent} 份材料没有随包`] : []),
    `  密钥指纹：${fingerprint}`,
  ];
}

function readSplit(text: string): number {
  const bytes = parseVolumeSize(text);
  if (bytes === null) {
    throw badArguments({ problem: `--split 应写成 20M、700K 这样，至少 64K，现在是“${text}”。` });
  }
  return bytes;
}

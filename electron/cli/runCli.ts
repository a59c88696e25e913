import { Command, CommanderError } from 'commander';
import { AppError } from '@shared/errors/appError';
import { badArguments } from '@shared/errors/cli';
import { TableRefused } from '@shared/errors/scheme';
import { asAppErrorAt } from '../services/workspace/asAppError';
import { describeCommanderError, speakChinese } from './chineseHelp';
import { requireFolder, type CliContext } from './cliContext';
import { version } from '../../package.json';
import { registerAccount } from './commands/accountCommands';
import { registerAudit } from './commands/auditCommands';
import { registerYear } from './commands/yearCommands';
import { registerResult } from './commands/resultCommands';
import { registerMarking } from './commands/markingCommands';
import { registerInsight } from './commands/insightCommands';
import { registerReview } from './commands/reviewCommands';
import { registerCaseFile } from './commands/caseFileCommands';
import { registerRectification } from './commands/rectificationCommands';
import { registerCompute } from './commands/computeCommand';
import { registerExchange } from './commands/exchangeCommands';
import { registerEvidence } from './commands/evidenceCommands';
import { registerIndicators } from './commands/indicatorCommands';
import { registerInit } from './commands/initCommand';
import { registerScheme } from './commands/schemeCommands';
import { registerScores } from './commands/scoreCommands';
import { registerSurvey } from './commands/surveyCommands';
import { registerUnits } from './commands/unitCommands';
import { registerWorkspace } from './commands/workspaceCommands';
import { spreadPairs } from './listOptions';
import { Output } from './output';

/**
 * The command line: the same services without a window.
 *
 * @param argv arguments after the program's own name.
 * @returns the exit code: 0 done, 2 bad input or arguments, 1 a defect. All output has left the process by then.
 */
export async function runCli(argv: readonly string[], output = Output.ofProcess()): Promise<number> {
  const abort = new AbortController();
  const cancel = (): void => abort.abort();
  process.once('SIGINT', cancel);
  try {
    return await runProgram(argv, output, abort.signal);
  } finally {
    process.removeListener('SIGINT', cancel);
    await output.flush();
  }
}

async function runProgram(argv: readonly string[], output: Output, signal: AbortSignal): Promise<number> {
  const program = new Command('faheng');
  const folder = (): string | undefined => program.opts<{ workspace?: string }>().workspace;
  const person = (): string | undefined => program.opts<{ as?: string }>().as;
  const context: CliContext = {
    output,
    signal,
    folder: () => requireFolder(folder()),
    hasFolder: () => folder() !== undefined,
    person,
    exitCode: 0,
  };
  describeProgram(program, output, context);
  try {
    await program.parseAsync(spreadPairs(argv), { from: 'user' });
    return context.exitCode;
  } catch (cause) {
    if (cause instanceof CommanderError) return reportArguments(cause, output, program, argv);
    return await report(cause, output, folder() ?? '');
  }
}

function describeProgram(program: Command, output: Output, context: CliContext): void {
  speakChinese(program);
  program
    .description('法衡：法治政府建设考评（命令行）')
    .version(version, '--version', '显示版本')
    .option('--workspace <文件夹>', '考评库所在的文件夹')
    .option('--as <姓名>', '以谁的身份办理，口令放在环境变量 FAHENG_PASSWORD 里；不写时是没有口令的考评办')
    .exitOverride()
    // Its own errors are English; ours are printed by `report`.
    .configureOutput({
      writeOut: (text) => output.raw(text),
      writeErr: (text) => output.note(text.trimEnd()),
      outputError: () => undefined,
    });
  registerInit(program, context);
  registerIndicators(program, context);
  registerUnits(program, context);
  registerScores(program, context);
  registerEvidence(program, context);
  registerScheme(program, context);
  registerCompute(program, context);
  registerWorkspace(program, context);
  registerAccount(program, context);
  registerAudit(program, context);
  registerYear(program, context);
  registerResult(program, context);
  registerMarking(program, context);
  registerInsight(program, context);
  registerReview(program, context);
  registerCaseFile(program, context);
  registerRectification(program, context);
  registerSurvey(program, context);
  registerExchange(program, context);
}

/** What the window offers beside a refusal, said for the command line. */
const CLI_HINTS: Readonly<Partial<Record<string, string>>> = {
  CYCLE_STATE_FORBIDS: '命令行：cycle show 看现在的阶段，cycle move --to 阶段 推进或退回。',
  CYCLE_STEP_IMPOSSIBLE:
    '命令行：cycle move --to 依次写 published、selfEvaluating、reviewing、feedback、approved、archived。',
  PACKAGE_PASSPHRASE_NEEDED: '命令行：把口令放在一个环境变量里，加 --passphrase-env 变量名。',
  PACKAGE_PASSPHRASE_WRONG: '命令行：口令取自 --passphrase-env 指的环境变量。',
};

async function report(cause: unknown, output: Output, folder: string): Promise<number> {
  const known = await asAppErrorAt(cause, folder);
  if (known) {
    output.error(known.report);
    const hint = CLI_HINTS[known.report.code];
    if (hint !== undefined) output.note(hint);
    if (cause instanceof TableRefused) output.problems(cause.problems);
    return 2;
  }
  output.error(
    new AppError({
      code: 'INTERNAL_ERROR',
      what: `程序出现意外错误：${cause instanceof Error ? cause.message : String(cause)}`,
      kept: '已保存的内容都在。',
      todo: '请把下面的内容告诉技术人员。',
    }).report,
  );
  if (cause instanceof Error && cause.stack) output.note(cause.stack);
  return 1;
}

function reportArguments(
  cause: CommanderError,
  output: Output,
  program: Command,
  argv: readonly string[],
): number {
  if (cause.code === 'commander.helpDisplayed' || cause.code === 'commander.version') return 0;
  if (cause.code === 'commander.help') {
    // Asked for with the command help; otherwise no command was given, and the usage was shown for that.
    if (cause.exitCode === 0) return 0;
    output.error(
      badArguments({ problem: '没有写明要执行的命令。', todo: '请在下面列出的命令里选一个。' }).report,
    );
    return 2;
  }
  output.error(badArguments(describeCommanderError(cause, program, argv)).report);
  return 2;
}

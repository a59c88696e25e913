import { halfWidth } from '@shared/domain/points';
import { AppError } from '@shared/errors/appError';
import { passwordMustChange } from '@shared/errors/account';
import { itemCodeUnknown, unitCodeUnknown, workspaceNotNamed } from '@shared/errors/cli';
import { TableRefused } from '@shared/errors/scheme';
import type { ItemView, UnitView } from '@shared/ipc/views';
import { hasErrors } from '@shared/tables/problemList';
import type { TableProblem } from '@shared/tables/problem';
import { assertSignedIn } from '../services/access/assertMay';
import { signIn } from '../services/account/signIn';
import type { Assessment } from '../services/assessment/assessment';
import { backupIfDue } from '../services/backup/backupIfDue';
import { openWorkspace } from '../services/workspace/openWorkspace';
import type { Workspace } from '../services/workspace/workspace';
import type { Output } from './output';

/** What every command has at hand. */
export interface CliContext {
  readonly output: Output;
  readonly signal: AbortSignal;
  /** --workspace as typed. @throws {AppError} WORKSPACE_NOT_NAMED. */
  folder(): string;
  /** Whether --workspace was given. */
  hasFolder(): boolean;
  /** --as as typed: who works; left out: the office, while it has no password. */
  person(): string | undefined;
  /** A command that did its work but found the input wanting ends with this code. */
  exitCode: number;
}

/** @throws {AppError} WORKSPACE_NOT_NAMED. */
export function requireFolder(folder: string | undefined): string {
  if (!folder) throw workspaceNotNamed();
  return folder;
}

/** Runs a command that only looks; it works beside a window that has the workspace open. */
export async function reading<R>(
  context: CliContext,
  work: (workspace: Workspace) => Promise<R>,
): Promise<R> {
  const name = context.folder();
  const workspace = await openWorkspace(name, { readOnly: true }).catch((cause: unknown) => {
    // An older format has to be brought up to date once, also for those who only look.
    if (cause instanceof AppError && cause.report.code === 'WORKSPACE_NEEDS_UPGRADE') {
      return openWorkspace(name, { mustWrite: true });
    }
    throw cause;
  });
  return closing(workspace, async (open) => {
    await identify(context, open);
    return work(open);
  });
}

/**
 * Runs a command that writes.
 *
 * @throws {AppError} WORKSPACE_LOCKED while somebody else writes; NOT_SIGNED_IN and those of `signIn`.
 */
export async function writing<R>(
  context: CliContext,
  work: (workspace: Workspace) => Promise<R>,
  { mayChangePassword = false }: { readonly mayChangePassword?: boolean } = {},
): Promise<R> {
  return writingAsNobody(context, async (open) => {
    await identify(context, open, mayChangePassword);
    // Before the command, so that what it overwrites can be had back.
    await backupIfDue(open);
    return work(open);
  });
}

/** Runs what finds out itself who it is for. @throws {AppError} WORKSPACE_LOCKED */
export async function writingAsNobody<R>(
  { folder }: CliContext,
  work: (workspace: Workspace) => Promise<R>,
): Promise<R> {
  return closing(await openWorkspace(folder(), { mustWrite: true }), work);
}

/**
 * Who works: --as with the password from FAHENG_PASSWORD, else the office while it has no password.
 *
 * @throws {AppError} NOT_SIGNED_IN, PASSWORD_MUST_CHANGE, those of `signIn`
 */
async function identify(
  { person }: CliContext,
  workspace: Workspace,
  mayChangePassword = false,
): Promise<void> {
  const name = person();
  if (name === undefined) return assertSignedIn(workspace);
  const { mustChange } = await signIn(workspace, name, process.env['FAHENG_PASSWORD'] ?? '');
  if (mustChange && !mayChangePassword) throw passwordMustChange();
}

async function closing<R>(workspace: Workspace, work: (workspace: Workspace) => Promise<R>): Promise<R> {
  try {
    return await work(workspace);
  } finally {
    await workspace.close();
  }
}

/** Says everything that was found in a table. @throws {TableRefused} where a finding blocks it. */
export function showProblems({ output }: CliContext, problems: readonly TableProblem[]): void {
  if (hasErrors(problems)) throw new TableRefused(problems);
  output.problems(problems);
}

/** Findings of a trial run: shown, not thrown; the exit code tells. */
export function showTrialProblems(context: CliContext, problems: readonly TableProblem[]): void {
  if (!hasErrors(problems)) return context.output.problems(problems);
  context.output.error(new TableRefused(problems).report);
  context.output.problems(problems);
  context.exitCode = 2;
}

/** Findings as scripts read them. */
export function problemsAsJson(problems: readonly TableProblem[]): readonly TableProblem[] {
  return problems.map(({ sheet, cell, code, message, severity, remedy }) => ({
    sheet,
    cell,
    code,
    message,
    severity,
    remedy,
  }));
}

export function unitOf({ unitByCode, units }: Assessment, code: string): UnitView {
  const unit = unitByCode.get(code.trim()) ?? unitByCode.get(halfWidth(code));
  if (!unit) throw unitCodeUnknown({ code, known: units.map((known) => known.code) });
  return unit;
}

/** Units by their codes, each a word or several in one: `A01,A02`. @throws {AppError} UNIT_CODE_UNKNOWN */
export function unitsOf(assessment: Assessment, words: readonly string[]): UnitView[] {
  return partCodes(words, assessment.unitByCode).map((code) => unitOf(assessment, code));
}

/** The same for items. @throws {AppError} ITEM_CODE_UNKNOWN */
export function itemsOf(assessment: Assessment, words: readonly string[]): ItemView[] {
  return partCodes(words, assessment.itemByCode).map((code) => itemOf(assessment, code));
}

/** A code that is known as it stands may hold a comma of its own. */
function partCodes(words: readonly string[], known: ReadonlyMap<string, unknown>): string[] {
  return words
    .flatMap((word) => (known.has(word.trim()) ? [word] : word.split(/[,，、]/)))
    .filter((code) => code.trim() !== '');
}

export function itemOf({ itemByCode }: Assessment, code: string): ItemView {
  const item = itemByCode.get(code.trim()) ?? itemByCode.get(halfWidth(code));
  if (!item) throw itemCodeUnknown({ code });
  return item;
}

import { rm } from 'node:fs/promises';
import { AppError, type ErrorReport } from '@shared/errors/appError';
import { filesOfOthers, matchFormFiles } from '@shared/exchange/matchFormFiles';
import type { FormRow, ParsedForm } from '@shared/exchange/selfForm';
import type { UnitView } from '@shared/ipc/views';
import type { TableProblem } from '@shared/tables/problem';
import type { Assessment } from '../../assessment/assessment';
import type { AsideFile } from '../../evidence/evidenceStore';
import { takeAside } from '../../evidence/takeInEvidence';
import type { Workspace } from '../../workspace/workspace';
import type { TakenFile } from './formContents';
import { openFormFiles, type FormFile, type OpenFormFiles } from './formFiles';

export interface TakeFilesOptions {
  /** Folder or zip the evidence lies in; left out: none was handed in. */
  readonly files?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, label: string) => void;
}

/** Takes away the files of a form that is not to be merged; what was moved into the store stays there. */
export async function discardForm({ asides }: Pick<TakenFiles, 'asides'>): Promise<void> {
  for (const { path } of asides.values()) await rm(path, { force: true }).catch(() => undefined);
}

/** Files that go with items, waiting aside, and what was found of all of them. */
export interface TakenFiles {
  readonly files: readonly TakenFile[];
  readonly asides: ReadonlyMap<string, AsideFile>;
  readonly problems: readonly TableProblem[];
}

const NO_FILES: OpenFormFiles = { files: [], close: () => Promise.resolve() };

/** Judges and copies aside every file that goes with an item; what is refused or belongs nowhere is named. */
export async function takeFormFiles(
  workspace: Workspace,
  assessment: Assessment,
  unit: UnitView,
  rows: ReadonlyMap<string, FormRow>,
  { sheet }: ParsedForm,
  form: string,
  { files: place, signal, onProgress }: TakeFilesOptions,
): Promise<TakenFiles> {
  const codes = assessment.itemsOf(unit).map(({ code }) => code);
  const written = [...rows.values()].map(({ code, files, cells }) => ({
    ...{ code, lines: files, cell: cells.files },
  }));
  const opened =
    place === undefined ? NO_FILES : await openFormFiles(workspace, place, { without: form, signal });
  const asides = new Map<string, AsideFile>();
  try {
    const all = opened.files.map(({ path }) => path);
    const others = filesOfOthers(unit.code, assessment.units, all);
    const listed = opened.files.filter((_file, index) => !others.has(index));
    const paths = listed.map(({ path }) => path);
    const matched = matchFormFiles(codes, written, paths);
    const problems = [...fileProblems(matched, paths, sheet), ...ofOthers(others, all)];
    const took = new Map<number, { readonly name: string; readonly aside: AsideFile } | null>();
    const files: TakenFile[] = [];
    for (const [index, { code, file }] of matched.links.entries()) {
      signal?.throwIfAborted();
      onProgress?.(index, matched.links.length, '核对材料');
      if (!took.has(file)) took.set(file, await takeOne(workspace, listed[file], asides, problems, signal));
      const one = took.get(file);
      if (one) files.push({ code, name: one.name, sha256: one.aside.sha256, size: one.aside.size });
    }
    return { files, asides, problems };
  } catch (cause) {
    await discardForm({ asides });
    throw cause;
  } finally {
    await opened.close();
  }
}

/** What is not looked into: other archives, and zips in zips in zips. */
const PACKED = /\.(zip|rar|7z|tar|gz|tgz)$/i;

/** Refusals that say nothing of the file. */
const OF_THE_DISK: ReadonlySet<string> = new Set(['DISK_FULL', 'DISK_FAILED', 'FOLDER_READ_ONLY']);

async function takeOne(
  workspace: Workspace,
  file: FormFile | undefined,
  asides: Map<string, AsideFile>,
  problems: TableProblem[],
  signal?: AbortSignal,
): Promise<{ readonly name: string; readonly aside: AsideFile } | null> {
  if (!file) return null;
  const name = file.path.split('/').pop() ?? file.path;
  const result = await takeAside(workspace, { name, read: () => file.read(workspace, signal) });
  if ('error' in result) {
    // A full disk is nobody's file: the form would come in without half of its materials.
    if (OF_THE_DISK.has(result.error.code)) throw new AppError(result.error);
    problems.push(refused(result.error));
    return null;
  }
  const same = asides.get(result.aside.sha256);
  if (same) await rm(result.aside.path, { force: true });
  else asides.set(result.aside.sha256, result.aside);
  return { name: result.name, aside: same ?? result.aside };
}

const refused = ({ code, what, todo }: ErrorReport): TableProblem => ({
  ...{ severity: 'warning', code, sheet: '', cell: '', message: what, remedy: todo },
});

function ofOthers(others: ReadonlySet<number>, paths: readonly string[]): TableProblem[] {
  const [first] = others;
  if (first === undefined) return [];
  return [
    {
      ...{ severity: 'warning', code: 'FORM_FILES_OF_OTHERS', sheet: '', cell: '' },
      message: `${others.size} 份材料在别的单位的文件夹里（如“${paths[first] ?? ''}”），没有导入。`,
      remedy: '是这个单位的材料的，请移到它自己的文件夹里，再导入一次；不是的，不用处理。',
    },
  ];
}

function fileProblems(
  { missing, several, unused }: ReturnType<typeof matchFormFiles>,
  paths: readonly string[],
  sheet: string,
): TableProblem[] {
  const about = { severity: 'warning', sheet } as const;
  return [
    ...missing.map(({ code, name, cell }) => ({
      ...{ ...about, code: 'FORM_FILE_MISSING', cell, message: `${code} 写的材料“${name}”没有找到。` },
      remedy: '请核对文件名，或让单位补交这份材料；其余内容照常导入。',
    })),
    ...several.map(({ code, name, cell }) => ({
      ...{ ...about, code: 'FORM_FILE_SEVERAL', cell },
      message: `${code} 写的材料“${name}”有几份同名的，都归到了这一项。`,
      remedy: '不对的，请在文件名前加上指标编码，再导入一次。',
    })),
    ...unused.map((file) => ({
      ...{ ...about, sheet: '', code: 'FORM_FILE_UNUSED', cell: '' },
      message: `材料“${paths[file] ?? ''}”不知道归哪一项指标，没有导入。`,
      remedy: PACKED.test(paths[file] ?? '')
        ? '压缩包里的材料没有读：请解压成文件夹，再导入一次。'
        : '请在文件名前加上指标编码，或在“材料文件名”里写上它，再导入一次。',
    })),
  ];
}

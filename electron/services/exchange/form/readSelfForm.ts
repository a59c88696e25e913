import { rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ErrorReport } from '@shared/errors/appError';
import { formOtherCycle, formUnknown, notASelfForm } from '@shared/errors/selfForm';
import { matchFormFiles } from '@shared/exchange/matchFormFiles';
import { PACKAGE_FORMAT, PACKAGE_VERSION, type PackageManifest } from '@shared/exchange/packageManifest';
import { parseSelfForm, type FormRow, type ParsedForm } from '@shared/exchange/selfForm';
import type { UnitView } from '@shared/ipc/views';
import type { TableProblem } from '@shared/tables/problem';
import { hasErrors } from '@shared/tables/problemList';
import { isBlocking, wrongPoints } from '@shared/year/preflight';
import { findPackage, type StoredPackage } from '../../../database/exchangeRepository';
import { FORMAT_VERSION } from '../../../database/migrate';
import { listItemIdentities } from '../../../database/systemRepository';
import { readWorkbook } from '../../../workbook/readWorkbook';
import { version as appVersion } from '../../../../package.json';
import { loadAssessment, type Assessment } from '../../assessment/assessment';
import { hashFile, type AsideFile } from '../../evidence/evidenceStore';
import { takeAside } from '../../evidence/takeInEvidence';
import { withAppErrors } from '../../workspace/asAppError';
import type { Workspace } from '../../workspace/workspace';
import type { PackageContents } from '../kinds/packageHandler';
import { assertMayExchange } from '../mayExchange';
import { prepareContents, type PreparedPackage } from '../preparedPackage';
import { packedSystem, systemDigest } from '../packedSystem';
import { OFFICE_SIDE } from '../seatSide';
import { formBaseOf } from './formBase';
import { derivedUid, fillerOf, formData, type FilledForm, type TakenFile } from './formContents';
import { openFormFiles, type FormFile } from './formFiles';

export interface ReadFormOptions {
  /** Folder or zip the evidence lies in; left out: none was handed in. */
  readonly files?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, label: string) => void;
}

/** A filled-in form as a package of the unit; merged by the same ways as one. */
export interface ReadForm {
  readonly contents: PackageContents;
  /** Files waiting aside, by SHA-256; `discardForm` takes them away again. */
  readonly asides: ReadonlyMap<string, AsideFile>;
  readonly unit: { readonly code: string; readonly name: string };
  /** Findings; with an error among them nothing may be merged. */
  readonly problems: readonly TableProblem[];
  /** Whether the unit hands in with it. */
  readonly handsIn: boolean;
}

/**
 * Reads a filled-in form and the evidence handed in with it. Rows are found by their hidden marks, evidence by its names.
 * Reads only, files wait aside.
 *
 * @throws {AppError} NOT_A_SELF_FORM, FORM_UNKNOWN, FORM_OTHER_CYCLE, those of reading a workbook and of `openFormFiles`,
 *   CANCELLED; nothing is left aside then.
 */
export async function readSelfForm(
  workspace: Workspace,
  path: string,
  options: ReadFormOptions = {},
): Promise<ReadForm> {
  assertMayExchange(workspace);
  return withAppErrors(workspace.folder, async () => {
    const name = basename(path);
    const { sheets } = await readWorkbook(path, options.signal);
    const parsed = parseSelfForm(sheets);
    if (!parsed) throw notASelfForm({ name });
    const assessment = await loadAssessment(workspace);
    if (parsed.mark.cycleUid !== assessment.cycle.uid) throw formOtherCycle({ name });
    const stored = await findPackage(workspace.db, parsed.mark.id, 'out');
    const base = stored && formBaseOf(stored);
    const unit = assessment.unitByCode.get(parsed.mark.unitCode);
    if (!stored || !base || !unit || stored.unit_code !== unit.code) throw formUnknown({ name });
    const found = await findRows(workspace, assessment, unit, parsed);
    const problems = [...parsed.problems, ...found.problems];
    const taken = await takeFiles(workspace, assessment, unit, found.rows, parsed, path, options);
    try {
      const id = await idOf(stored, path, taken.files);
      const at = await filledAt(workspace, path, stored, id);
      const form: FilledForm = { unit, parsed, base, at, rows: found.rows, files: taken.files };
      return await finish(
        workspace,
        assessment,
        form,
        { id, answers: stored.uid },
        {
          ...{ asides: taken.asides, problems: [...problems, ...taken.problems] },
        },
      );
    } catch (cause) {
      await discardForm({ asides: taken.asides });
      throw cause;
    }
  });
}

/** A form that waits to be previewed and merged as a package does. */
export interface PreparedForm extends Omit<ReadForm, 'contents' | 'asides'> {
  /** null where an error among the problems keeps it from being merged; nothing waits then. */
  readonly prepared: PreparedPackage | null;
}

/**
 * Reads a filled-in form and lets it wait aside, to be previewed and merged by the same ways as the unit's own package.
 * Reads only, so that a job can do it.
 *
 * @throws {AppError} those of `readSelfForm`.
 */
export async function prepareSelfForm(
  workspace: Workspace,
  path: string,
  options: ReadFormOptions = {},
): Promise<PreparedForm> {
  const { contents, asides, ...read } = await readSelfForm(workspace, path, options);
  try {
    if (hasErrors(read.problems)) return { ...read, prepared: null };
    const { size: bytes } = await stat(path);
    const other = { contents, asides, path, name: basename(path), bytes };
    const prepared = await prepareContents(workspace, other);
    // Its id is made of what it holds: what differs from the first reading, a name corrected since, is not the unit's doing.
    const known = await findPackage(workspace.db, contents.manifest.id, 'in');
    return { ...read, prepared: { ...prepared, digest: known?.sha256 ?? prepared.digest } };
  } finally {
    await discardForm({ asides });
  }
}

/** Takes away the files of a form that is not to be merged; what was moved into the store stays there. */
export async function discardForm({ asides }: Pick<ReadForm, 'asides'>): Promise<void> {
  for (const { path } of asides.values()) await rm(path, { force: true }).catch(() => undefined);
}

async function finish(
  workspace: Workspace,
  assessment: Assessment,
  form: FilledForm,
  ids: Pick<PackageManifest, 'id' | 'answers'>,
  { asides, problems }: Pick<ReadForm, 'asides' | 'problems'>,
): Promise<ReadForm> {
  const { unit, parsed } = form;
  const { report } = await formData(workspace, assessment, form, false);
  const blocking = report.findings.filter(isBlocking);
  const handsIn = parsed.leader !== '' && blocking.length === 0 && !hasErrors(problems);
  const { data } = await formData(workspace, assessment, form, handsIn);
  return {
    ...{ asides, handsIn, unit: { code: unit.code, name: unit.name } },
    contents: { manifest: await manifestOf(workspace, assessment, form, ids), data },
    problems: [...problems, ...notHandedIn(parsed, blocking)],
  };
}

/** Why the form is taken over without counting as handed in. */
function notHandedIn(
  { leader, sheet }: ParsedForm,
  blocking: readonly { readonly code: string; readonly text: string }[],
): TableProblem[] {
  const about = { severity: 'warning', sheet, cell: '' } as const;
  if (leader === '') {
    return [
      {
        ...{ ...about, code: 'FORM_NOT_SIGNED', message: '没有填写审核人，导入后仍算填报中，不算提交。' },
        remedy: '单位确认提交的，请在“填报说明”里写上审核人后再导入；也可由考评办凭盖章的纸质表代为提交。',
      },
    ];
  }
  if (blocking.length === 0) return [];
  const first = blocking.slice(0, 5).map(({ code, text }) => `${code} ${text}`.trim());
  return [
    {
      ...{ ...about, code: 'FORM_NOT_COMPLETE' },
      message: `还有 ${blocking.length} 处没有填好，导入后仍算填报中，不算提交：${first.join('；')}${blocking.length > 5 ? '……' : ''}。`,
      remedy: '请单位补齐后交回，再导入一次；已导入的内容都在。',
    },
  ];
}

/** The rows of the unit's own table; what is missing keeps what stood. */
async function findRows(
  { db }: Pick<Workspace, 'db'>,
  assessment: Assessment,
  unit: UnitView,
  { rows, sheet }: ParsedForm,
): Promise<{ readonly rows: ReadonlyMap<string, FormRow>; readonly problems: readonly TableProblem[] }> {
  const uids = await listItemIdentities(db, assessment.cycle.systemId);
  const items = new Map(assessment.itemsOf(unit).map((item) => [uids.get(item.id) ?? '', item]));
  const found = new Map<string, FormRow>();
  const problems: TableProblem[] = [];
  for (const row of rows) {
    const item = items.get(row.uid);
    if (!item || item.code !== row.code) {
      problems.push({
        ...{ severity: 'error', code: 'FORM_ITEM_UNKNOWN', sheet, cell: row.cells.points },
        message: `指标 ${row.code} 不在“${unit.name}”的考核表里。`,
        remedy: '请核对是不是别的单位或别的年度的自评表；行标识被改动过的，请重新取一张空表。',
      });
      continue;
    }
    found.set(item.code, row);
    const wrong = wrongPoints({ item, points: row.points });
    if (wrong === '') continue;
    problems.push({
      ...{ severity: 'warning', code: 'FORM_POINTS_WRONG', sheet, cell: row.cells.points },
      ...{ message: `${row.code}：${wrong}。`, remedy: '会照填写的样子导入；请单位改正后再交一次。' },
    });
  }
  const lost = [...items.values()].filter(({ code }) => !found.has(code)).map(({ code }) => code);
  if (lost.length > 0 && !hasErrors(problems)) {
    problems.push({
      ...{ severity: 'warning', code: 'FORM_ROWS_MISSING', sheet, cell: '' },
      message: `表里缺少 ${lost.length} 项指标的行：${lost.slice(0, 10).join('、')}${lost.length > 10 ? '……' : ''}。`,
      remedy: '缺少的行保持原样；请不要删除行。',
    });
  }
  return { rows: found, problems };
}

interface TakenFiles {
  readonly files: readonly TakenFile[];
  readonly asides: ReadonlyMap<string, AsideFile>;
  readonly problems: readonly TableProblem[];
}

/** Judges and copies aside every file that goes with an item; what is refused or belongs nowhere is named. */
async function takeFiles(
  workspace: Workspace,
  assessment: Assessment,
  unit: UnitView,
  rows: ReadonlyMap<string, FormRow>,
  { sheet }: ParsedForm,
  form: string,
  { files: place, signal, onProgress }: ReadFormOptions,
): Promise<TakenFiles> {
  const codes = assessment.itemsOf(unit).map(({ code }) => code);
  const written = [...rows.values()].map(({ code, files, cells }) => ({
    ...{ code, lines: files, cell: cells.files },
  }));
  const opened =
    place === undefined ? { files: [], close: () => undefined } : await openFormFiles(place, form);
  const asides = new Map<string, AsideFile>();
  try {
    const paths = opened.files.map(({ path }) => path);
    const matched = matchFormFiles(codes, written, paths);
    const problems = fileProblems(matched, paths, sheet);
    const took = new Map<number, { readonly name: string; readonly aside: AsideFile } | null>();
    const files: TakenFile[] = [];
    for (const [index, { code, file }] of matched.links.entries()) {
      signal?.throwIfAborted();
      onProgress?.(index, matched.links.length, '核对材料');
      if (!took.has(file))
        took.set(file, await takeOne(workspace, opened.files[file], asides, problems, signal));
      const one = took.get(file);
      if (one) files.push({ code, name: one.name, sha256: one.aside.sha256, size: one.aside.size });
    }
    return { files, asides, problems };
  } catch (cause) {
    await discardForm({ asides });
    throw cause;
  } finally {
    opened.close();
  }
}

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
      remedy: '请在文件名前加上指标编码，或在“材料文件名”里写上它，再导入一次。',
    })),
  ];
}

/** The same form with the same files is the same package, however often it is read. */
async function idOf({ uid }: StoredPackage, path: string, files: readonly TakenFile[]): Promise<string> {
  return derivedUid([
    uid,
    await hashFile(path),
    ...files.map(({ code, sha256 }) => `${code}:${sha256}`).sort(),
  ]);
}

/** When the form was last saved, as far as that can be: not before it was handed out, not after now, and once for all. */
async function filledAt(
  { clock, db }: Pick<Workspace, 'clock' | 'db'>,
  path: string,
  { at }: Pick<StoredPackage, 'at'>,
  id: string,
): Promise<string> {
  const known = await findPackage(db, id, 'in');
  if (known) return known.created_at;
  const saved = (await stat(path)).mtime.toISOString();
  const now = clock().toISOString();
  if (saved < at) return at;
  return saved > now ? now : saved;
}

async function manifestOf(
  { db }: Pick<Workspace, 'db'>,
  { cycle }: Assessment,
  { unit, parsed, at }: FilledForm,
  { id, answers }: Pick<PackageManifest, 'id' | 'answers'>,
): Promise<PackageManifest> {
  const system = await packedSystem(db, cycle.systemId);
  return {
    ...{ format: PACKAGE_FORMAT, version: PACKAGE_VERSION, kind: 'self', id, answers },
    ...{ createdAt: at, author: fillerOf({ parsed, unit }), appVersion, note: '自评表' },
    workspace: { id: `form-${answers}`, name: unit.name, formatVersion: FORMAT_VERSION },
    from: { seat: 'unit', unitCode: unit.code, unitName: unit.name, scorer: '' },
    to: OFFICE_SIDE,
    cycle: { uid: cycle.uid, year: cycle.year, name: cycle.name, state: cycle.state },
    system: { uid: system.uid, title: system.title, version: system.version, digest: systemDigest(system) },
    ...{ sequence: 0, files: [], absent: [], key: '', officeKey: '', proof: '' },
  };
}

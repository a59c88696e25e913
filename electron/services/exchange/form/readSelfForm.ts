import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { formOtherCycle, formUnknown, notASelfForm } from '@shared/errors/selfForm';
import type { PackageManifest } from '@shared/exchange/packageManifest';
import { parseSelfForm, type FormRow, type ParsedForm } from '@shared/exchange/selfForm';
import type { UnitView } from '@shared/ipc/views';
import type { TableProblem } from '@shared/tables/problem';
import { hasErrors } from '@shared/tables/problemList';
import { isBlocking, wrongPoints } from '@shared/year/preflight';
import { findPackage, listMergedAnswers } from '../../../database/exchangeRepository';
import { findSubmission } from '../../../database/submissionRepository';
import { listItemIdentities } from '../../../database/systemRepository';
import { readWorkbook } from '../../../workbook/readWorkbook';
import { loadAssessment, type Assessment } from '../../assessment/assessment';
import type { AsideFile } from '../../evidence/evidenceStore';
import { withAppErrors } from '../../workspace/asAppError';
import type { Workspace } from '../../workspace/workspace';
import type { PackageContents } from '../kinds/packageHandler';
import { assertMayExchange } from '../mayExchange';
import { prepareContents, type PreparedPackage } from '../preparedPackage';
import { formBaseOf } from './formBase';
import { formData, type FilledForm } from './formContents';
import { filledAt, formIdOf, formManifest, olderForm, roundOf } from './formManifest';
import { discardForm, takeFormFiles, type TakeFilesOptions } from './takeFormFiles';

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
  options: TakeFilesOptions = {},
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
    const taken = await takeFormFiles(workspace, assessment, unit, found.rows, parsed, path, options);
    try {
      const ids = { id: await formIdOf(stored, path, taken.files), answers: stored.uid };
      const at = await filledAt(workspace, path, stored, ids.id);
      const { round, problems } = await roundOf(workspace, unit.id, base, at, parsed);
      const others = (await listMergedAnswers(workspace.db, stored.uid)).filter(({ uid }) => uid !== ids.id);
      const saved = others.map(({ created_at: created }) => created);
      const later = saved
        .filter((each) => each > at)
        .sort()
        .at(-1);
      const form: FilledForm = {
        ...{ unit, parsed, base, round, at, files: taken.files },
        // What the unit saved later stands: of an older filling only the files are taken.
        rows: later === undefined ? found.rows : new Map(),
        earlier: saved,
        isOlder: later !== undefined,
      };
      return await finish(workspace, assessment, form, ids, {
        asides: taken.asides,
        problems: [
          ...parsed.problems,
          ...(later === undefined ? found.problems : [olderForm(at, later, parsed)]),
          ...taken.problems,
          ...(later === undefined ? problems : []),
        ],
      });
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
  options: TakeFilesOptions = {},
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

async function finish(
  workspace: Workspace,
  assessment: Assessment,
  form: FilledForm,
  ids: Pick<PackageManifest, 'id' | 'answers'>,
  { asides, problems }: Pick<ReadForm, 'asides' | 'problems'>,
): Promise<ReadForm> {
  const { unit, parsed } = form;
  const { report, saysMore } = await formData(workspace, assessment, form, false);
  const blocking = report.findings.filter(isBlocking);
  const counts = !form.isOlder && !hasErrors(problems);
  const stored = await findSubmission(workspace.db, unit.id);
  // Saved once more without a change, it was handed in when it was, not now.
  const isHandedIn = !saysMore && stored?.state === 'submitted' && stored.round === form.round;
  const handsIn = counts && !isHandedIn && parsed.leader !== '' && blocking.length === 0;
  const { data } = await formData(workspace, assessment, form, handsIn);
  return {
    ...{ asides, handsIn, unit: { code: unit.code, name: unit.name } },
    contents: { manifest: await formManifest(workspace, assessment, form, ids), data },
    problems: counts ? [...problems, ...notHandedIn(parsed, blocking)] : problems,
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
  { rows, sheet, problems: parsed }: ParsedForm,
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
  if (lost.length > 0 && !hasErrors([...parsed, ...problems])) {
    problems.push({
      ...{ severity: 'warning', code: 'FORM_ROWS_MISSING', sheet, cell: '' },
      message: `表里缺少 ${lost.length} 项指标的行：${lost.slice(0, 10).join('、')}${lost.length > 10 ? '……' : ''}。`,
      remedy: '缺少的行保持原样；请不要删除行。',
    });
  }
  return { rows: found, problems };
}

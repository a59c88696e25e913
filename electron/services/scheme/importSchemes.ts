import { refuseTableErrors } from '@shared/errors/scheme';
import type { SchemeView } from '@shared/ipc/views';
import type { TableProblem } from '@shared/tables/problem';
import { isSameName } from '@shared/domain/sameName';
import { SCHEME_SHEET, type SchemeTable } from '@shared/tables/schemeTable';
import { readSchemes } from '../../workbook/schemeWorkbook';
import { loadAssessment } from '../assessment/assessment';
import type { Workspace } from '../workspace/workspace';
import { saveSchemes, type SchemeToSave } from './saveScheme';

/** Reads sheet 方案 and saves its schemes, all or none. @throws {AppError} as `applySchemes` and for unreadable files. */
export async function importSchemes(
  workspace: Workspace,
  path: string,
  signal?: AbortSignal,
): Promise<readonly SchemeView[]> {
  return applySchemes(workspace, await readSchemes(path, signal));
}

/**
 * Saves the schemes of a table, all or none.
 *
 * @throws {TableRefused} with every finding: LAW_WEIGHT_BELOW_10 where a share is too small, otherwise IMPORT_BLOCKED.
 */
export async function applySchemes(
  workspace: Workspace,
  { schemes, problems, groupCells = {} }: SchemeTable,
): Promise<readonly SchemeView[]> {
  const { groups } = await loadAssessment(workspace);
  const unknown: TableProblem[] = [];
  const toSave = schemes.flatMap(({ group, components }): SchemeToSave[] => {
    const known = groups.find(({ name }) => isSameName(name, group));
    if (known) return [{ groupId: known.id, components }];
    unknown.push(unknownGroup(group, groupCells[group] ?? '', groups));
    return [];
  });
  refuseTableErrors([...problems, ...unknown]);
  return saveSchemes(workspace, toSave);
}

function unknownGroup(
  group: string,
  cell: string,
  groups: readonly { readonly name: string }[],
): TableProblem {
  return {
    severity: 'error',
    code: 'UNIT_GROUP_UNKNOWN',
    sheet: SCHEME_SHEET,
    cell,
    message: `考评库里没有单位类别“${group}”。`,
    remedy: `请改成现有的类别：${groups.map(({ name }) => name).join('、')}。`,
  };
}

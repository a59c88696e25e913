import { writeIndicatorTable } from '../../workbook/indicatorWorkbook';
import type { Workspace } from '../workspace/workspace';
import { requireSystem } from './draft';

/** Writes one version as an indicator table that imports unchanged. @throws {AppError} SYSTEM_NOT_FOUND and those of writing a file. */
export async function exportIndicatorSystem(
  workspace: Workspace,
  systemId: number,
  path: string,
): Promise<void> {
  const { system, items } = await requireSystem(workspace, systemId);
  await writeIndicatorTable({ ...system, items: items.map(({ id: _id, ...item }) => item) }, path);
}

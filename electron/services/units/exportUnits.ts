import { writeUnitTable } from '../../workbook/unitWorkbook';
import type { Workspace } from '../workspace/workspace';
import { listUnits } from './listUnits';

/** Writes all units as a unit table that imports unchanged. */
export async function exportUnits(workspace: Workspace, path: string): Promise<void> {
  await writeUnitTable(await listUnits(workspace), path);
}

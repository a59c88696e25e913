import {
  parseUnitTable,
  UNIT_COLUMNS,
  UNIT_SHEET,
  unitTableRows,
  type UnitTable,
  type UnitTableOptions,
} from '@shared/tables/unitTable';
import type { Unit } from '@shared/domain/unit';
import { readWorkbook } from './readWorkbook';
import { writeTables } from './writeTable';

const WIDTHS = [14, 32, 16, 22, 22, 8];

/** Reads a unit table from a workbook. @throws {AppError} when the file is no readable workbook; the rest stands in `problems`. */
export async function readUnitTable(
  path: string,
  options: UnitTableOptions = {},
  signal?: AbortSignal,
): Promise<UnitTable> {
  const { sheets } = await readWorkbook(path, signal);
  return parseUnitTable(sheets, options);
}

/** Writes the unit table; it imports unchanged. */
export async function writeUnitTable(
  units: readonly Unit[],
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  const columns = UNIT_COLUMNS.map(({ heading }, index) => ({
    heading,
    width: WIDTHS[index] ?? 16,
    ...(heading === '排序' ? { numbers: 'whole' as const } : {}),
  }));
  await writeTables(path, [{ name: UNIT_SHEET, columns, rows: unitTableRows(units) }], signal);
}

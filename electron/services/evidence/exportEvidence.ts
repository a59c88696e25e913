import { constants, copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { AppError } from '@shared/errors/appError';
import { shortPoints } from '@shared/domain/points';
import { exportedFileName, itemFolderName, uniqueName, unitFolderName } from '@shared/evidence/evidenceName';
import { assertMay } from '../access/assertMay';
import { loadCurrentCycle } from '../../database/cycleRepository';
import type { Schema } from '../../database/schema';
import { writeTables } from '../../workbook/writeTable';
import { buildFolderAside } from '../workspace/folderAside';
import type { Workspace } from '../workspace/workspace';
import { verifiedPath } from './openEvidence';

export interface ExportEvidenceOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, label: string) => void;
}

export interface ExportedEvidence {
  readonly files: number;
  /** Files that were lost or altered; they stand in the index with a remark. */
  readonly damaged: readonly string[];
}

interface ExportRow {
  readonly unitCode: string;
  readonly unitName: string;
  readonly shortName: string;
  readonly itemCode: string;
  readonly itemName: string;
  readonly points: number;
  readonly name: string;
  readonly documentNumber: string;
  readonly formedOn: string;
  readonly sha256: string;
  readonly size: number;
  /** Place among the item's files of this unit, from 1. */
  readonly place: number;
}

const INDEX_NAME = '佐证材料目录.xlsx';

const INDEX_COLUMNS = [
  { heading: '序号', width: 6 },
  { heading: '单位编码', width: 10 },
  { heading: '单位名称', width: 24 },
  { heading: '指标编号', width: 10 },
  { heading: '指标名称', width: 28 },
  { heading: '材料名称', width: 34 },
  { heading: '文号', width: 22 },
  { heading: '日期', width: 12 },
  { heading: '页码范围', width: 10, input: true },
  { heading: '文件名', width: 46 },
  { heading: '对应分值', width: 10 },
  { heading: '备注', width: 24, input: true },
] as const;

/**
 * Copies the whole catalogue of evidence into a new folder, one folder for each unit and item, with an index workbook
 * (practice page §11). Each file is checked against its hash on the way out. Built beside the folder and renamed.
 *
 * @throws {AppError} FOLDER_NOT_EMPTY, DISK_FULL …; then there is no folder.
 */
export async function exportEvidence(
  workspace: Workspace,
  folder: string,
  options: ExportEvidenceOptions = {},
): Promise<ExportedEvidence> {
  assertMay(workspace, 'readAll');
  return buildFolderAside(folder, 'evidence', (aside) => fillFolder(workspace, aside, options));
}

async function fillFolder(
  workspace: Workspace,
  folder: string,
  { signal, onProgress }: ExportEvidenceOptions,
): Promise<ExportedEvidence> {
  const rows = await listLinks(workspace.reader, (await loadCurrentCycle(workspace.reader)).id);
  const damaged: string[] = [];
  const index: string[][] = [];
  const names = new NamesByFolder();
  for (const [number, row] of rows.entries()) {
    signal?.throwIfAborted();
    onProgress?.(number, rows.length, '导出佐证材料');
    const place = join(
      unitFolderName(row.unitCode, row.shortName),
      itemFolderName(row.itemCode, row.itemName),
    );
    const fileName = names.take(place, exportedFileName(row.itemCode, row.place, row.name, row.formedOn));
    const remark = await copyOut(workspace, row, join(folder, place), fileName);
    if (remark) damaged.push(`${row.unitName} ${row.itemCode} ${row.name}`);
    index.push(indexRow(number + 1, row, remark ? '' : join(place, fileName), remark));
  }
  await writeTables(
    join(folder, INDEX_NAME),
    [{ name: '佐证材料目录', columns: INDEX_COLUMNS, rows: index }],
    signal,
  );
  return { files: rows.length - damaged.length, damaged };
}

/** Codes that differ only in signs no file system takes share a folder: no file may be written over another there. */
class NamesByFolder {
  readonly #taken = new Map<string, Set<string>>();

  take(folder: string, name: string): string {
    const key = folder.toLowerCase();
    const taken = this.#taken.get(key) ?? new Set<string>();
    const free = uniqueName(name, taken);
    this.#taken.set(key, taken.add(free.toLowerCase()));
    return free;
  }
}

/** @returns '' where it was copied, otherwise what is wrong with the file. */
async function copyOut(
  workspace: Workspace,
  row: ExportRow,
  folder: string,
  fileName: string,
): Promise<string> {
  try {
    const from = await verifiedPath(workspace, row.sha256, row);
    await mkdir(folder, { recursive: true });
    await copyFile(from, join(folder, fileName), constants.COPYFILE_EXCL);
    return '';
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    return cause.report.code === 'EVIDENCE_MISSING' ? '文件缺失，未导出' : '文件被改动，未导出';
  }
}

function indexRow(number: number, row: ExportRow, fileName: string, remark: string): string[] {
  return [
    String(number),
    row.unitCode,
    row.unitName,
    row.itemCode,
    row.itemName,
    row.name,
    row.documentNumber,
    row.formedOn,
    '',
    fileName.replaceAll('\\', '/'),
    row.points > 0 ? shortPoints(row.points) : '',
    remark,
  ];
}

async function listLinks(db: Kysely<Schema>, cycleId: number): Promise<readonly ExportRow[]> {
  const result = await sql<ExportRow>`
    SELECT u.code AS unitCode, u.name AS unitName, u.short_name AS shortName, i.code AS itemCode, i.name AS itemName,
      i.points, e.name, e.document_number AS documentNumber, e.formed_on AS formedOn, e.sha256, f.size,
      row_number() OVER (PARTITION BY u.id, i.id ORDER BY l.position, e.id) AS place
    FROM evidence_link l JOIN evidence e ON e.id = l.evidence_id JOIN evidence_file f ON f.sha256 = e.sha256
      JOIN unit u ON u.id = e.unit_id JOIN item i ON i.id = l.item_id
    WHERE u.cycle_id = ${cycleId}
    ORDER BY u.position, u.id, i.position, place`.execute(db);
  return result.rows;
}

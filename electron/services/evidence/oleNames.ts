import type { FileHandle } from 'node:fs/promises';

const ENTRY = 128;
const LAST_SECTOR = 0xfffffffa;
/** Directory sectors read: far more than a document has, and an end to a chain made to go round. */
const MAX_SECTORS = 256;

/**
 * Names of the streams of an OLE container (.doc, .xls, .ppt, .wps, .et, password-protected .docx).
 *
 * @returns null where it is damaged.
 */
export async function readOleNames(file: FileHandle): Promise<ReadonlySet<string> | null> {
  const header = await readAt(file, 0, 512);
  if (!header) return null;
  const sectorSize = 1 << header.readUInt16LE(30);
  if (sectorSize !== 512 && sectorSize !== 4096) return null;
  const names = new Set<string>();
  let sector = header.readUInt32LE(48);
  for (let count = 0; sector < LAST_SECTOR && count < MAX_SECTORS; count += 1) {
    const entries = await readAt(file, (sector + 1) * sectorSize, sectorSize);
    if (!entries) return null;
    for (let at = 0; at < sectorSize; at += ENTRY) names.add(entryName(entries.subarray(at, at + ENTRY)));
    const next = await nextSector(file, header, sector, sectorSize);
    if (next === null) return names;
    sector = next;
  }
  return names;
}

function entryName(entry: Buffer): string {
  const bytes = Math.min(entry.readUInt16LE(64), 64);
  return bytes >= 2 ? entry.subarray(0, bytes - 2).toString('utf16le') : '';
}

/** Next sector of a chain by the allocation table; null where the table cannot be followed (very large files). */
async function nextSector(
  file: FileHandle,
  header: Buffer,
  sector: number,
  sectorSize: number,
): Promise<number | null> {
  const perSector = sectorSize / 4;
  const table = Math.floor(sector / perSector);
  if (table >= 109) return null;
  const tableSector = header.readUInt32LE(76 + table * 4);
  if (tableSector >= LAST_SECTOR) return null;
  const cell = await readAt(file, (tableSector + 1) * sectorSize + (sector % perSector) * 4, 4);
  return cell ? cell.readUInt32LE(0) : null;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer | null> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return bytesRead === length ? buffer : null;
}

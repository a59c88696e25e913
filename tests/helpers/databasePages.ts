/** Pages of SQLite's file format (sqlite.org/fileformat2.html), as far as a test needs them to aim at a table. */
export interface UsedBytes {
  /** Offsets in the file of the bytes that hold rows. */
  readonly offsets: readonly number[];
}

const INTERIOR_INDEX = 0x02;
const INTERIOR_TABLE = 0x05;
const LEAF_INDEX = 0x0a;

/** Every byte of the cells of a b-tree: what rows are made of, not the free space between them. */
export function cellBytes(file: Buffer, rootPage: number): number[] {
  const pageSize = file.readUInt16BE(16) === 1 ? 65_536 : file.readUInt16BE(16);
  const offsets: number[] = [];
  const visit = (page: number): void => {
    const start = (page - 1) * pageSize;
    const head = start + (page === 1 ? 100 : 0);
    const kind = file[head] ?? 0;
    const interior = kind === INTERIOR_INDEX || kind === INTERIOR_TABLE;
    const cells = file.readUInt16BE(head + 3);
    const pointers = head + (interior ? 12 : 8);
    for (let cell = 0; cell < cells; cell++) {
      const at = start + file.readUInt16BE(pointers + 2 * cell);
      if (interior) visit(file.readUInt32BE(at));
      const body = interior ? at + 4 : at;
      const [payload, read] = varint(file, body);
      if (kind === INTERIOR_TABLE) continue;
      const rowid = kind === INTERIOR_INDEX || kind === LEAF_INDEX ? 0 : varint(file, body + read)[1];
      // Rows here are shorter than a page; the rest of a longer one would lie on overflow pages.
      const end = Math.min(body + read + rowid + payload, start + pageSize);
      for (let offset = body; offset < end; offset++) offsets.push(offset);
    }
    if (interior) visit(file.readUInt32BE(head + 8));
  };
  visit(rootPage);
  return offsets;
}

function varint(file: Buffer, at: number): [value: number, bytes: number] {
  let value = 0;
  for (let read = 0; read < 9; read++) {
    const byte = file[at + read] ?? 0;
    value = value * 128 + (byte & 0x7f);
    if ((byte & 0x80) === 0) return [value, read + 1];
  }
  return [value, 9];
}

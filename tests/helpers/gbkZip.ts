import { ZipFile } from 'yazl';

/** Chinese signs to GBK, by asking the decoder about every pair of bytes. */
function gbkTable(): ReadonlyMap<string, Buffer> {
  const decoder = new TextDecoder('gbk');
  const table = new Map<string, Buffer>();
  for (let lead = 0xa1; lead <= 0xf7; lead += 1) {
    for (let trail = 0xa1; trail <= 0xfe; trail += 1) {
      const bytes = Buffer.from([lead, trail]);
      table.set(decoder.decode(bytes), bytes);
    }
  }
  return table;
}

/** A zip as Windows and the usual Chinese packers write it: names in GBK, which nothing says. */
export async function aGbkZip(files: readonly (readonly [string, Buffer])[]): Promise<Buffer> {
  const gbk = gbkTable();
  const zip = new ZipFile();
  // Other names of as many bytes, which are put in their places afterwards.
  const names = files.map(([name], index) => {
    const raw = Buffer.concat([...name].map((sign) => gbk.get(sign) ?? Buffer.from(sign)));
    return { raw, stand: `${String(index).padStart(4, '0')}${'~'.repeat(raw.length)}`.slice(0, raw.length) };
  });
  for (const [index, [, bytes]] of files.entries()) zip.addBuffer(bytes, names[index]?.stand ?? '');
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  const all = Buffer.concat(chunks);
  for (const { raw, stand } of names) {
    for (let at = all.indexOf(stand); at >= 0; at = all.indexOf(stand, at + 1)) raw.copy(all, at);
  }
  clearUtf8Flag(all, 0x04034b50, 6);
  clearUtf8Flag(all, 0x02014b50, 8);
  return all;
}

/** In every header of a kind. */
function clearUtf8Flag(zip: Buffer, signature: number, at: number): void {
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(signature);
  for (let header = zip.indexOf(mark); header >= 0; header = zip.indexOf(mark, header + 4)) {
    zip.writeUInt16LE(zip.readUInt16LE(header + at) & ~0x0800, header + at);
  }
}

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ZipFile } from 'yazl';

/** A small real PDF with one line of text. */
export function aPdf(line = 'faheng'): Buffer {
  return Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n% ${line}\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  );
}

/** Bytes of a zip holding files of these names. */
export async function aZip(names: readonly string[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const name of names) zip.addBuffer(Buffer.from(`content of ${name}`), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The smallest OLE container whose directory names one stream. */
export function anOleFile(stream: string): Buffer {
  const file = Buffer.alloc(512 * 3, 0xff);
  file.fill(0, 0, 76);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(0, 48);
  file.writeUInt32LE(1, 76);
  file.fill(0, 512, 1024);
  writeName(file, 512, 'Root Entry');
  writeName(file, 640, stream);
  file.writeUInt32LE(0xfffffffe, 1024);
  return file;
}

function writeName(file: Buffer, at: number, name: string): void {
  file.write(name, at, 'utf16le');
  file.writeUInt16LE((name.length + 1) * 2, at + 64);
}

/** Writes bytes under a name in a folder. @returns the path. */
export async function fileOf(folder: string, name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

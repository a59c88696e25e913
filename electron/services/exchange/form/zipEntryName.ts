import { crc32 } from 'node:zlib';
import type { Entry } from 'yauzl';

/** Bit 11 of the flags: the name is UTF-8. */
const UTF8_FLAG = 0x0800;
/** Extra field of Info-ZIP: the name once more, in UTF-8. */
const UNICODE_PATH = 0x7075;

/**
 * Name of an entry, its folders parted by `/`. Windows and the usual Chinese packers write GBK without saying so, macOS
 * writes UTF-8 without saying so either.
 *
 * @param entry  read with `decodeStrings: false`.
 */
export function zipEntryName({ fileNameRaw, generalPurposeBitFlag, extraFields }: Entry): string {
  const name =
    (generalPurposeBitFlag & UTF8_FLAG) !== 0
      ? decode(fileNameRaw, 'utf-8')
      : (unicodePath(fileNameRaw, extraFields) ?? undeclared(fileNameRaw));
  return name.replace(/\\/g, '/');
}

function unicodePath(raw: Buffer, fields: Entry['extraFields']): string | undefined {
  const data = fields.find(({ id }) => id === UNICODE_PATH)?.data;
  // Version 1, then the check sum of the name it stands for: a name changed later has lost it.
  if (!data || data.length < 6 || data[0] !== 1 || data.readUInt32LE(1) !== crc32(raw)) return undefined;
  return strict(data.subarray(5), 'utf-8');
}

/** GBK, unless it is UTF-8 with Chinese in it: what reads so by chance is no name anybody gives. */
function undeclared(raw: Buffer): string {
  const utf8 = strict(raw, 'utf-8');
  if (utf8 !== undefined && (/\p{Script=Han}/u.test(utf8) || !/[^\0-\x7f]/.test(utf8))) return utf8;
  return strict(raw, 'gb18030') ?? utf8 ?? decode(raw, 'gb18030');
}

const decode = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes);

function strict(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Whether a name stays inside the folder it would be unpacked into, on any system. */
export function staysInside(name: string): boolean {
  if (name === '' || name.includes('\0') || name.startsWith('/') || /^[a-z]:/i.test(name)) return false;
  return !name.split('/').includes('..');
}

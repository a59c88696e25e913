import { open } from 'node:fs/promises';

const ZIP_SIGNATURE = Buffer.from('504b0304', 'hex');
const OLE_SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** A local header of a ZIP: the length of its entry's name, and where the name begins. */
const NAME_LENGTH = 26;
const NAME = 30;
const HEAD_BYTES = 256;
/** The names spreadsheet programs give to what they write first. */
const OF_WORKBOOK = /^(\[Content_Types\]\.xml|_rels\/|docProps\/|xl\/)/;
const CALLED_WORKBOOK = /\.(xlsx|xlsm|xlsb|xls|et|ods|csv)$/i;

/**
 * Whether a file that came is to be read as a filled-in form rather than as a package: by its content first. One that was
 * renamed is read all the same, and what another program saved in its own format is told so.
 */
export async function isFormFile(path: string): Promise<boolean> {
  const head = await readHead(path);
  if (head.subarray(0, 8).equals(OLE_SIGNATURE)) return true;
  if (!head.subarray(0, 4).equals(ZIP_SIGNATURE)) return CALLED_WORKBOOK.test(path);
  const first = head.subarray(NAME, NAME + head.readUInt16LE(NAME_LENGTH)).toString('latin1');
  return first !== 'manifest.json' && (OF_WORKBOOK.test(first) || CALLED_WORKBOOK.test(path));
}

/** The first bytes, zeros for those that are not there; who reads a file that cannot be read tells why. */
async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, 'r').catch(() => null);
  if (!file) return Buffer.alloc(HEAD_BYTES);
  try {
    return (await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)).buffer;
  } catch {
    return Buffer.alloc(HEAD_BYTES);
  } finally {
    await file.close();
  }
}

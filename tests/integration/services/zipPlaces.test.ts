import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBackup } from '@electron/services/backup/readBackup';
import { readZipNames } from '@electron/services/evidence/zipNames';
import { openPackage } from '@electron/services/exchange/container/openPackage';
import { openZipParts } from '@electron/workbook/zipParts';
import { entryOf } from '../../helpers/hostile/forgedPackages';
import { writeRawZip, type RawEnd } from '../../helpers/hostile/rawZip';
import { tempFolder } from '../../helpers/tempFolder';
import { refusal } from '../../helpers/testWorkspace';

/** Beyond what a number can say, beyond what a file can hold, just behind the end. */
const NOWHERE = [
  0xffff_ffff_ffff_ffffn,
  0x7fff_ffff_ffff_ffffn,
  0x20_0000_0000_0000n,
  0x1f_ffff_ffff_ffffn,
  100_000n,
];

const ENDS = NOWHERE.flatMap((place): [string, RawEnd][] => [
  [`the table of contents at ${place}`, { zip64: { offset: place } }],
  [`the end at ${place}`, { zip64: { place } }],
  [`${place} entries`, { zip64: { count: place } }],
]);

// yauzl's own reader throws over such a place where nobody can catch it: the whole program would end.
describe('a zip that points to nowhere', () => {
  it.each(ENDS)('with %s is refused by everything that opens zips', async (_name, end) => {
    const path = join(await tempFolder(), 'x.zip');
    await writeFile(path, writeRawZip([entryOf('[Content_Types].xml', Buffer.from('<a/>'), 8)], end));
    expect((await refusal(openPackage(path, { scratch: await tempFolder() }))).code).toMatch(/PACKAGE/);
    expect((await refusal(readBackup(path))).code).toMatch(/BACKUP/);
    expect((await refusal(openZipParts(path))).code).toMatch(/WORKBOOK/);
    expect(await readZipNames(path)).toSatisfy((names) => names === null || Array.isArray(names));
  });

  it('in one entry is refused when that is read', async () => {
    const field = Buffer.alloc(28, 0xff);
    field.writeUInt16LE(1, 0);
    field.writeUInt16LE(24, 2);
    for (const sizes of [
      field,
      Buffer.concat([field.subarray(0, 4), Buffer.alloc(16), field.subarray(20)]),
    ]) {
      const path = join(await tempFolder(), 'x.zip');
      const entry = entryOf('manifest.json', Buffer.from('{}'), 0);
      const told = { size: 0xffffffff, compressed: 0xffffffff, offset: 0xffffffff, extra: sizes };
      await writeFile(path, writeRawZip([{ ...entry, ...told }]));
      expect((await refusal(openPackage(path, { scratch: await tempFolder() }))).code).toMatch(/PACKAGE/);
      expect((await refusal(readBackup(path))).code).toMatch(/BACKUP/);
    }
  });
});

import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Entry } from 'yauzl';
import { staysInside, zipEntryName } from '@electron/services/exchange/form/zipEntryName';

/** 1.1.1-实施方案.pdf and 测试 in GBK. */
const PLAN = Buffer.from([
  ...Buffer.from('1.1.1-'),
  0xca,
  0xb5,
  0xca,
  0xa9,
  0xb7,
  0xbd,
  0xb0,
  0xb8,
  ...Buffer.from('.pdf'),
]);
const UNICOM = Buffer.from([0xc1, 0xaa, 0xcd, 0xa8]);

const nameOf = (raw: Buffer, flag = 0, extraFields: Entry['extraFields'] = []) =>
  zipEntryName({ fileNameRaw: raw, generalPurposeBitFlag: flag, extraFields } as Entry);

/** The name once more, as Info-ZIP adds it. */
function unicodeField(name: string, raw: Buffer): Entry['extraFields'] {
  const head = Buffer.alloc(5);
  head.writeUInt8(1);
  head.writeUInt32LE(crc32(raw), 1);
  return [{ id: 0x7075, data: Buffer.concat([head, Buffer.from(name)]) }];
}

describe('names in a zip', () => {
  it.each([
    ['GBK, as Windows writes them', PLAN, 0, '1.1.1-实施方案.pdf'],
    ['GBK that a guess would take for UTF-8', UNICOM, 0, '联通'],
    ['UTF-8 that says so', Buffer.from('实施方案.pdf'), 0x0800, '实施方案.pdf'],
    ['UTF-8 that does not say so, as macOS writes them', Buffer.from('实施方案.pdf'), 0, '实施方案.pdf'],
    ['Latin', Buffer.from('1.1.1.pdf'), 0, '1.1.1.pdf'],
    ['with folders as Windows parts them', Buffer.from('a\\b.pdf'), 0, 'a/b.pdf'],
  ])('%s', (_what, raw, flag, name) => {
    expect(nameOf(raw, flag)).toBe(name);
  });

  it('of an extra field are taken where they belong to the name', () => {
    const raw = Buffer.from('????.pdf');
    expect(nameOf(raw, 0, unicodeField('方案.pdf', raw))).toBe('方案.pdf');
    expect(nameOf(raw, 0, unicodeField('方案.pdf', Buffer.from('other')))).toBe('????.pdf');
  });

  it.each([
    ['a/b.pdf', true],
    ['..方案.pdf', true],
    ['../b.pdf', false],
    ['a/../../b.pdf', false],
    ['/etc/passwd', false],
    ['C:/b.pdf', false],
    ['c:b.pdf', false],
    ['a\0b.pdf', false],
    ['', false],
  ])('%j stays inside: %s', (name, inside) => {
    expect(staysInside(name)).toBe(inside);
  });
});

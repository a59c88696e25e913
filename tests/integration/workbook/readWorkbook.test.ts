import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorkbook, readWorkbook } from '@electron/workbook/readWorkbook';
import { textAt } from '@shared/tables/sheet';
import { aFolder, aWorkbook, aZip, bareParts, codeOf } from '../../helpers/workbooks';

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');

async function refusal(name: string, content: string | Buffer): Promise<string> {
  const path = join(await aFolder(), name);
  await writeFile(path, content);
  return codeOf(readWorkbook(path));
}

describe('what is refused by content, whatever its name', () => {
  it.each([
    ['an empty file', 'a.xlsx', '', 'WORKBOOK_EMPTY_FILE'],
    ['an .xls called .xlsx', 'a.xlsx', Buffer.concat([OLE, Buffer.alloc(600)]), 'WORKBOOK_IS_XLS'],
    ['an .et of WPS', '指标.et', Buffer.concat([OLE, Buffer.alloc(600)]), 'WORKBOOK_IS_ET'],
    [
      'a password-protected workbook',
      'a.xlsx',
      Buffer.concat([OLE, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
      'WORKBOOK_ENCRYPTED',
    ],
    ['a .csv in UTF-8', 'a.xlsx', '指标编码,三级指标\n1.1,甲', 'WORKBOOK_IS_TEXT'],
    ['a .csv in GBK', 'a.csv', Buffer.from('d6b8b1ea2c31', 'hex'), 'WORKBOOK_IS_TEXT'],
    ['a text in UTF-16', 'a.txt', Buffer.from('\ufeff单位\t得分', 'utf16le'), 'WORKBOOK_IS_TEXT'],
    [
      'a web page called .xls',
      'a.xls',
      '<html><table><tr><td>1</td></tr></table></html>',
      'WORKBOOK_IS_HTML',
    ],
    ['a web page with a document type', 'a.xls', '<!DOCTYPE html><html></html>', 'WORKBOOK_IS_HTML'],
    ['an XML spreadsheet of 2003', 'a.xls', '<?xml version="1.0"?><Workbook/>', 'WORKBOOK_IS_XML'],
    ['a PDF', 'a.xlsx', '%PDF-1.7\n', 'WORKBOOK_IS_PDF'],
    ['bytes of no kind', 'a.xlsx', Buffer.from([1, 2, 3, 0, 255]), 'NOT_A_WORKBOOK'],
    ['half a zip', 'a.xlsx', Buffer.from('504b030414000000', 'hex'), 'WORKBOOK_DAMAGED'],
  ])('%s', async (_case, name, content, code) => {
    expect(await refusal(name, content)).toBe(code);
  });

  it('a zip that holds something else: a document, an OpenDocument table, a binary workbook', async () => {
    const folder = await aFolder();
    const of = async (parts: Record<string, string>) =>
      codeOf(readWorkbook(await aZip(join(folder, 'a.xlsx'), parts)));
    expect(await of({ 'readme.txt': 'x' })).toBe('NOT_A_WORKBOOK');
    expect(
      await of({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' }),
    ).toBe('WORKBOOK_IS_ODS');
    expect(await of({ 'xl/workbook.bin': 'x', '[Content_Types].xml': '<x/>' })).toBe('WORKBOOK_IS_XLSB');
    const document = bareParts('<worksheet/>');
    document['_rels/.rels'] = document['_rels/.rels']!.replace('xl/workbook.xml', 'word/document.xml');
    expect(await of({ ...document, 'word/document.xml': '<x/>' })).toBe('NOT_A_WORKBOOK');
  });

  it('a missing file and a folder', async () => {
    const folder = await aFolder();
    expect(await codeOf(readWorkbook(join(folder, 'no.xlsx')))).toBe('FILE_NOT_FOUND');
    await mkdir(join(folder, 'dir.xlsx'));
    expect(await codeOf(readWorkbook(join(folder, 'dir.xlsx')))).toBe('FILE_NOT_FOUND');
  });

  it('says in Chinese what it is, what was kept and to save it as .xlsx', async () => {
    const path = join(await aFolder(), '指标表.xls');
    await writeFile(path, Buffer.concat([OLE, Buffer.alloc(600)]));
    const error = await readWorkbook(path).catch((cause: { report: unknown }) => cause.report);
    expect(error).toMatchObject({
      what: '“指标表.xls”是旧版 Excel 的 .xls 文件。',
      kept: '考评库没有任何改动。',
      todo: expect.stringContaining('另存为') as unknown,
    });
  });
});

const refusalOf = async (parts: Record<string, string | Buffer>) =>
  codeOf(readWorkbook(await aZip(join(await aFolder(), 'a.xlsx'), parts)));

const sheetOf = (rows: string) => bareParts(`<worksheet><sheetData>${rows}</sheetData></worksheet>`);

describe('hostile workbooks', () => {
  it('an entity bomb', async () => {
    const bomb =
      '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>&lol2;</t></is></c></row></sheetData></worksheet>';
    expect(await refusalOf(bareParts(bomb))).toBe('WORKBOOK_UNSAFE');
  });

  it('an entity nobody declared', async () => {
    expect(
      await refusalOf(
        bareParts('<worksheet><sheetData><row><c><v>&bomb;</v></c></row></sheetData></worksheet>'),
      ),
    ).toBe('WORKBOOK_UNSAFE');
  });

  it('a zip bomb: 400 MB of zeros in a small file', async () => {
    const parts: Record<string, string | Buffer> = bareParts('<worksheet/>');
    for (let i = 0; i < 4; i += 1) parts[`xl/media/${i}.bin`] = Buffer.alloc(100 * 1024 * 1024);
    expect(await refusalOf(parts)).toBe('WORKBOOK_TOO_LARGE');
  });

  it('a part that unpacks to more than its entry says', async () => {
    const folder = await aFolder();
    const path = await aZip(
      join(folder, 'a.xlsx'),
      bareParts(`<worksheet><!--${'x'.repeat(5000)}--></worksheet>`),
    );
    const bytes = await readFile(path);
    // The central directory's uncompressed size of the last entry: 24 bytes after its signature.
    const entry = bytes.lastIndexOf(Buffer.from('504b0102', 'hex'));
    bytes.writeUInt32LE(10, entry + 24);
    await writeFile(path, bytes);
    expect(await codeOf(readWorkbook(path))).toBe('WORKBOOK_DAMAGED');
  });

  it('names that climb out of the archive', async () => {
    const folder = await aFolder();
    const path = await aZip(join(folder, 'a.xlsx'), { ...bareParts('<worksheet/>'), 'xl/aa/evil.txt': 'x' });
    const bytes = (await readFile(path)).toString('latin1').replaceAll('xl/aa/evil.txt', '../../evil.txt');
    await writeFile(path, Buffer.from(bytes, 'latin1'));
    expect(await codeOf(readWorkbook(path))).toBe('WORKBOOK_UNSAFE');
  });

  it('one changed byte anywhere in a part', async () => {
    const folder = await aFolder();
    const path = await aWorkbook(folder, [
      {
        name: 'S',
        rows: [
          ['甲', 12],
          ['乙', 3],
        ],
      },
    ]);
    const parts = await readFile(path);
    const name = parts.indexOf(Buffer.from('xl/worksheets/sheet1.xml'));
    parts[name + 60] = (parts[name + 60] ?? 0) ^ 1;
    await writeFile(path, parts);
    expect(await codeOf(readWorkbook(path))).toBe('WORKBOOK_DAMAGED');
  });

  it('survives a million formatted empty rows and still finds what stands below them', async () => {
    const rows: string[] = ['<row r="1"><c r="A1"><v>1</v></c></row>'];
    for (let r = 2; r <= 1_000_000; r += 1)
      rows.push(`<row r="${r}" s="1"><c r="A${r}" s="1"/><c r="B${r}" s="1"/></row>`);
    rows.push('<row r="1000001"><c r="B1000001"><v>2</v></c></row>');
    const path = await aZip(
      join(await aFolder(), 'a.xlsx'),
      bareParts(`<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`),
    );
    const { sheets } = await readWorkbook(path);
    expect(sheets[0]?.rows.map((row) => [row.rowNumber, row.cells.map((cell) => cell?.text)])).toEqual([
      [1, ['1']],
      [1_000_001, [undefined, '2']],
    ]);
  });

  it('refuses text far beyond any table', async () => {
    expect(
      await refusalOf(
        bareParts('<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>'),
      ),
    ).toBe('WORKBOOK_TOO_LARGE');
  });

  it('refuses rows that go backwards, crossed tags, and an end too soon', async () => {
    expect(await refusalOf(sheetOf('<row r="2"/><row r="1"/>'))).toBe('WORKBOOK_DAMAGED');
    expect(await refusalOf(sheetOf('<row r="1"><c></row></c>'))).toBe('WORKBOOK_DAMAGED');
    expect(await refusalOf(bareParts('<worksheet><sheetData>'))).toBe('WORKBOOK_DAMAGED');
    expect(await refusalOf(bareParts('not xml'))).toBe('WORKBOOK_DAMAGED');
  });
});

async function firstRows(
  rows: (string | number | boolean | Date | object | null)[][],
  formats: Record<string, string> = {},
) {
  const path = await aWorkbook(await aFolder(), [{ name: 'S', rows: rows as never, formats }]);
  const { sheets } = await readWorkbook(path);
  return sheets[0]!.rows;
}

describe('cells as people see them', () => {
  it('text, rich text, links, formula results, booleans, errors', async () => {
    const [row] = await firstRows([
      [
        '1.10',
        { richText: [{ text: '依法' }, { font: { bold: true }, text: '行政' }] },
        { text: '链接', hyperlink: 'https://example.invalid/' },
        { formula: '1+1', result: 2 },
        { formula: 'A1', result: '=文字' },
        true,
        { error: '#N/A' },
        '  两端空格　',
      ],
    ]);
    expect(row!.cells.map((_cell, column) => textAt(row!, column))).toEqual([
      '1.10',
      '依法行政',
      '链接',
      '2',
      '=文字',
      '是',
      '#N/A',
      '两端空格',
    ]);
    expect(row!.cells[6]?.kind).toBe('error');
  });

  it('numbers by their format, with the stored number behind', async () => {
    const [row] = await firstRows([[1.1, 0.85, 12345.678, 7, 0.1 + 0.2, -1.5, 2, 1e-7]], {
      A1: '0.00',
      B1: '0%',
      C1: '#,##0.0',
      D1: '000',
      F1: '0.00_);[Red]\\(0.00\\)',
      G1: '0.0"分"',
    });
    expect(row!.cells.map((cell) => cell?.text)).toEqual([
      '1.10',
      '85%',
      '12,345.7',
      '007',
      '0.3',
      '-(1.50)',
      '2.0分',
      '0.0000001',
    ]);
    expect(row!.cells.map((cell) => cell?.number)).toEqual([
      '1.1',
      '0.85',
      '12345.678',
      '7',
      '0.3',
      '-1.5',
      '2',
      '0.0000001',
    ]);
  });

  it('dates as ISO, and a code that Excel took for a date is known as one', async () => {
    const [row] = await firstRows(
      [[new Date(Date.UTC(2021, 2, 3)), new Date(Date.UTC(2021, 2, 3, 8, 30)), 44258]],
      {
        A1: 'yyyy"年"m"月"d"日"',
        B1: 'yyyy-mm-dd hh:mm',
        C1: 'm-d',
      },
    );
    expect(row!.cells.map((cell) => [cell?.text, cell?.kind])).toEqual([
      ['2021-03-03', 'date'],
      ['2021-03-03 08:30', 'date'],
      ['2021-03-03', 'date'],
    ]);
  });

  it('a formula nobody computed has no result', async () => {
    const xml = '<worksheet><sheetData><row r="1"><c r="A1"><f>1+1</f></c></row></sheetData></worksheet>';
    const { sheets } = await readWorkbook(await aZip(join(await aFolder(), 'a.xlsx'), bareParts(xml)));
    expect(sheets[0]?.rows[0]?.cells[0]).toEqual({ text: '', kind: 'noResult' });
  });

  it('prefixed element names, cells without addresses, CDATA, escapes and phonetic readings', async () => {
    const xml =
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>甲&amp;乙</x:t><x:rPh><x:t>jia</x:t></x:rPh></x:is></x:c>' +
      '<x:c t="inlineStr"><x:is><x:t><![CDATA[<丙>]]></x:t></x:is></x:c><x:c t="str"><x:v>a_x000A_b</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    const { sheets } = await readWorkbook(await aZip(join(await aFolder(), 'a.xlsx'), bareParts(xml)));
    expect(sheets[0]?.rows).toEqual([
      { rowNumber: 1, cells: [{ text: '甲&乙' }, { text: '<丙>' }, { text: 'a\nb' }] },
    ]);
  });
});

describe('reading row by row', () => {
  it('hands over batches, waits for each, and passes the taker’s own failure on', async () => {
    const path = await aWorkbook(await aFolder(), [
      { name: 'S', rows: Array.from({ length: 3_000 }, (_unused, i) => [`行${i}`, i]) },
    ]);
    const workbook = await openWorkbook(path);
    const sizes: number[] = [];
    await workbook.readRows('S', async (rows) => {
      await Promise.resolve();
      sizes.push(rows.length);
    });
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(3_000);
    const own = new Error('size of the stream');
    await expect(workbook.readRows('S', () => Promise.reject(own))).rejects.toBe(own);
    expect(await codeOf(workbook.readRows('没有', () => undefined))).toBe('SHEET_MISSING');
    workbook.close();
  });

  it('stops when cancelled', async () => {
    const path = await aWorkbook(await aFolder(), [
      { name: 'S', rows: Array.from({ length: 3_000 }, (_unused, i) => [`行${i}`]) },
    ]);
    const workbook = await openWorkbook(path);
    const controller = new AbortController();
    controller.abort();
    await expect(workbook.readRows('S', () => undefined, controller.signal)).rejects.toThrow(/abort/i);
    workbook.close();
  });
});

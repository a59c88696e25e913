import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  exportedFileName,
  itemFolderName,
  safeFileName,
  unitFolderName,
  uniqueName,
} from '@shared/evidence/evidenceName';
import { sizeText } from '@shared/evidence/evidenceType';

describe('safeFileName', () => {
  it.each([
    ['报告.pdf', '报告.pdf'],
    ['C:\\文件\\报告.pdf', '报告.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['报告\u202Efdp.exe', '报告fdp.exe'],
    ['一\u0000二\n三.pdf', '一二三.pdf'],
    ['问题?*.pdf', '问题__.pdf'],
    ['CON.pdf', '_CON.pdf'],
    ['lpt1', '_lpt1'],
    ['  . .报告.pdf . ', '报告.pdf'],
    ['\u200b', '未命名'],
    ['.', '未命名'],
  ])('turns %j into %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it('cuts a name of 300 signs and keeps its extension', () => {
    const name = safeFileName(`${'长'.repeat(300)}.pdf`);
    expect([...name]).toHaveLength(120);
    expect(name.endsWith('.pdf')).toBe(true);
  });

  it('never leaves a folder, a control sign or a trailing dot, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const safe = safeFileName(name);
        expect(safe).not.toMatch(/[/\\:*?"<>|\p{Cc}]|[. ]$/u);
        expect(safe).not.toBe('');
        expect([...safe].length).toBeLessThanOrEqual(120);
      }),
    );
  });
});

describe('uniqueName', () => {
  it('counts up, and takes upper and lower case for the same', () => {
    const taken = new Set(['报告.pdf', '报告 (2).pdf', 'a.png']);
    expect(uniqueName('报告.pdf', taken)).toBe('报告 (3).pdf');
    expect(uniqueName('A.PNG', taken)).toBe('A (2).PNG');
    expect(uniqueName('新.pdf', taken)).toBe('新.pdf');
  });
});

describe('names of the exported catalogue', () => {
  it('follow the pattern of the practice page §11', () => {
    expect(unitFolderName('A01', '发改委')).toBe('A01-发改委');
    expect(itemFolderName('1.2.3', '权责/清单')).toBe('1.2.3-权责_清单');
    expect(exportedFileName('1.2.3', 1, '公开截图.png', '2020-05-01')).toBe(
      '1.2.3-01-公开截图(2020-05-01).png',
    );
  });

  it('have at most 60 signs', () => {
    expect([...exportedFileName('1.2.3', 12, `${'长'.repeat(100)}.docx`, '')]).toHaveLength(60);
  });
});

describe('sizeText', () => {
  it.each([
    [12, '12 字节'],
    [2048, '2 KB'],
    [50 * 1024 * 1024, '50 MB'],
    [52_428_801, '50.1 MB'],
  ])('%d bytes reads %s', (bytes, text) => expect(sizeText(bytes)).toBe(text));
});

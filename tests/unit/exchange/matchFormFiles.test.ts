import { describe, expect, it } from 'vitest';
import { filesOfOthers, matchFormFiles } from '@shared/exchange/matchFormFiles';

const CODES = ['1.1', '1.1.1', '1.1.10', '1.2.3', 'J1'];

/** Codes by path. */
function byPath(paths: readonly string[], written: readonly (readonly [string, string])[] = []) {
  const found = matchFormFiles(
    CODES,
    written.map(([code, text]) => ({ code, lines: text.split('\n'), cell: `G-${code}` })),
    paths,
  );
  return {
    ...found,
    links: paths.map((_path, file) =>
      found.links.filter((link) => link.file === file).map(({ code }) => code),
    ),
  };
}

describe('files of a form', () => {
  it.each([
    ['1.1.1-实施方案.pdf', ['1.1.1']],
    ['1.1.1 实施方案.pdf', ['1.1.1']],
    ['1.1.1实施方案.pdf', ['1.1.1']],
    ['1.1.1.pdf', ['1.1.1']],
    ['１．１．１－实施方案.pdf', ['1.1.1']],
    ['1.1.10_台账.xlsx', ['1.1.10']],
    ['1.1.11台账.xlsx', []],
    ['1.1.1.2台账.xlsx', []],
    ['1.1总结.docx', ['1.1']],
    ['j1 表彰.jpg', ['J1']],
    ['J12 表彰.jpg', []],
    ['1.2.3-清单公开/截图.png', ['1.2.3']],
    ['全部材料/1.2.3/一/截图.png', ['1.2.3']],
    ['1.2.3/1.1.1-方案.pdf', ['1.1.1']],
    ['【1.2.3】方案.pdf', ['1.2.3']],
    ['（1.2.3）清单/截图.png', ['1.2.3']],
    ['方案.pdf', []],
  ])('%s goes by its beginning with %j', (path, codes) => {
    const { links, unused } = byPath([path]);
    expect(links).toEqual([codes]);
    expect(unused).toEqual(codes.length === 0 ? [0] : []);
  });

  it('go with every item that names them, with or without their ending, in one line or several', () => {
    const paths = ['甲/方案.pdf', '总结、附件.docx', '1.1.1 台账.xlsx'];
    const { links, missing, unused } = byPath(paths, [
      ['1.2.3', '方案；总结、附件.docx'],
      ['J1', '总结、附件.docx\n 1.1.1 台账 \n证书.jpg'],
      ['1.1', '甲\\方案.PDF'],
    ]);
    expect(links).toEqual([['1.1', '1.2.3'], ['J1'], ['1.1.1', 'J1']]);
    expect(missing.map(({ code, name, cell }) => [code, name, cell])).toEqual([
      ['1.2.3', '总结', 'G-1.2.3'],
      ['1.2.3', '附件.docx', 'G-1.2.3'],
      ['J1', '证书.jpg', 'G-J1'],
    ]);
    expect(unused).toEqual([]);
  });

  it('several of one name are all taken, and named', () => {
    const { links, several } = byPath(['甲/方案.pdf', '乙/方案.pdf'], [['1.2.3', '方案.pdf']]);
    expect(links).toEqual([['1.2.3'], ['1.2.3']]);
    expect(several).toHaveLength(1);
  });
});

describe('files of other units', () => {
  const units = [
    { code: 'A01', name: '区司法局', shortName: '司法局' },
    { code: 'A02', name: '连云区水利局', shortName: '水利局' },
    { code: '03', name: '连云区城管局', shortName: '城管局' },
  ];
  it.each([
    ['A02-水利局/1.1.1-方案.pdf', true],
    ['材料/a02 连云区水利局（报来）/方案.pdf', true],
    ['A02/1.1.1-方案.pdf', true],
    ['03_城管局/1.1.1-方案.pdf', true],
    // A numbered folder of the unit's own.
    ['03/1.1.1-方案.pdf', false],
    ['03 台账/1.1.1-方案.pdf', false],
    ['A01-司法局/1.1.1-方案.pdf', false],
    ['A02 抄送我局/1.1.1-方案.pdf', false],
    ['A021/1.1.1-方案.pdf', false],
    ['A02-水利局报来的方案.pdf', false],
    ['1.1.1-方案.pdf', false],
  ])('%s: %s', (path, other) => {
    expect(filesOfOthers('A01', units, [path]).has(0)).toBe(other);
  });
});

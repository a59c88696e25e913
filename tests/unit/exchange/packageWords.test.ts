import { describe, expect, it } from 'vitest';
import { packageFileName } from '@shared/exchange/packageWords';
import { parseVolumeSize } from '@shared/exchange/volumeSize';

describe('the name a package is saved under', () => {
  it('says what it is, whom it is for and of which year', () => {
    expect(packageFileName('task', { code: 'A01', name: '区水利局' }, 2020)).toBe(
      '任务包_A01_区水利局_2020年度.fhpkg',
    );
    expect(packageFileName('archive', { code: '', name: '' }, 2020)).toBe('归档包_2020年度.fhpkg');
  });

  it('holds nothing a file system refuses', () => {
    const name = packageFileName('self', { code: '../A', name: `a/b\\c:d*?"<>|\n${'长'.repeat(300)}` }, 2020);
    expect(name).not.toMatch(/[<>:"/\\|?*\n]/);
    expect([...name].length).toBeLessThanOrEqual(106);
    expect(name.endsWith('.fhpkg')).toBe(true);
  });
});

describe('the size of a volume as typed', () => {
  it.each([
    ['20M', 20 * 1024 * 1024],
    ['1.5g', 1.5 * 1024 * 1024 * 1024],
    ['700 KB', 700 * 1024],
    ['65536', 65_536],
    ['65535', null],
    ['', null],
    ['-20M', null],
    ['20 兆', null],
    ['1e9', null],
  ])('%j', (text, bytes) => expect(parseVolumeSize(text)).toBe(bytes));
});

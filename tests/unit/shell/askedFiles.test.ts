import { describe, expect, it } from 'vitest';
import { askedPackages, askedWorkspace } from '@electron/shell/askedFiles';

describe('askedWorkspace', () => {
  it.each([
    [['faheng'], null],
    [['faheng', '--no-sandbox', '.'], null],
    [['faheng', '/库/考评库.faheng'], '/库'],
    [['faheng', 'file:///home/%E5%BA%93/%E8%80%83%E8%AF%84%E5%BA%93.faheng'], '/home/库'],
    [['faheng', '--workspace=/库'], '/库'],
    [['faheng', '--workspace=2020'], '/home/official/2020'],
    [['faheng', '2020/考评库.faheng'], '/home/official/2020'],
    [['faheng', '--icon=x.faheng'], null],
    [['faheng', '/U盘/任务包.fhpkg'], null],
    [['考评库.faheng'], null],
  ])('finds in %j the workspace %s', (argv, folder) => {
    expect(askedWorkspace(argv, '/home/official')).toBe(folder);
  });
});

describe('askedPackages', () => {
  it.each([
    [['faheng'], []],
    [['faheng', '.', '--no-sandbox', '/库/考评库.faheng'], []],
    [['faheng', '/U盘/任务包.fhpkg'], ['/U盘/任务包.fhpkg']],
    [['faheng', '自评包.FHPKG', './自评包.FHPKG'], ['/home/official/自评包.FHPKG']],
    [
      ['faheng', '/a.fhpkg.001', '/b.fhpkg'],
      ['/a.fhpkg.001', '/b.fhpkg'],
    ],
    [['faheng', 'file:///U%E7%9B%98/1%20.fhpkg'], ['/U盘/1 .fhpkg']],
    [['faheng', 'file://elsewhere/x.fhpkg', 'file:///%E0%A4%A.fhpkg'], []],
    [['faheng', '--out=x.fhpkg', '/x.fhpkg.exe', '/自评表.xlsx'], []],
    [['x.fhpkg'], []],
  ])('finds in %j the packages %j', (argv, packages) => {
    expect(askedPackages(argv, '/home/official')).toEqual(packages);
  });

  it('no more than one list holds', () => {
    const many = Array.from({ length: 99 }, (_, index) => `/${index}.fhpkg`);
    expect(askedPackages(['faheng', ...many], '/')).toHaveLength(40);
  });
});

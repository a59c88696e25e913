import { describe, expect, it } from 'vitest';
import { askedWorkspace } from '@electron/shell/askedWorkspace';

describe('askedWorkspace', () => {
  it.each([
    [['faheng'], null],
    [['faheng', '--no-sandbox', '.'], null],
    [['faheng', '/库/考评库.faheng'], '/库'],
    [['faheng', '--workspace=/库'], '/库'],
    [['faheng', '--workspace=2020'], '/home/official/2020'],
    [['faheng', '2020/考评库.faheng'], '/home/official/2020'],
    [['faheng', '--icon=x.faheng'], null],
    [['考评库.faheng'], null],
  ])('finds in %j the workspace %s', (argv, folder) => {
    expect(askedWorkspace(argv, '/home/official')).toBe(folder);
  });
});

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cli, cliJson } from '../../helpers/cli';
import { aPdf } from '../../helpers/evidenceFiles';
import { aFolder } from '../../helpers/workbooks';

it('a file the unit has under another name is kept once, and the person is told', async () => {
  const folder = await aFolder();
  const workspace = join(folder, '考评库');
  await cliJson('init', '--workspace', workspace);
  const [first, second] = [join(folder, '方案.pdf'), join(folder, '副本.pdf')];
  for (const path of [first, second]) await writeFile(path, aPdf('同样的内容'));
  const add = (item: string, ...files: string[]): string[] => [
    'evidence',
    'add',
    '--workspace',
    workspace,
    '--unit',
    'A01',
    '--item',
    item,
    ...files,
  ];
  const { out } = await cli(...add('1.1.1', first, second));
  expect(out).toContain('“副本.pdf”与“方案.pdf”内容相同');
  expect(await cliJson(...add('1.1.2', second))).toMatchObject({
    added: [{ name: '方案.pdf' }],
    same: [{ name: '副本.pdf', as: '方案.pdf' }],
    refused: [],
  });
});

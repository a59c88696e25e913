import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Workbook } from 'exceljs';
import { expect, it } from 'vitest';
import { FORM_COLUMNS, FORM_LEADER } from '@shared/exchange/selfForm';
import { cli, cliJson } from '../../helpers/cli';
import { aPdf } from '../../helpers/evidenceFiles';
import { tempFolder } from '../../helpers/tempFolder';

interface Counts {
  readonly counts: { readonly new: number; readonly conflict: number };
}
interface Merged extends Counts {
  readonly already: boolean;
}

const column = (key: string): number => FORM_COLUMNS.findIndex((each) => each.key === key) + 1;

it('forms are handed out to several units and come back on the command line', async () => {
  const away = await tempFolder();
  const at = ['--workspace', join(away, '考评库')];
  const does = async (...args: readonly string[]) => {
    const run = await cli(...args, ...at);
    expect([args[0], run.error, run.code]).toEqual([args[0], '', 0]);
    return run;
  };
  await does('init', '--indicators', 'builtin:jiangsu', '--units', 'builtin:sample');
  for (const to of ['published', 'selfEvaluating']) {
    await does('cycle', 'move', '--to', to, '--confirm', '--reason', '按计划推进');
  }
  const forms = join(away, '自评表');
  await does('pack', 'form', '--unit', 'A01', 'A02', '--out', forms);
  const names = (await readdir(forms)).sort();
  expect(names).toHaveLength(2);

  const path = join(forms, names[0] ?? '');
  const book = new Workbook();
  await book.xlsx.readFile(path);
  const [table, guide] = book.worksheets;
  table?.eachRow((row, number) => {
    if (number <= 4) return;
    row.getCell(column('points')).value = 0;
    row.getCell(column('statement')).value = '没有开展';
  });
  const code = String(table?.getRow(5).getCell(column('code')).value);
  guide?.eachRow((row) => {
    if (row.getCell(1).value === FORM_LEADER) row.getCell(2).value = '周敏';
  });
  await book.xlsx.writeFile(path);
  const files = join(away, '材料');
  await mkdir(files);
  await writeFile(join(files, `${code} 方案.pdf`), aPdf());

  // Materials are one unit's; for two forms they would be attached to both.
  const both = await cli('merge', path, join(forms, names[1] ?? ''), '--files', files, ...at);
  expect([both.code, both.error]).toEqual([2, 'BAD_ARGUMENTS']);
  const merge = ['merge', path, '--files', files];
  const tried = await cliJson<Counts>(...merge, '--dry-run', ...at);
  expect(tried.counts.new).toBeGreaterThan(90);
  const done = await cliJson<Merged>(...merge, ...at);
  expect(done).toMatchObject({ already: false, counts: tried.counts });
  expect(await cliJson<Merged>(...merge, ...at)).toMatchObject({
    already: true,
    counts: { new: 0, conflict: 0 },
  });
  await does('verify');

  // One that is none, and one that cannot be taken in: their own code, and nothing happens.
  const other = await cli('merge', join(away, '考评库', '考评库.faheng'), ...at);
  expect([other.code, other.error]).toEqual([2, 'NOT_A_PACKAGE']);
  const second = join(forms, names[1] ?? '');
  await book.xlsx.readFile(second);
  const [torn] = book.worksheets;
  if (torn) torn.getRow(5).getCell(column('code')).value = '9.9.9';
  await book.xlsx.writeFile(second);
  const refused = await cli('merge', second, ...at);
  expect(refused.code).toBe(2);
  expect(refused.err).toContain('FORM_ROW_TORN');
});

import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Workbook } from 'exceljs';
import { answerOf, openScreen, startSample } from './actions';
import { answerDialogs, expect, test, type Faheng } from './faheng';
import { lookAt } from './pageChecks';

const openTab = ({ page }: Faheng, name: string) => page.getByRole('tab', { name, exact: true }).click();

/** Fills in the first two rows as a unit does with a spreadsheet program, and signs. */
async function fillIn(form: string, filled: string): Promise<void> {
  const book = new Workbook();
  await book.xlsx.readFile(form);
  const [table, guide] = book.worksheets;
  const headings = table?.getRow(4).values as readonly string[];
  const put = (row: number, heading: string, value: string | number) => {
    const cell = table?.getRow(row).getCell(headings.indexOf(heading));
    if (cell) cell.value = value;
  };
  for (const row of [5, 6]) put(row, '自评说明', `第 ${row} 行改由表格填报`);
  put(5, '自评分', '0.10分');
  put(6, '自评分', '9.9');
  put(6, '材料文件名', '没有这份.pdf');
  guide?.eachRow((row) => {
    if (row.getCell(1).value === '填报人') row.getCell(2).value = '李四';
  });
  await book.xlsx.writeFile(filled);
}

test('a form is handed out, comes back with its files, is merged and rolled back', async ({
  faheng,
  folder,
}) => {
  test.setTimeout(180_000);
  const { app, page } = faheng;
  const forms = join(folder, '自评表');
  const materials = join(folder, '材料');
  await Promise.all([mkdir(forms), mkdir(materials)]);
  await startSample(page);
  const [unit] = await answerOf(page, 'units:list', {});
  const unitId = unit?.id ?? 0;
  const sheet = () => answerOf(page, 'self:sheet', { unitId });
  const [before] = await sheet();

  await openScreen(page, '数据交换');
  await openTab(faheng, '发出');
  await page
    .getByRole('list', { name: '数据包的种类' })
    .getByRole('button', { name: /^自评表/ })
    .click();
  const writing = page.getByRole('region', { name: '写数据包' });
  await writing.getByRole('combobox', { name: '单位' }).fill(unit?.code ?? '');
  await page
    .getByRole('option', { name: new RegExp(`^${unit?.code ?? ''} `) })
    .first()
    .waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await answerDialogs(app, { folder: forms, save: join(forms, '自评表.xlsx') });
  await writing.getByRole('button', { name: '写出自评表' }).click();
  await expect(writing.getByRole('list', { name: '写出的数据包' }).getByRole('listitem')).toHaveCount(1, {
    timeout: 60_000,
  });
  await lookAt(page, '数据交换·写出自评表');
  const [form = ''] = await readdir(forms);
  expect(form).toMatch(/\.xlsx$/);

  const filled = join(folder, '自评表（已填）.xlsx');
  await fillIn(join(forms, form), filled);
  const { items } = await answerOf(page, 'indicators:get', {});
  const code = items.find(({ id }) => id === before?.itemId)?.code ?? '';
  await writeFile(join(materials, `${code}-补充材料.txt`), '会议记录');
  await writeFile(join(materials, '别的.txt'), '不知道是什么');

  await openTab(faheng, '收入');
  await answerDialogs(app, { open: [filled], folder: materials });
  await page.getByRole('button', { name: '选择数据包' }).first().click();
  await page.getByRole('cell', { name: '自评表（已填）.xlsx' }).click();
  const incoming = page.getByRole('region', { name: '来件详情' });
  await expect(incoming.getByText('自评表要连同材料一起收入', { exact: false })).toBeVisible({
    timeout: 30_000,
  });
  await incoming.getByRole('button', { name: '选择材料文件夹' }).click();
  await expect(incoming.getByText('佐证材料：材料')).toBeVisible();
  const found = incoming.getByRole('table', { name: '问题' });
  for (const text of ['没有这份.pdf', '别的.txt', '没有填写审核人', '自评分9.9超过分值']) {
    await expect(found.getByText(text, { exact: false })).toBeVisible({ timeout: 30_000 });
  }
  await expect(incoming.getByRole('row', { name: /改由表格填报/ }).first()).toBeVisible();
  await expect(incoming.getByText('自评表没有签名', { exact: false })).toBeVisible();
  await lookAt(page, '数据交换·自评表预览');
  await incoming.getByRole('button', { name: '合并', exact: true }).click();
  await expect(incoming.getByText(/^已合并：/)).toBeVisible({ timeout: 30_000 });
  const [first, second] = await sheet();
  expect([first?.points, first?.statement]).toEqual(['0.10', '第 5 行改由表格填报']);
  expect(second?.points).toBe('9.9');
  await lookAt(page, '数据交换·自评表已合并');

  await openTab(faheng, '收发台账');
  await page.getByRole('row', { name: /收到.*自评包/ }).click();
  const panel = page.getByRole('region', { name: '数据包详情' });
  await panel.getByRole('button', { name: '撤回合并' }).click();
  await page.getByLabel('撤回理由').fill('单位要重填');
  await page.getByRole('dialog').getByRole('button', { name: '撤回合并' }).click();
  await page.getByRole('button', { name: '知道了' }).click();
  await expect(page.getByRole('row', { name: /已撤回/ })).toBeVisible();
  const [after] = await sheet();
  expect([after?.points, after?.statement]).toEqual([before?.points, before?.statement]);
});

import { join } from 'node:path';
import ExcelJS from 'exceljs';
import type { Page } from '@playwright/test';
import { answerOf, createSmallWorkspace, expectSaved, openScreen } from './actions';
import { answerDialogs, expect, test } from './faheng';
import { readTable } from './reportWorkbook';

const HEADINGS = ['单位编码', '案号', '案由(事项)', '当事人', '类别', '程序', '办结日期'];
const SEED = '2020-12-18 体彩排列五 3 8 1 5 9';

/** 案卷目录 of one unit with four files. */
async function writeList(folder: string, unitCode: string): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('案卷目录');
  sheet.addRow(HEADINGS);
  for (const number of [1, 2, 3, 4]) {
    const about = ['未按规定公示', '张某', '行政处罚', '普通程序', `2020-0${number}-05`];
    sheet.addRow([unitCode, `海罚字〔2020〕${number}号`, ...about]);
  }
  const file = join(folder, '案卷目录.xlsx');
  await workbook.xlsx.writeFile(file);
  return file;
}

async function openTab(page: Page, tab: string): Promise<void> {
  await openScreen(page, '案卷评查');
  await page.getByRole('tab', { name: tab, exact: true }).click();
}

test('files are drawn on the screen, recorded on paper, reviewed, and have a result', async ({
  faheng,
  folder,
}) => {
  const { app, page } = faheng;
  await createSmallWorkspace(faheng, folder);
  const [unit] = await answerOf(page, 'units:list', {});
  if (!unit) throw new Error('no units');
  const settings = await answerOf(page, 'caseFiles:settings', {});
  await answerOf(page, 'caseFiles:saveSettings', { ...settings, reviewers: 1 });

  await test.step('the list comes in through its preview', async () => {
    await answerDialogs(app, { open: [await writeList(folder, unit.code)] });
    await openTab(page, '案卷目录');
    await page.getByRole('button', { name: '导入案卷目录' }).first().click();
    const dialog = page.getByRole('dialog', { name: '导入案卷目录' });
    await dialog.getByRole('button', { name: '选择文件', exact: true }).click();
    await expect(dialog.getByText('海罚字〔2020〕1号')).toBeVisible();
    await dialog.getByRole('button', { name: '确认导入' }).click();
    await expect(dialog).toBeHidden();
  });

  await test.step('two of four are drawn from a seed anybody can check', async () => {
    await openTab(page, '抽取案卷');
    await page.getByRole('button', { name: '抽取案卷' }).first().click();
    const dialog = page.getByRole('dialog', { name: '抽取案卷' });
    await dialog.getByRole('textbox', { name: '种子', exact: true }).fill(SEED);
    await dialog.getByRole('button', { name: '开始抽取' }).click();
    await expect(dialog).toBeHidden();
    const { picks } = await answerOf(page, 'caseFiles:draws', {});
    expect(picks.filter(({ state }) => state === 'active')).toHaveLength(2);
    await expect(page.getByText(`种子 ${SEED}`)).toBeVisible();
  });

  await test.step('the printed record names what is on the screen', async () => {
    const { picks } = await answerOf(page, 'caseFiles:draws', {});
    const file = join(folder, '案卷抽查记录.xlsx');
    await answerDialogs(app, { save: file });
    await page.getByRole('button', { name: '打印抽查记录' }).click();
    await page.getByRole('button', { name: /^案卷抽查记录/ }).click();
    await page.getByRole('main').getByRole('button', { name: '导出', exact: true }).click();
    await expect(page.getByRole('button', { name: '打开文件夹' }).first()).toBeVisible({ timeout: 30_000 });
    const lines = await readTable(file, '抽查记录', '序号');
    const printed = lines.filter((line) => line['案号']?.startsWith('海罚字'));
    expect(printed.map((line) => line['案号'])).toEqual(picks.map(({ number }) => number));
  });

  await test.step('a review is typed, saved by itself, and locked', async () => {
    await openTab(page, '评查');
    await page.getByRole('button', { name: '分配评查员' }).first().click();
    await expect(page.getByText('已分配 2 份次')).toBeVisible();
    await page.locator('.ant-table-row').first().click();
    const sheet = page.getByRole('region', { name: '评查表' });
    await sheet.getByLabel('L2 次数').fill('2');
    await expect(sheet.getByRole('status', { name: '得分' })).toContainText('96');
    await sheet.getByLabel('L2 页码').fill('3、5');
    await sheet.getByRole('button', { name: '锁定评查' }).click();
    await page.getByRole('dialog').getByRole('button').last().click();
    await expect(sheet.getByRole('button', { name: '锁定评查' })).toHaveCount(0);
    await expectSaved(page);
  });

  await test.step('the result of the file stands', async () => {
    await openTab(page, '评查结果');
    const row = page.getByRole('row').filter({ hasText: '已有结果' });
    await expect(row).toContainText('96.00');
    await expect(row).toContainText('优秀');
  });
});

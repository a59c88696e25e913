import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { findOpenpyxl, runForeign } from '../helpers/foreign/foreign';
import { answerOf, openScreen, startSample } from './actions';
import { answerDialogs, expect, test, type Faheng } from './faheng';

const python = findOpenpyxl();

/** 「导入指标表」 up to 「导入预览」. */
async function preview({ app, page }: Faheng, file: string): Promise<Locator> {
  await page.getByRole('button', { name: '导入指标表', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '导入指标表' });
  await answerDialogs(app, { open: [file] });
  await dialog.getByRole('button', { name: '选择文件', exact: true }).click();
  await expect(dialog.getByRole('region', { name: '字段对应' })).toBeVisible();
  return dialog;
}

/** Texts of the 「问题」 table: 类别, 工作表, 单元格, 问题, 处理办法. */
function problems(dialog: Locator): Promise<string[][]> {
  return dialog
    .locator('[data-row-key]')
    .filter({ has: dialog.page().locator('td') })
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')),
    );
}

if (python !== null) {
  test('a wild table imports through columns and preview', async ({ faheng, folder }) => {
    const { page } = faheng;
    const file = join(folder, '考核表.xlsx');
    runForeign(python, 'wild_table.py', [file]);
    await startSample(page);
    await openScreen(page, '指标体系');
    const dialog = await preview(faheng, file);

    await test.step('「字段对应」 is guessed', async () => {
      const columns = dialog.getByRole('region', { name: '字段对应' });
      await expect(columns).toContainText('考核表');
      for (const [field, column] of [
        ['三级指标', 'C列 考核内容'],
        ['分值', 'D列 分值'],
        ['评分标准', 'E列 评分细则'],
        ['牵头评分单位', 'G列 责任部门'],
      ] as const)
        await expect(columns.locator('.mapping-line').filter({ hasText: field })).toContainText(column);
      await dialog.getByRole('button', { name: '下一步' }).click();
    });

    await test.step('「导入预览」 shows the tree, the sum and what was assumed', async () => {
      const shown = dialog.getByRole('region', { name: '导入预览' });
      await expect(shown).toContainText('4 项 · 基本分合计 100.00');
      await expect(shown.getByRole('tree')).toContainText('依法全面履行政府职能');
      await expect(shown.getByRole('tree')).toContainText('1.10');
      const found = await problems(dialog);
      expect(found.length).toBeGreaterThan(3);
      expect(found.every(([kind]) => kind === '推定' || kind === '提醒')).toBe(true);
      expect(found.map(([, sheet, cell]) => `${sheet} ${cell}`)).toContain('考核表 C5');
    });

    await test.step('「确认导入」 stores it as a draft; nothing before', async () => {
      expect(await answerOf(page, 'indicators:versions', {})).toHaveLength(1);
      await dialog.getByRole('button', { name: '确认导入' }).click();
      await expect(page.getByText('已导入为草稿')).toBeVisible();
      expect(await answerOf(page, 'indicators:versions', {})).toHaveLength(2);
      await expect(page.getByRole('tree')).toContainText('完善依法行政制度体系');
    });
  });

  test('a broken table lists each defect with its cell and how to mend it', async ({ faheng, folder }) => {
    const { page } = faheng;
    const file = join(folder, '坏表.xlsx');
    runForeign(python, 'broken_table.py', [file]);
    await startSample(page);
    await openScreen(page, '指标体系');
    const dialog = await preview(faheng, file);
    await dialog.getByRole('button', { name: '下一步' }).click();
    await expect(dialog.getByRole('region', { name: '导入预览' })).toBeVisible();
    const found = (await problems(dialog)).filter(([kind]) => kind === '错误');
    const cells = found.map(([, , cell]) => cell);
    for (const cell of ['C3', 'C4', 'D5', 'E6', 'E7', 'F8', 'G9', 'G10', 'C11', 'E12'])
      expect(cells).toContain(cell);
    for (const [, sheet, , message, remedy] of found) {
      expect(sheet).toBe('指标');
      expect(message).not.toBe('');
      expect(remedy).not.toBe('');
    }
    await expect(dialog.getByRole('button', { name: '确认导入' })).toBeDisabled();
    await expect(dialog).toContainText(`还有 ${found.length} 处错误`);

    await test.step('a click on a problem shows its row', async () => {
      await dialog.locator('[data-row-key]').filter({ hasText: 'G10' }).click();
      await expect(dialog.getByRole('region', { name: '所选行' })).toContainText('第 10 行');
    });
    await dialog.getByRole('button', { name: '取消', exact: true }).click();
    expect(await answerOf(page, 'indicators:versions', {})).toHaveLength(1);
  });
}

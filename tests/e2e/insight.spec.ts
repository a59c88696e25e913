import { expect, type Page } from '@playwright/test';
import { startSample } from './actions';
import { test } from './faheng';

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('menuitem', { name: '复核申诉', exact: true }).click();
  await page.getByRole('tab', { name, exact: true }).click();
}

test('a usual reason is applied with one key and undone like typing', async ({ faheng: { page } }) => {
  await startSample(page);
  await page.getByRole('menuitem', { name: '评分', exact: true }).click();
  const card = page.getByRole('group', { name: /^1\.1\.1 / });
  const reason = card.getByLabel('扣分理由');
  await expect(reason).toBeVisible();
  await page.keyboard.press('Control+r');
  await expect(reason).toBeFocused();
  await page.keyboard.press('Control+r');
  await expect(page.getByRole('menuitem', { name: '存为常用理由' })).toBeVisible();
  await page.keyboard.press('1');
  await expect(reason).not.toHaveValue('');
  const first = await reason.inputValue();
  await page.keyboard.press('Alt+2');
  await expect(reason).toHaveValue(new RegExp(`^${first}；`));
  await page.keyboard.press('Control+z');
  await expect(reason).not.toHaveValue(/；/);
});

test('体检 leads from the count to the finding, and takes a word on it', async ({ faheng: { page } }) => {
  await startSample(page);
  const panel = page.getByRole('region', { name: '体检' });
  await panel.getByRole('row', { name: /满分但没有佐证材料/ }).click();
  const kind = page.getByRole('button', { name: /^满分但没有佐证材料 \d+ 处$/ });
  await expect(kind).toHaveAttribute('aria-current', 'true');
  const name = (await kind.getAttribute('aria-label')) ?? '';
  const count = Number(/\d+/.exec(name)?.[0]);
  await page.getByRole('button', { name: '已核实', exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: '已核实' });
  await expect(dialog.getByRole('button', { name: '已核实' })).toBeDisabled();
  await dialog.getByLabel('核实情况').fill('现场看过台账');
  await dialog.getByRole('button', { name: '已核实' }).click();
  await expect(page.getByRole('button', { name: `满分但没有佐证材料 ${count - 1} 处` })).toBeVisible();
  await page.getByRole('checkbox', { name: '只看已核实' }).check();
  await expect(page.getByText('现场看过台账', { exact: false })).toBeVisible();
});

test('one fact does not deduct twice from a unit without a word on why', async ({ faheng: { page } }) => {
  await startSample(page);
  await openTab(page, '事件');
  await page.getByRole('button', { name: '登记事件' }).first().click();
  const dialog = page.getByRole('dialog', { name: '登记事件' });
  await dialog.getByLabel('事件名称').fill('行政处罚案败诉');
  for (const [n, item] of [
    [1, '4.1.1'],
    [2, '5.1.1'],
  ] as const) {
    await dialog.getByRole('button', { name: '添加关联' }).click();
    if (n === 1) {
      await dialog.getByLabel('第 1 处单位').click();
      await page.keyboard.type('公安');
      await page.keyboard.press('Enter');
    }
    await dialog.getByLabel(`第 ${n} 处指标`).click();
    await page.keyboard.type(item);
    await page.keyboard.press('Enter');
    await dialog.getByLabel(`第 ${n} 处扣分`).check();
  }
  const save = dialog.getByRole('button', { name: /保\s*存/ });
  await expect(save).toBeDisabled();
  await expect(dialog.getByRole('status')).toContainText('同一事实在多个指标扣分');
  await dialog.getByLabel('第 2 处说明').fill('另有负责人未出庭情节');
  await save.click();
  await expect(dialog).toBeHidden();
  await openTab(page, '体检');
  await page.getByRole('button', { name: '同一事实在多个指标扣分 1 处' }).click();
  await expect(page.getByText('另有负责人未出庭情节', { exact: false })).toBeVisible();
});

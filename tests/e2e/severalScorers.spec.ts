import type { Page } from '@playwright/test';
import { answerOf, createSmallWorkspace, expectSaved, itemCard } from './actions';
import { expect, test } from './faheng';

const OFFICE = '考评办';

/** Somebody else sits down: accounts here have no password. */
async function signIn(page: Page, name: string): Promise<void> {
  await answerOf(page, 'account:signIn', { name, password: '' });
  await page.reload();
  await expect(page.getByRole('menuitem', { name: '评分', exact: true })).toBeVisible();
}

async function addScorer(page: Page, name: string): Promise<void> {
  const account = { name, unitCode: '', roles: ['leadScorer' as const], allItems: false, active: true };
  await answerOf(page, 'account:save', { accountId: null, account });
}

/** 工作创新, 10 points by judgement: marked and locked as whoever is signed in. */
async function mark(page: Page, points: string): Promise<void> {
  await page.getByRole('menuitem', { name: '评分', exact: true }).click();
  const card = itemCard(page, '2.2.1');
  await card.getByLabel('得分', { exact: true }).fill(points);
  await card.getByLabel('扣分理由').fill('创新不足');
  await expectSaved(page);
  await page.getByRole('button', { name: '锁定评分' }).click();
  await page.getByRole('button', { name: '锁定', exact: true }).click();
  await expect(card.getByLabel('得分', { exact: true })).toBeDisabled();
}

test('two scorers mark one item blind, and the office settles their difference', async ({
  faheng,
  folder,
}) => {
  const { page } = faheng;
  await createSmallWorkspace(faheng, folder);
  await addScorer(page, '张三');
  await addScorer(page, '李四');

  await test.step('the office gives them the item and says how it is settled', async () => {
    await page.getByRole('menuitem', { name: '系统管理', exact: true }).click();
    await page.getByRole('tab', { name: '评分分工' }).click();
    await page.getByLabel('选择 2.2.1').check();
    await page.getByRole('button', { name: '分配评分人' }).click();
    const assign = page.getByRole('dialog', { name: '分配评分人 · 1 项指标' });
    for (const name of ['张三', '李四']) {
      await assign.getByRole('combobox', { name: '评分人' }).fill(name);
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Escape');
    await assign.getByRole('button', { name: '保存' }).click();
    await expect(assign).toBeHidden();
    const row = page.getByRole('row').filter({ hasText: '2.2.1' });
    await expect(row).toContainText('张三、李四');
    await expect(row).toContainText('一人评分，却分配了 2 人');

    await page.getByLabel('选择 2.2.1').check();
    await page.getByRole('button', { name: '评分办法' }).click();
    const method = page.getByRole('dialog', { name: '评分办法 · 1 项指标' });
    await method.getByRole('radio', { name: '均分' }).check();
    await method.getByLabel('分差上限').fill('1.5');
    await expect(method.getByRole('checkbox', { name: '背靠背' })).toBeChecked();
    await method.getByRole('button', { name: '保存' }).click();
    await expect(method).toBeHidden();
    await expect(row).toContainText('均分 · 分差上限 1.50 · 背靠背');
    await expect(row).not.toContainText('却分配了');
  });

  await test.step('each sees the own figure only until it is locked', async () => {
    await signIn(page, '张三');
    await mark(page, '6');
    await signIn(page, '李四');
    await page.getByRole('menuitem', { name: '评分', exact: true }).click();
    await expect(page.getByLabel('单位列表')).toBeVisible();
    const line = itemCard(page, '2.2.1').getByRole('note', { name: '多人评分' });
    await expect(line).toContainText('张三 已锁定');
    await expect(line).not.toContainText('6.00');
    await mark(page, '8.4');
    await expect(line).toContainText('张三 6.00 已锁定');
  });

  await test.step('the office sees both side by side and decides with a reason', async () => {
    await signIn(page, OFFICE);
    await page.getByRole('menuitem', { name: '复核申诉', exact: true }).click();
    await page.getByRole('tab', { name: '评分分歧' }).click();
    const row = page.getByRole('row').filter({ hasText: '2.2.1' });
    await expect(row).toContainText('待认定（分差超限）');
    await row.click();
    const dialog = page.getByRole('dialog').filter({ hasText: '2.2.1' });
    const originals = dialog.getByRole('table', { name: '各人评分' });
    await expect(originals.getByRole('row').nth(1)).toContainText('6.00');
    await expect(originals.getByRole('row').nth(2)).toContainText('8.40');
    await expect(dialog.getByLabel('认定得分')).toHaveValue('7.20');
    await dialog.getByLabel('认定得分').fill('7.5');
    await expect(dialog.getByRole('button', { name: '认定', exact: true })).toBeDisabled();
    await dialog.getByLabel('认定理由').fill('两项创新有文件佐证');
    await dialog.getByRole('button', { name: '认定', exact: true }).click();
    await expect(dialog).toContainText('认定 7.50');
    await dialog.getByRole('button', { name: '到评分查看' }).click();
    await expect(itemCard(page, '2.2.1').getByRole('note', { name: '多人评分' })).toContainText('认定 7.50');
    await expect(itemCard(page, '2.2.1')).toContainText('得分 7.50');
  });
});

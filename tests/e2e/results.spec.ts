import { expect, type Page } from '@playwright/test';
import { answerOf, startSample } from './actions';
import { test } from './faheng';
import { lookAt } from './pageChecks';

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('menuitem', { name: '综合考核', exact: true }).click();
  await page.getByRole('tab', { name, exact: true }).click();
}

/** Chooses in a drop-down by what its label says. */
async function choose(page: Page, dialog: string, field: string, text: string): Promise<void> {
  await page.getByRole('dialog', { name: dialog }).getByRole('combobox', { name: field }).click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

test('a result is approved, corrected by a successor, and the next year begins beside it', async ({
  faheng: { page },
}) => {
  await startSample(page);
  await openTab(page, '审定结果');
  await expect(page.getByText('这个年度还没有审定')).toBeVisible();
  for (const to of ['feedback', 'approved'] as const) {
    await answerOf(page, 'year:move', { to, reason: '区委常委会审定', confirm: true });
  }
  await openTab(page, '多年对比');
  await openTab(page, '审定结果');
  await expect(page.getByRole('region', { name: '审定结果第1号' })).toBeVisible();
  const table = page.getByRole('region', { name: '审定结果第1号' });
  await expect(table.getByRole('row').filter({ hasText: '区工业和信息化局' })).toContainText('98.42');

  await page.getByRole('button', { name: '更正得分', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^更正得分/ });
  await choose(page, '更正得分 · 2020年度', '单位', 'A03');
  await choose(page, '更正得分 · 2020年度', '指标', '1.1.1 ');
  await dialog.getByLabel('更正后得分').fill('0');
  await dialog.getByLabel('更正理由').fill('复查发现清单未公开');
  await dialog.getByLabel('更正依据').fill('复查报告第3页');
  await expect(dialog.getByRole('row').filter({ hasText: '区工业和信息化局' })).toContainText('97.22');
  await lookAt(page, '更正得分');
  await dialog.getByRole('button', { name: '提出更正' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('list', { name: '更正列表' })).toContainText('等待审定');

  await page.getByRole('button', { name: '审定更正', exact: true }).click();
  await lookAt(page, '审定更正');
  await page.getByRole('dialog', { name: '审定更正' }).getByRole('button', { name: '确认更正' }).click();
  await expect(page.getByRole('region', { name: '审定结果第2号' })).toBeVisible();
  await page.getByText('与第1号的差异', { exact: true }).click();
  await expect(page.getByRole('row').filter({ hasText: '98.42' })).toContainText('97.22');
  await lookAt(page, '审定结果');
  await page.getByRole('button', { name: /^第1号/ }).click();
  await expect(page.getByRole('region', { name: '审定结果第1号' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: '区工业和信息化局' })).toContainText('98.42');

  await page.getByRole('button', { name: '开始下一年度', exact: true }).click();
  await page
    .getByRole('dialog', { name: '开始下一年度' })
    .getByRole('button', { name: '开始2021年度' })
    .click();
  await expect(page.getByText('2021年度 · 筹备')).toBeVisible();
  await page.getByRole('menuitem', { name: '评分', exact: true }).click();
  await expect(page.getByText('已评 0/98')).toBeVisible();
  await expect(page.getByText('上年', { exact: false }).first()).toBeVisible();

  await openTab(page, '多年对比');
  const years = page.getByRole('region', { name: '多年对比表' });
  await expect(years.getByRole('columnheader', { name: '2021年' })).toBeVisible();
  await expect(years.getByText('94.35', { exact: true })).toBeVisible();
  await lookAt(page, '多年对比');
  await page.getByText('一级指标', { exact: true }).first().click();
  await expect(years.getByRole('row').filter({ hasText: '全部单位得分率' })).toContainText('95.18%');
  await page.getByRole('button', { name: '表格', exact: true }).click();
  await expect(page.getByRole('region', { name: /^走势/ }).getByRole('row').first()).toBeVisible();
});

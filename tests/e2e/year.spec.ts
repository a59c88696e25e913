import type { Page } from '@playwright/test';
import { openScreen, startSample } from './actions';
import { expect, test } from './faheng';
import { lookAt } from './pageChecks';

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();

/** From the sample's 评审 back to 自评, with a deadline that has passed long ago. */
async function backToSelfEvaluation(page: Page): Promise<void> {
  await openScreen(page, '系统管理');
  await tab(page, '考评年度');
  await page.getByRole('button', { name: '退回阶段' }).click();
  const dialog = page.getByRole('dialog', { name: '退回阶段' });
  const back = dialog.getByRole('button', { name: '退回到“自评”' });
  await expect(back).toBeDisabled();
  await dialog.getByRole('textbox', { name: '理由' }).fill('延长自评时间');
  await lookAt(page, '退回阶段');
  await back.click();
  await expect(page.getByRole('heading', { name: /· 自评$/ })).toBeVisible();
  const due = page.getByLabel('自评截止日期');
  await due.fill('2021-01-20');
  await due.press('Enter');
  await expect(page.getByText(/^已超期 \d+ 天$/)).toBeVisible();
}

test('stages: what is open is said before the next one, going back needs a reason', async ({
  faheng: { page },
}) => {
  test.setTimeout(180_000);
  await startSample(page);
  await openScreen(page, '系统管理');
  await tab(page, '考评年度');
  await page.getByRole('button', { name: '进入下一阶段' }).click();
  const dialog = page.getByRole('dialog', { name: '进入“反馈申诉”' });
  const open = dialog.getByRole('list', { name: '未办完的事项' });
  await expect(open).toContainText('50 项没有评分');
  const go = dialog.getByRole('button', { name: '进入“反馈申诉”' });
  await lookAt(page, '进入下一阶段');
  await dialog.getByRole('checkbox', { name: /已看到以上未办完的事项/ }).check();
  await expect(go).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await backToSelfEvaluation(page);
  await expect(page.getByRole('region', { name: '阶段记录' })).toContainText('评审 → 自评');
  await openScreen(page, '工作台');
  const stages = page.getByRole('region', { name: '考评阶段' });
  await expect(stages).toContainText('截止 2021年1月20日');
  const reminders = page.getByRole('region', { name: '催办' });
  await reminders.scrollIntoViewIfNeeded();
  await expect(reminders).toContainText('共 36 行');
  await lookAt(page, '工作台');
});

test('a unit hands in, the office returns it with reasons, and accepts the next round', async ({
  faheng: { page },
}) => {
  test.setTimeout(180_000);
  await startSample(page);
  await backToSelfEvaluation(page);
  await openScreen(page, '自评填报');
  const bar = page.getByRole('region', { name: '自评提交' });
  await expect(bar).toContainText('填报中');
  await bar.getByRole('button', { name: '提交前检查' }).click();
  const check = page.getByRole('dialog', { name: '提交前检查' });
  await expect(check.getByRole('status')).toContainText('必须先补正');
  await expect(check.getByRole('button', { name: '确认提交' })).toBeDisabled();
  await lookAt(page, '提交前检查');
  await check.getByRole('textbox', { name: '理由' }).fill('单位报来纸质自评表');
  await check.getByRole('button', { name: '确认提交' }).click();
  await expect(bar).toContainText('已提交');
  await expect(bar).toContainText('逾期');
  await expect(page.getByRole('textbox', { name: '自评分' }).first()).toBeDisabled();

  await openScreen(page, '复核申诉');
  await tab(page, '自评接收');
  await expect(page.getByText('待接收 1 · 已接收 0 · 已退回 0 · 未提交 35')).toBeVisible();
  await page.getByRole('button', { name: '全选已提交' }).click();
  await page.getByRole('button', { name: '退回', exact: true }).click();
  const back = page.getByRole('dialog', { name: /^退回补正/ });
  const send = back.getByRole('button', { name: '退回', exact: true });
  await back.getByRole('textbox', { name: '理由', exact: true }).fill('佐证材料不全，请补正');
  await back.getByRole('combobox', { name: '退回的指标' }).fill('1.1.1');
  await page.keyboard.press('Enter');
  await expect(send).toBeDisabled();
  await back.getByRole('textbox', { name: '1.1.1 的退回理由' }).fill('缺盖章扫描件');
  await lookAt(page, '退回补正');
  await send.click();
  await expect(back).toBeHidden();

  await openScreen(page, '自评填报');
  await expect(bar.getByRole('alert')).toContainText('佐证材料不全，请补正');
  await expect(page.getByRole('group', { name: /^1\.1\.1 / })).toContainText('退回：缺盖章扫描件');
  await lookAt(page, '退回的自评');
  await bar.getByRole('button', { name: '提交', exact: true }).click();
  await check.getByRole('textbox', { name: '理由' }).fill('纸质材料已补齐');
  await check.getByRole('button', { name: '确认提交' }).click();
  await openScreen(page, '复核申诉');
  await page.getByRole('button', { name: '全选已提交' }).click();
  await page.getByRole('button', { name: '接收', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '接收', exact: true }).click();
  await expect(page.getByText('待接收 0 · 已接收 1')).toBeVisible();
});

test('缺项 is asked for at the item and approved beside what others ask', async ({ faheng: { page } }) => {
  test.setTimeout(180_000);
  await startSample(page);
  await openScreen(page, '自评填报');
  await page.getByRole('button', { name: '申请缺项 1.1.1' }).click();
  const ask = page.getByRole('dialog', { name: '申请缺项' });
  await ask.getByRole('textbox', { name: '申请理由' }).fill('本单位没有这项职责');
  await expect(ask.getByRole('button', { name: '提交申请' })).toBeEnabled();
  await lookAt(page, '申请缺项');
  await ask.getByRole('button', { name: '提交申请' }).click();
  await expect(page.getByRole('group', { name: /^1\.1\.1 / })).toContainText('缺项待审批');
  await openScreen(page, '复核申诉');
  await tab(page, '缺项审批');
  await page.getByRole('cell', { name: '本单位没有这项职责' }).click();
  const panel = page.getByRole('region', { name: '缺项申请详情' });
  await panel.getByRole('textbox', { name: '牵头单位意见' }).fill('情况属实');
  await panel.getByRole('button', { name: '保存意见' }).click();
  await expect(panel).toContainText('情况属实（考评办）');
  await page.getByRole('checkbox', { name: /1\.1\.1$/ }).check();
  await page.getByRole('button', { name: '批准', exact: true }).click();
  const decide = page.getByRole('dialog', { name: /缺项申请$/ });
  await lookAt(page, '批准缺项');
  await decide.getByRole('button', { name: '批准', exact: true }).click();
  await expect(decide).toBeHidden();
  await expect(panel).toContainText('已批准');
});

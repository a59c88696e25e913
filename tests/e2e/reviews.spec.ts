import { startSample } from './actions';
import { expect, test } from './faheng';
import { lookAt } from './pageChecks';

test('on-site check: proposed, listed, recorded, and shown beside the assessed score', async ({
  faheng: { page },
}) => {
  test.setTimeout(180_000);
  await startSample(page);
  await page.getByRole('menuitem', { name: '复核申诉' }).click();
  await page.getByRole('tab', { name: '实地核查' }).click();
  await lookAt(page, '实地核查');
  await page.getByRole('button', { name: '建议清单' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('种子').fill('20201209');
  await dialog.getByRole('button', { name: '生成建议' }).click();
  await expect(dialog.getByText('共 360 行')).toBeVisible();
  await dialog.getByLabel('核查组').fill('第一组');
  await lookAt(page, '实地核查建议清单');
  await dialog.getByRole('button', { name: '列入清单（360）' }).click();
  await expect(dialog).toHaveCount(0);
  // One item of the sample is on the list already, another has its finding.
  await expect(page.getByText('待核查 361 · 属实 1 · 调整 0')).toBeVisible();

  await page.getByRole('searchbox', { name: '在实地核查清单中查找' }).fill('区发展和改革委员会 1.1.2');
  await page.getByText('1.1.2 职能履行到位').first().click();
  const panel = page.getByRole('region', { name: '实地核查详情' });
  await panel.getByLabel('核查情况').fill('现场抽查，台账与上报不一致');
  await panel.getByRole('radio', { name: '调整' }).check();
  await expect(panel.getByRole('button', { name: '记录结果' })).toBeDisabled();
  await panel.getByLabel('调整后得分').fill('0.10');
  await lookAt(page, '记录实地核查');
  await panel.getByRole('button', { name: '记录结果' }).click();
  await expect(panel.getByText('由 1.00 调整为 0.10')).toBeVisible();
  await expect(panel.getByLabel('四层得分')).toContainText('核查调整分-0.90最终分0.10');

  await page.getByRole('tab', { name: '反馈', exact: true }).click();
  await expect(page.getByText(/实地核查由 1.00 调整为 0.10/).first()).toBeVisible();
  await lookAt(page, '反馈');
  await page.getByRole('tab', { name: '申诉复核' }).click();
  await expect(page.getByText('没有申诉', { exact: true })).toBeVisible();
  await lookAt(page, '申诉复核');

  await page.getByRole('menuitem', { name: '评分', exact: true }).click();
  await expect(page.getByRole('group', { name: '1.1.2 职能履行到位' })).toContainText(
    '调整 -0.90 · 最终 0.10',
  );
});

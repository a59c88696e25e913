import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { itemCard, openScreen, startSample } from './actions';
import { expect, test } from './faheng';

const TARGET = resolve(process.env['FAHENG_SCREENSHOTS'] ?? 'docs/images');

/** At 1366×768 as a person sees it, once everything has been drawn. */
async function picture(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await expect(page.locator('.ant-spin-spinning, .ant-skeleton-active')).toHaveCount(0);
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
  await page.screenshot({ path: join(TARGET, `${name}.png`), caret: 'hide' });
}

/** The pictures of the README, of the sample district. */
test('pictures of the program', async ({ faheng: { page } }) => {
  await expect(page.getByRole('button', { name: '使用示例数据', exact: true })).toBeVisible();
  await picture(page, 'first-start');
  await startSample(page);
  await expect(page.getByRole('region', { name: '考评阶段' })).toBeVisible();
  await picture(page, 'dashboard');

  await openScreen(page, '指标体系');
  await picture(page, 'indicators');

  await openScreen(page, '评分');
  await page.getByRole('button', { name: /^城管局/ }).click();
  await expect(page.getByRole('heading', { name: /区城市管理局/ })).toBeVisible();
  await withEvidence(page);
  await picture(page, 'scoring');
  await page.getByRole('group', { name: '单位得分' }).getByRole('button', { name: /最终/ }).click();
  await expect(page.getByRole('tree', { name: '得分推导' })).toBeVisible();
  await picture(page, 'explanation');
  await page.keyboard.press('Escape');
  await page.getByText('按指标', { exact: true }).click();
  await expect(page.getByRole('status', { name: '本项得分分布' })).toBeVisible();
  await picture(page, 'scoring-by-item');

  await openScreen(page, '综合考核');
  await expect(page.getByRole('row').filter({ hasText: '教育局' })).toBeVisible();
  await picture(page, 'comprehensive');
  await page.getByRole('tab', { name: '模拟权重' }).first().click();
  await expect(page.locator('canvas').first()).toBeVisible();
  await page.waitForTimeout(1_200);
  await picture(page, 'weight-simulation');

  await openScreen(page, '报表导出');
  await page.getByRole('combobox', { name: '工作表' }).click();
  await page.getByTitle('汇总表-有行政执法权部门', { exact: true }).click();
  await expect(page.getByRole('cell', { name: '区教育局' })).toBeVisible();
  await picture(page, 'reports');
});

/** Goes down to the first item of the unit that has evidence, so that the right column shows it. */
async function withEvidence(page: Page): Promise<void> {
  await itemCard(page, '1.1.1').click({ position: { x: 60, y: 12 } });
  const files = page.getByRole('list', { name: '佐证材料列表' }).getByRole('listitem');
  for (let item = 0; item < 98 && (await files.count()) === 0; item += 1) {
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(120);
  }
  await expect.poll(() => isDrawn(page), { message: 'the preview is drawn' }).toBe(true);
}

/** Whether the first page of the PDF has any ink on it. */
function isDrawn(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.evidence-preview canvas');
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    for (let at = 0; at < pixels.length; at += 4)
      if ((pixels[at + 3] ?? 0) > 0 && (pixels[at] ?? 255) < 100) return true;
    return false;
  });
}

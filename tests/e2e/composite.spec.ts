import type { Page } from '@playwright/test';
import { answerOf, expectSaved, openScreen, startSample } from './actions';
import { expect, test } from './faheng';

const UNIT = '区教育局';

async function openSurvey(page: Page): Promise<void> {
  await openScreen(page, '综合考核');
  await page.getByRole('tab', { name: '满意度与合成', exact: true }).click();
  await expect(page.getByRole('region', { name: '合成权重' })).toBeVisible();
}

/** 最终得分, hundredths. */
async function finalOf(page: Page): Promise<number> {
  const { units } = await answerOf(page, 'totals:get', {});
  const unit = units.find(({ name }) => name === UNIT);
  if (!unit) throw new Error(`no ${UNIT}`);
  return unit.final;
}

test('a survey is typed, weights must add up, and the total is of the parts', async ({
  faheng: { page },
}) => {
  await startSample(page);
  await openSurvey(page);
  const field = (name: string) => page.getByRole('textbox', { name: `${UNIT} ${name}` });
  const weights = page.getByRole('region', { name: '合成权重' });
  const sum = weights.getByRole('status', { name: '权重合计' });
  const save = weights.getByRole('button', { name: '保存合成权重' });

  await test.step('the survey is kept as it is typed, few answers are marked', async () => {
    await field('发放份数').fill('60');
    await field('有效份数').fill('21');
    await field('得分').fill('80');
    await field('得分').blur();
    await expectSaved(page);
    const row = page.getByRole('row').filter({ hasText: UNIT });
    await expect(row).toContainText('35.0%');
    await expect(row).toContainText('样本偏少');
  });

  await test.step('weights that do not add up to 100 cannot be saved', async () => {
    await weights.getByLabel('指标考核权重').fill('80');
    await expect(sum).toHaveText('合计必须正好是 100%，不能保存');
    await expect(save).toBeDisabled();
    await weights.getByLabel('满意度权重').fill('20');
    await expect(sum).toHaveText('合计正好 100%');
  });

  const indicators = await finalOf(page);
  await test.step('saved, the total is 80 % of the one and 20 % of the other', async () => {
    await save.click();
    await expect(weights.getByText(/^最终得分＝/)).toBeVisible();
    // 80.00 of the survey; half up, once.
    const expected = Math.floor((indicators * 80 + 8000 * 20 + 50) / 100);
    expect(await finalOf(page)).toBe(expected);
    await openScreen(page, '综合考核');
    await page.getByRole('tab', { name: '综合考核', exact: true }).click();
    const row = page.getByRole('row').filter({ hasText: '教育局' }).first();
    await expect(row).toContainText((expected / 100).toFixed(2));
  });
});

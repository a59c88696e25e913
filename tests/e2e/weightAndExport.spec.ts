import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { answerOf, openScreen, startSample } from './actions';
import { answerDialogs, expect, test } from './faheng';
import { figure, readTable, sheetNames } from './reportWorkbook';

const GROUP = '有行政执法权部门';

/** 「权重」 of a component of the group in sight. */
const weight = (page: Page, component: string) =>
  page
    .getByRole('region', { name: `${GROUP}综合考核方案` })
    .getByRole('row')
    .filter({ has: page.locator(`input[value="${component}"]`) })
    .getByRole('textbox', { name: '权重' });

test('the scheme is refused at 9.99 %, taken at 10 %, and the workbook holds what the screen shows', async ({
  faheng: { app, page },
  folder,
}) => {
  await startSample(page);

  await test.step('9.99 % cannot be saved and says why', async () => {
    await openScreen(page, '综合考核');
    const form = page.getByRole('region', { name: `${GROUP}综合考核方案` });
    const line = form.getByRole('status', { name: '法治占比' });
    await expect(line).toHaveText('法治占比 10.00% · 符合不低于10%要求');
    await weight(page, '法治建设').fill('9.99');
    await weight(page, '经济发展').fill('40.01');
    await expect(line).toHaveText('法治占比 9.99%,低于10%,不能保存');
    const save = form.getByRole('button', { name: '保存', exact: true });
    if (await save.isEnabled()) {
      await save.click();
      await expect(form.getByRole('alert')).toContainText('方案没有保存');
    }
    const stored = await answerOf(page, 'scheme:list', {});
    const components = stored.find(({ group }) => group === GROUP)?.components ?? [];
    expect(components.map(({ name, weight: kept }) => [name, kept])).toContainEqual(['法治建设', 1000]);
  });

  await test.step('10 % is saved', async () => {
    const form = page.getByRole('region', { name: `${GROUP}综合考核方案` });
    await weight(page, '法治建设').fill('10');
    await weight(page, '经济发展').fill('35');
    await weight(page, '社会治理').fill('35');
    await expect(form.getByRole('status', { name: '法治占比' })).toHaveText(
      '法治占比 10.00% · 符合不低于10%要求',
    );
    await form.getByRole('button', { name: '保存', exact: true }).click();
    await expect(page.getByText(`${GROUP}的综合考核方案已保存`)).toBeVisible();
    const stored = await answerOf(page, 'scheme:list', {});
    const components = stored.find(({ group }) => group === GROUP)?.components ?? [];
    expect(components.map(({ weight: kept }) => kept)).toEqual([1000, 3500, 3500, 2000]);
  });

  const onScreen = await test.step('figures of the screen', async () => {
    const table = page.getByRole('region', { name: `${GROUP}综合考核`, exact: true });
    await expect(table.getByRole('row').filter({ hasText: '教育局' })).toBeVisible();
    return tableTexts(page);
  });
  const total = await test.step('figures of one unit in 评分', async () => {
    await openScreen(page, '评分');
    await page.getByRole('button', { name: /教育局/ }).click();
    await expect(page.getByRole('heading', { name: /区教育局/ })).toBeVisible();
    return (await page.getByRole('group', { name: '单位得分' }).innerText()).replace(/\s+/g, ' ');
  });

  const file = join(folder, '全部表格.xlsx');
  await test.step('「导出」 of everything, with progress', async () => {
    await openScreen(page, '报表导出');
    await page.getByRole('button', { name: /全部表格/ }).click();
    await answerDialogs(app, { save: file });
    await page.getByRole('button', { name: '导出', exact: true }).click();
    await expect(page.getByText('已导出：全部表格.xlsx')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('button', { name: '打开文件夹' })).toBeVisible();
    expect((await stat(file)).size).toBeGreaterThan(50_000);
  });

  await test.step('the workbook holds what the screens show', async () => {
    const units = await answerOf(page, 'units:list', {});
    const summary = await readTable(file, `汇总表-${GROUP}`, '排名');
    const education = summary.find((line) => line['单位'] === '区教育局');
    expect(total).toContain(
      `原始 ${figure(education?.['原始分'])} / ${figure(education?.['适用分值'])} ` +
        `折算 ${figure(education?.['折算分'])} 加 ${figure(education?.['加分'])} 扣 ${figure(education?.['扣分'])} ` +
        `最终 ${figure(education?.['最终得分'])} 组内第 ${education?.['排名']}`,
    );
    const comprehensive = await readTable(file, `综合考核汇总-${GROUP}`, '单位');
    expect(onScreen.length).toBe(units.filter(({ group }) => group === GROUP).length);
    for (const [rank, shortName, law, counted, others, sum] of onScreen) {
      const name = units.find((unit) => unit.shortName === shortName)?.name;
      const line = comprehensive.find((each) => each['单位'] === name);
      expect([rank, law, counted, others, sum]).toEqual([
        line?.['名次'],
        figure(line?.['法治得分']),
        figure(line?.['计入得分']),
        figure(line?.['其他得分合计']),
        figure(line?.['综合总分']),
      ]);
      expect(line?.['权重检验(≥10%)']).toBe('符合');
    }
    const names = await sheetNames(file);
    expect(names[0]).toBe('说明');
    for (const sheet of ['指标得分矩阵', '扣分明细', '整改台账'])
      expect(names.some((name) => name.startsWith(sheet))).toBe(true);
  });

  await test.step('a second export can be cancelled and leaves nothing behind', async () => {
    const other = join(folder, '取消.xlsx');
    await answerDialogs(app, { save: other });
    await clickAsSoonAsItIsThere(page, '取消');
    await page.getByRole('button', { name: '导出', exact: true }).click();
    await expect(page.getByText('已取消，没有留下不完整的文件。')).toBeVisible();
    await expect(stat(other)).rejects.toThrow();
  });
});

/** Rank, short name and figures of every line of the result in sight, without the mark of provisional ones. */
async function tableTexts(page: Page): Promise<string[][]> {
  const rows = page
    .getByRole('region', { name: `${GROUP}综合考核`, exact: true })
    .locator('tr[data-row-key]');
  return rows.evaluateAll((found) =>
    found.map((row) =>
      [...row.querySelectorAll('td')].map((cell) => (cell.textContent ?? '').replace('暂计', '').trim()),
    ),
  );
}

/** A machine may be faster than a test: the page itself presses the button in the moment it is drawn. */
async function clickAsSoonAsItIsThere(page: Page, name: string): Promise<void> {
  await page.evaluate((wanted) => {
    const observer = new MutationObserver(() => {
      const buttons = [...document.querySelectorAll('button')];
      const button = buttons.find((each) => (each.textContent ?? '').replace(/\s/g, '') === wanted);
      if (!button) return;
      observer.disconnect();
      button.click();
    });
    observer.observe(document.body, { childList: true, subtree: true });
  }, name);
}

import { openScreen, SCREENS, startSample } from './actions';
import { expect, test } from './faheng';
import { axeViolations, cutOffTexts, foreignTexts, lookAt } from './pageChecks';

// axe looks at every element of every place: minutes on a machine that does other things as well.
test.describe.configure({ timeout: 300_000 });

/** Their tabs are looked at one by one. */
const WITH_TABS = ['复核申诉', '案卷评查', '综合考核', '问题整改', '数据交换', '系统管理'] as const;

test('the checks themselves find what is wrong', async ({ faheng: { page } }) => {
  await expect(page.getByRole('button', { name: '使用示例数据', exact: true })).toBeVisible();
  await page.evaluate(() => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<p style="width:30px;overflow:hidden;white-space:nowrap">这一行文字放不下</p>' +
        '<p style="position:absolute;left:1360px;white-space:nowrap">伸到窗口外面的文字</p>' +
        '<button style="position:fixed;top:0;left:0;color:#ddd;background:#eee">Save changes</button>',
    );
  });
  expect((await axeViolations(page)).join()).toContain('color-contrast');
  const cut = (await cutOffTexts(page)).join();
  expect(cut).toContain('cut off: p. “这一行文字放不下”');
  expect(cut).toContain('outside the window: p. “伸到窗口外面的文字”');
  expect(await foreignTexts(page)).toEqual(['Save changes']);
});

test('first start', async ({ faheng: { page } }) => {
  for (const name of ['使用示例数据', '新建考评库', '打开考评库'])
    await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
  await lookAt(page, '首页');
  await page.getByRole('button', { name: '新建考评库', exact: true }).click();
  await lookAt(page, '新建考评库');
});

test('every screen without tabs at 1366×768 with the sample', async ({ faheng: { page } }) => {
  await startSample(page);
  await expect(page.getByRole('menu', { name: '主菜单' }).getByRole('menuitem')).toHaveText([...SCREENS]);
  for (const name of SCREENS.filter((screen) => !WITH_TABS.some((each) => each === screen))) {
    await openScreen(page, name);
    await lookAt(page, name);
  }
  await test.step('评分 by item', async () => {
    await openScreen(page, '评分');
    await page.getByText('按指标', { exact: true }).click();
    await expect(page.getByRole('list', { name: '指标列表' })).toBeVisible();
    await lookAt(page, '评分·按指标');
  });
  await test.step('综合考核: other scores, what-if', async () => {
    await openScreen(page, '综合考核');
    for (const tab of ['其他得分', '模拟权重']) {
      await page.getByRole('tab', { name: tab }).first().click();
      await lookAt(page, `综合考核·${tab}`);
    }
  });
  await test.step('every document of 报表导出', async () => {
    await openScreen(page, '报表导出');
    for (const name of ['指标得分矩阵', '单位明细表', '扣分明细', '整改台账']) {
      await page.getByRole('button', { name: new RegExp(name) }).click();
      await lookAt(page, `报表导出·${name}`);
    }
  });
});

test('every tab of every screen with the sample', async ({ faheng: { page } }) => {
  await startSample(page);
  for (const name of WITH_TABS) {
    await openScreen(page, name);
    const tabs = page.locator('.screen-tabs > .ant-tabs-nav').getByRole('tab');
    for (const tab of await tabs.allTextContents()) {
      await tabs.filter({ hasText: tab }).first().click();
      await expect(page.locator('.screen-spin')).toHaveCount(0);
      await lookAt(page, `${name}·${tab}`);
    }
  }
});

test('the dialogs with the sample', async ({ faheng: { page } }) => {
  await startSample(page);
  const closed = async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  await page.getByRole('button', { name: '搜索' }).click();
  await page.getByRole('combobox', { name: '搜索单位、指标、材料和命令' }).fill('fgw');
  await expect(page.getByRole('option', { name: /发展和改革委员会/ })).toBeVisible();
  await lookAt(page, '搜索');
  await closed();
  await page.getByRole('button', { name: '帮助' }).click();
  await lookAt(page, '帮助');
  await page.getByRole('button', { name: '打开用户手册' }).click();
  await expect(page.getByRole('article', { name: '手册正文' })).toBeVisible();
  await lookAt(page, '用户手册');
  await closed();
  await openScreen(page, '评分');
  await page.getByRole('button', { name: '快捷键' }).click();
  await lookAt(page, '快捷键');
  await closed();
  await page.getByRole('group', { name: '单位得分' }).getByRole('button', { name: /最终/ }).click();
  await expect(page.getByRole('tree', { name: '得分推导' })).toBeVisible();
  await lookAt(page, '得分推导');
  await closed();
  await openScreen(page, '指标体系');
  for (const name of ['导入指标表', '新建版本', '对比版本', '设置']) {
    await page.getByRole('button', { name, exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await lookAt(page, name);
    await closed();
  }
  // Only in preparation may units come and go; their dialogs are looked at in accessibilityForms.
  await openScreen(page, '被考评单位');
  await expect(page.getByRole('button', { name: '添加单位', exact: true })).toBeDisabled();
});

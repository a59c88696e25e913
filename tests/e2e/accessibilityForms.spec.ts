import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openScreen, SCREENS, startSample } from './actions';
import { answerDialogs, expect, test } from './faheng';
import { lookAt } from './pageChecks';
import { writeSmallIndicators, writeSmallUnits } from './smallTables';

// axe looks at every element of every place: minutes on a machine that does other things as well.
test.describe.configure({ timeout: 300_000 });

test('the steps of the import dialogs', async ({ faheng: { app, page }, folder }) => {
  await page.getByRole('button', { name: '新建考评库', exact: true }).click();
  await page.getByRole('radio', { name: '导入本地指标表' }).check();
  await page.getByRole('radio', { name: '导入单位表' }).check();
  await lookAt(page, '新建考评库：导入');

  await page.getByRole('button', { name: '选择指标表' }).click();
  await answerDialogs(app, { open: [await writeSmallIndicators(folder)] });
  const indicators = page.getByRole('dialog', { name: '导入指标表' });
  await indicators.getByRole('button', { name: '选择文件', exact: true }).click();
  await expect(indicators.getByRole('region', { name: '字段对应' })).toBeVisible();
  await lookAt(page, '导入指标表：字段对应');
  await indicators.getByRole('button', { name: '下一步' }).click();
  await expect(indicators.getByRole('region', { name: '导入预览' })).toBeVisible();
  await lookAt(page, '导入指标表：导入预览');
  await indicators.getByRole('button', { name: '确认导入' }).click();
  await expect(indicators).toBeHidden();

  await page.getByRole('button', { name: '选择单位表' }).click();
  await answerDialogs(app, { open: [await writeSmallUnits(folder)] });
  const units = page.getByRole('dialog', { name: '导入单位表' });
  await units.getByRole('button', { name: '选择文件', exact: true }).click();
  await expect(units.getByRole('button', { name: '确认导入' })).toBeEnabled();
  await lookAt(page, '导入单位表：预览');
});

test('the screens before anything is in them say what to do', async ({ faheng: { app, page }, folder }) => {
  const workspace = join(folder, '空考评库');
  await mkdir(workspace);
  await page.getByRole('button', { name: '新建考评库', exact: true }).click();
  await answerDialogs(app, { open: [workspace] });
  await page.getByRole('button', { name: '选择文件夹' }).click();
  await expect(page.getByLabel('文件夹')).toHaveValue('空考评库');
  await page.getByRole('radio', { name: '以后再添加' }).check();
  await page.getByRole('button', { name: '创建', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: '工作台', exact: true })).toBeVisible();
  for (const name of SCREENS) {
    await openScreen(page, name);
    await lookAt(page, `${name}（空）`);
    // These do not live on units.
    if (!['指标体系', '系统管理', '报表导出'].includes(name))
      await expect(
        page
          .getByRole('main')
          .getByText(/还没有/)
          .first(),
      ).toBeVisible();
  }
  await openScreen(page, '被考评单位');
  for (const name of ['添加单位', '导入单位表']) {
    await page.getByRole('button', { name, exact: true }).first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await lookAt(page, name);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});

test('the forms inside the screens', async ({ faheng: { page } }) => {
  await startSample(page);
  await openScreen(page, '评分');
  await page
    .getByRole('list', { name: '单位列表' })
    .getByRole('button', { name: /生态环境/ })
    .click();
  await expect(page.getByRole('heading', { name: /生态环境/ })).toBeVisible();
  await lookAt(page, '评分：未评完的单位');

  await openScreen(page, '指标体系');
  await page.getByRole('button', { name: '新建版本', exact: true }).click();
  const version = page.getByRole('dialog', { name: '新建版本' });
  await version.getByRole('button', { name: '新建', exact: true }).click();
  await expect(version).toBeHidden();
  await page.getByRole('treeitem', { name: /1\.1\.1/ }).click();
  await expect(page.getByRole('button', { name: '发布', exact: true })).toBeVisible();
  await lookAt(page, '指标体系：草稿');

  await openScreen(page, '被考评单位');
  await page.getByRole('button', { name: '修改区教育局' }).click();
  await expect(page.getByRole('dialog', { name: /修改单位/ })).toBeVisible();
  await lookAt(page, '修改单位');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await openScreen(page, '系统管理');
  await page.getByRole('button', { name: '校验', exact: true }).click();
  await expect(page.getByText('没有发现问题')).toBeVisible();
  await lookAt(page, '系统管理：校验结果');
});

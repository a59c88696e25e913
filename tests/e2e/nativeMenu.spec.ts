import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { answerOf, createSmallWorkspace, expectSaved, itemCard, openScreen } from './actions';
import { answerDialogs, expect, test } from './faheng';

/** Labels of the native menu: each with those below it, separators left out. */
function menuLabels(app: ElectronApplication): Promise<[string, string[]][]> {
  return app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).map(({ label, submenu }): [string, string[]] => [
      label,
      (submenu?.items ?? []).filter(({ type }) => type !== 'separator').map((item) => item.label),
    ]),
  );
}

/** What 文件 › 最近打开 offers, newest first. */
function recentLabels(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(({ Menu }) => {
    const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === '文件');
    const recent = file?.submenu?.items.find(({ label }) => label === '最近打开');
    return (recent?.submenu?.items ?? []).map(({ label }) => label);
  });
}

/** Clicks an entry as a person does. */
async function clickMenu(app: ElectronApplication, menu: string, entry: string): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow, Menu }, [outer, inner]) => {
      const items =
        Menu.getApplicationMenu()?.items.find(({ label }) => label === outer)?.submenu?.items ?? [];
      const item = items.find(({ label }) => label.replace('…', '') === inner);
      if (!item) throw new Error(`${outer} › ${inner} is not there`);
      item.click(undefined, BrowserWindow.getAllWindows()[0]);
    },
    [menu, entry],
  );
}

test('the native menu: names, undo, help, backup and restore', async ({ faheng, folder }) => {
  const { app, page } = faheng;
  await createSmallWorkspace(faheng, folder);

  await test.step('names', async () => {
    const labels = new Map(await menuLabels(app));
    expect([...labels.keys()]).toEqual(['文件', '编辑', '视图', '帮助']);
    expect(labels.get('文件')?.map((label) => label.replace('…', ''))).toEqual([
      '新建考评库',
      '打开考评库',
      '打开任务包或评分包',
      '最近打开',
      '备份',
      '恢复',
      '退出',
    ]);
    expect(labels.get('编辑')?.slice(0, 2)).toEqual(['撤销', '重做']);
    expect(labels.get('视图')?.slice(0, 3)).toEqual(['放大', '缩小', '实际大小']);
    expect(labels.get('帮助')).toEqual(['用户手册', '快捷键', '关于']);
  });

  await test.step('编辑 takes the last score back', async () => {
    await openScreen(page, '评分');
    const yes = itemCard(page, '1.1.1').getByRole('radio', { name: '是', exact: true });
    await yes.check();
    await clickMenu(app, '编辑', '撤销');
    await expect(yes).not.toBeChecked();
    await clickMenu(app, '编辑', '重做');
    await expect(yes).toBeChecked();
    await expectSaved(page);
  });

  await test.step('帮助 opens what it names', async () => {
    await clickMenu(app, '帮助', '快捷键');
    await expect(page.getByRole('dialog', { name: '快捷键' })).toBeVisible();
    await page.keyboard.press('Escape');
    await clickMenu(app, '帮助', '用户手册');
    const manual = page.getByRole('dialog', { name: '用户手册' });
    await expect(manual.getByRole('heading', { name: '1 安装与第一次打开' })).toBeVisible();
    // Typed where the focus is: the search; Enter goes to the first place found.
    await page.keyboard.insertText('恢复码');
    await expect(manual.getByRole('status')).toHaveText(/节里有/);
    await manual.getByRole('navigation').getByRole('button', { name: '1 安装与第一次打开' }).click();
    const picture = manual.getByRole('img', { name: '恢复码', exact: true });
    await picture.scrollIntoViewIfNeeded();
    await expect
      .poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth))
      .toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  const backup = join(folder, '备份.zip');
  await test.step('备份 writes one file', async () => {
    await answerDialogs(app, { save: backup });
    await clickMenu(app, '文件', '备份');
    await expect(page.getByText('已备份：备份.zip')).toBeVisible();
    expect(existsSync(backup)).toBe(true);
  });

  await test.step('恢复 opens it in another folder, with every score', async () => {
    const restored = join(folder, '恢复的考评库');
    await mkdir(restored);
    await answerDialogs(app, { open: [backup], folder: restored });
    await clickMenu(app, '文件', '恢复');
    await expect
      .poll(async () => (await answerOf(page, 'app:state', {})).workspace?.folder ?? '')
      .toBe(restored);
    expect(await recentLabels(app)).toEqual([
      expect.stringContaining(restored),
      expect.stringContaining('海州区考评库'),
    ]);
    await openScreen(page, '评分');
    await expect(itemCard(page, '1.1.1').getByRole('radio', { name: '是', exact: true })).toBeChecked();
  });

  await test.step('新建考评库 shows the form', async () => {
    await clickMenu(app, '文件', '新建考评库');
    await expect(page.getByRole('button', { name: '选择文件夹' })).toBeVisible();
  });
});

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { aPdf } from '../helpers/evidenceFiles';
import { createSmallWorkspace, expectSaved, itemCard, openScreen, tabTo } from './actions';
import { answerDialogs, expect, test } from './faheng';

/** What is typed into each item without a mouse, and the figure it must show. */
const KEYSTROKES: readonly {
  readonly code: string;
  readonly keys: readonly string[];
  readonly figure: string;
}[] = [
  { code: '1.1.1', keys: ['1'], figure: '得分 10.00' },
  { code: '1.1.2', keys: ['1', 'Tab', '2'], figure: '得分 6.00' },
  { code: '1.1.10', keys: ['2'], figure: '得分 7.00' },
  { code: '1.2.1', keys: ['3'], figure: '得分 7.50' },
  { code: '2.1.1', keys: ['8', '5', 'Tab', '9', '0'], figure: '得分 12.00' },
  { code: '2.1.2', keys: ['1', '8'], figure: '得分 5.00' },
  { code: '2.2.1', keys: ['8', '.', '5', 'Control+r', '有', '创', '新'], figure: '得分 8.50' },
  { code: '2.2.2', keys: ['1', 'Tab', '0'], figure: '得分 8.00' },
  { code: '2.2.3', keys: [...'2021-03-03'], figure: '得分 9.00' },
];

async function press(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    if (key.length === 1 && key > '~') await page.keyboard.insertText(key);
    else await page.keyboard.press(key);
  }
}

test('a unit is scored by keyboard alone, with evidence, undo and explanation', async ({
  faheng,
  folder,
}) => {
  const { app, page } = faheng;
  await createSmallWorkspace(faheng, folder);

  await test.step('Ctrl+K opens 评分 at the first item', async () => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: '搜索单位、指标、材料和命令' })).toBeFocused();
    await page.keyboard.insertText('评分');
    await expect(page.getByRole('option', { name: /评分/ }).first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: /区城市管理局/ })).toBeVisible();
    await expect(itemCard(page, '1.1.1').getByRole('radio', { name: '是', exact: true })).toBeFocused();
  });

  await test.step('every item is scored as it is typed, Enter goes on', async () => {
    for (const { code, keys, figure } of KEYSTROKES) {
      const card = itemCard(page, code);
      await expect(card.locator(':focus')).toHaveCount(1);
      await press(page, keys);
      await expect(card.getByRole('button', { name: `${figure}，查看推导` })).toBeVisible();
      await page.keyboard.press('Enter');
    }
    await expect(page.getByText('本单位的指标已全部评完')).toBeVisible();
    await expectSaved(page);
  });

  const totals = page.getByRole('group', { name: '单位得分' });
  await test.step('the unit’s figures are those of its items', async () => {
    await expect(totals).toContainText('原始 73.00 / 100.00');
    await expect(totals).toContainText('最终 73.00');
    await expect(page.getByText('已评 9/9')).toBeVisible();
    await expect(itemCard(page, '2.1.1').getByLabel('得分说明')).toContainText('94.44');
  });

  await test.step('not applicable takes the item out of the denominator, undo brings it back', async () => {
    await page.keyboard.press('ArrowUp');
    const card = itemCard(page, '2.2.2');
    await expect(card.locator(':focus')).toHaveCount(1);
    await page.keyboard.press('n');
    await expect(card.getByRole('checkbox', { name: '不适用' })).toBeChecked();
    await page.keyboard.insertText('没有相关职责');
    await expect(totals).toContainText('原始 65.00 / 90.00');
    await expect(totals).toContainText('折算 72.22');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect(card.getByRole('checkbox', { name: '不适用' })).not.toBeChecked();
    await expect(totals).toContainText('原始 73.00 / 100.00');
    await page.keyboard.press('Control+y');
    await page.keyboard.press('Control+y');
    await expect(totals).toContainText('原始 65.00 / 90.00');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect(totals).toContainText('最终 73.00');
    await expectSaved(page);
  });

  const evidence = page.getByRole('list', { name: '佐证材料列表' });
  await test.step('Ctrl+E attaches two files, one of them shown; a program is refused', async () => {
    const minutes = join(folder, '会议纪要.pdf');
    const note = join(folder, '说明.txt');
    const program = join(folder, '安装.exe');
    await writeFile(minutes, aPdf('第一季度'));
    await writeFile(note, '第一季度学法记录');
    await writeFile(program, Buffer.from('4d5a90000300', 'hex'));
    await answerDialogs(app, { open: [minutes, note, program] });
    await page.keyboard.press('Control+e');
    await expect(evidence.getByRole('listitem')).toHaveCount(2);
    await expect(evidence).toContainText('会议纪要.pdf');
    await expect(page.getByText('1 个文件未添加，其余已保留')).toBeVisible();
    await evidence.getByRole('button', { name: '说明.txt', exact: true }).press('Enter');
    await expect(page.getByText('第一季度学法记录')).toBeVisible();
  });

  await test.step('a file dropped on an item becomes its evidence', async () => {
    const photo = join(folder, '现场照片.png');
    await writeFile(photo, Buffer.from(ONE_PIXEL, 'base64'));
    await dropFile(page, photo, '1.2.1');
    await expect(evidence).toContainText('现场照片.png');
    await expect(evidence.getByRole('listitem')).toHaveCount(1);
    await expect(itemCard(page, '1.2.1').getByTitle('佐证材料 1 份')).toBeVisible();
  });

  await test.step('a figure opens its explanation, 「复制说明」 copies it', async () => {
    await tabTo(page, totals.getByRole('button', { name: /最终/ }));
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: '得分推导' });
    await expect(dialog.getByRole('tree', { name: '得分推导' })).toContainText('73.00');
    await dialog.getByRole('button', { name: '复制说明' }).press('Enter');
    await expect(page.getByText('说明已复制到剪贴板')).toBeVisible();
    const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
    expect(copied).toContain('区城市管理局');
    expect(copied).toContain('94.44');
    expect(copied).toContain('73.00');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  await test.step('by item, the same figures stand beside the other units’', async () => {
    await page.getByText('按指标', { exact: true }).click();
    await expect(page.getByRole('heading', { name: /1\.2\.1/ }).first()).toBeVisible();
    await expect(page.getByRole('status', { name: '本项得分分布' })).toContainText('平均 7.50');
  });

  await test.step('out of range is refused at the field, with the range', async () => {
    await page.getByText('按单位', { exact: true }).click();
    const card = itemCard(page, '2.1.1');
    await card.getByLabel('分母').fill('0');
    await expect(card.getByRole('alert')).not.toBeEmpty();
    await card.getByLabel('分母').fill('90');
    await expect(card.getByRole('alert')).toHaveCount(0);
  });
  await openScreen(page, '工作台');
});

const ONE_PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Drags a file of the disk over an item and lets it go there, as the system does. */
async function dropFile(page: Page, path: string, code: string): Promise<void> {
  const card = itemCard(page, code);
  await card.scrollIntoViewIfNeeded();
  const box = await card.boundingBox();
  if (!box) throw new Error(`${code} is not in sight`);
  // The protocol names no files before the drop, so that the page would not take what hovers; the drop itself is real.
  await page.evaluate(() => addEventListener('dragover', (event) => event.preventDefault(), true));
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  const point = { x: box.x + 40, y: box.y + 12 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devtools.send('Input.dispatchDragEvent', { type, ...point, data });
  await devtools.detach();
}

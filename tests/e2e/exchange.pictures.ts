import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { answerOf, openScreen, startSample } from './actions';
import { answerDialogs, end, expect, launch, test, type Faheng } from './faheng';
import { picture } from './picture';

async function openTab({ page }: Faheng, tab: string): Promise<void> {
  await openScreen(page, '数据交换');
  await page.getByRole('tab', { name: tab, exact: true }).click();
}

/** 「发出」 with a kind chosen. */
async function packing(faheng: Faheng, kind: string) {
  await openTab(faheng, '发出');
  const kinds = faheng.page.getByRole('list', { name: '数据包的种类' });
  await kinds.getByRole('button', { name: new RegExp(`^${kind}`) }).click();
  return faheng.page.getByRole('region', { name: '写数据包' });
}

const written = (page: Faheng['page']) =>
  page.getByRole('list', { name: '写出的数据包' }).getByRole('listitem');

test('packages out and in', async ({ faheng, folder }) => {
  const { app, page } = faheng;
  const [stick, seat] = [join(folder, 'U盘'), join(folder, '区发展和改革委员会')];
  await mkdir(stick);
  await mkdir(seat);
  await startSample(page);
  const form = await packing(faheng, '任务包');
  const [unit] = await answerOf(page, 'units:list', {});
  await form.getByRole('combobox', { name: '单位' }).fill(unit?.code ?? '');
  await page
    .getByRole('option', { name: new RegExp(`^${unit?.code ?? ''} `) })
    .first()
    .waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await picture(page, 'exchange-out');
  await answerDialogs(app, { folder: stick, save: join(stick, '任务包.fhpkg') });
  await form.getByRole('button', { name: '写出任务包' }).click();
  await expect(written(page)).toHaveCount(1, { timeout: 60_000 });
  const [task = ''] = await readdir(stick);

  const away = await launch(join(folder, 'userData-unit'));
  await away.page.getByRole('button', { name: '打开任务包或评分包' }).click();
  const dialog = away.page.getByRole('dialog', { name: '打开任务包或评分包' });
  await answerDialogs(away.app, { open: [join(stick, task)], folder: seat });
  await dialog.getByRole('button', { name: '选择数据包' }).click();
  await expect(dialog.getByText('密钥指纹')).toBeVisible();
  await dialog.getByRole('button', { name: '选择文件夹' }).click();
  await picture(away.page, 'exchange-open', dialog.locator('.ant-modal-container').first());
  await dialog.getByRole('button', { name: '打开', exact: true }).click();
  await expect(away.page.getByRole('menuitem', { name: '自评填报', exact: true })).toBeVisible({
    timeout: 60_000,
  });
  const [own] = await answerOf(away.page, 'units:list', {});
  const unitId = own?.id ?? 0;
  const sheet = await answerOf(away.page, 'self:sheet', { unitId });
  for (const [index, points] of ['0.80', '0.50', '0.60'].entries()) {
    const place = { unitId, itemId: sheet[index]?.itemId ?? 0 };
    await answerOf(away.page, 'self:record', { ...place, points, statement: '按考评办电话通知更正' });
  }
  const packed = await packing(away, '自评包');
  await answerDialogs(away.app, { save: join(stick, '自评包.fhpkg') });
  await packed.getByRole('button', { name: '写出自评包' }).click();
  await expect(written(away.page)).toHaveCount(1, { timeout: 60_000 });
  await picture(away.page, 'exchange-unit');
  await end(away.app);

  const here = {
    unitId: unit?.id ?? 0,
    itemId: (await answerOf(page, 'self:sheet', { unitId: unit?.id ?? 0 }))[0]?.itemId ?? 0,
  };
  await answerOf(page, 'self:record', { ...here, points: '0.70', statement: '考评办代为更正' });
  await openTab(faheng, '收入');
  await answerDialogs(app, { open: [join(stick, '自评包.fhpkg')] });
  await page.getByRole('button', { name: '选择数据包' }).first().click();
  await page.getByRole('cell', { name: '自评包.fhpkg' }).click();
  const incoming = page.getByRole('region', { name: '来件详情' });
  await expect(incoming.getByRole('row', { name: /^冲突/ })).toBeVisible({ timeout: 30_000 });
  await incoming.getByRole('row', { name: /^冲突/ }).click();
  await picture(page, 'exchange-preview');
  await incoming.getByRole('button', { name: '合并', exact: true }).click();
  await expect(incoming.getByText(/^已合并：/)).toBeVisible({ timeout: 30_000 });
  await openTab(faheng, '收发台账');
  await page.getByRole('row', { name: /收到.*自评包/ }).click();
  await picture(page, 'exchange-ledger');
  await openTab(faheng, '报送情况');
  await picture(page, 'exchange-matrix');
});

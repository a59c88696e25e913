import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerOf, openScreen, startSample } from './actions';
import { answerDialogs, end, expect, launch, test, type Faheng } from './faheng';
import { cutOffTexts, lookAt } from './pageChecks';
import { answerTask, jobOf, PLAIN, tokenOf } from './seats';

const UNITS = 6;
/** Large enough that reading it can be stopped on the way. */
const LARGE = { files: 8, bytes: 45_000_000 };

const tab = ({ page }: Faheng, name: string) => page.getByRole('tab', { name, exact: true }).click();
const button = ({ page }: Faheng, name: string | RegExp) => page.getByRole('button', { name });

async function largeFiles(folder: string): Promise<string[]> {
  const paths = Array.from({ length: LARGE.files }, (_, index) => join(folder, `材料${index + 1}.pdf`));
  for (const path of paths) {
    const parts = [Buffer.from('%PDF-1.4\n'), randomBytes(LARGE.bytes), Buffer.from('\n%%EOF\n')];
    await writeFile(path, Buffer.concat(parts));
  }
  return paths;
}

/** Tasks of the first units written from the screen, answered at their seats: files of one name, each in a folder of its own. */
async function handIns(faheng: Faheng, folder: string): Promise<string[]> {
  const units = (await answerOf(faheng.page, 'units:list', {})).slice(0, UNITS);
  const stick = join(folder, '任务');
  await mkdir(stick);
  const request = { ...PLAIN, kind: 'task' as const, unitCodes: units.map(({ code }) => code) };
  await jobOf(faheng, 'exchange:packEach', { request, folder: await tokenOf(faheng, stick, 'packages') });
  const away = await launch(join(folder, 'userData-units'));
  const answers: string[] = [];
  for (const [index, name] of (await readdir(stick)).sort().entries()) {
    await mkdir(join(folder, `U盘${index}`));
    const answer = join(folder, `U盘${index}`, '自评包.fhpkg');
    const materials = index === 0 ? await largeFiles(folder) : [];
    await answerTask(away, join(stick, name), join(folder, `席位${index}`), answer, materials);
    answers.push(answer);
  }
  await end(away.app);
  return answers;
}

test('many packages are read and merged together; both can be stopped on the way and gone on with', async ({
  faheng,
  folder,
}) => {
  test.setTimeout(600_000);
  const { app, page } = faheng;
  await startSample(page);
  const answers = await handIns(faheng, folder);
  const gone = answers[UNITS - 1] ?? '';
  await rename(gone, `${gone}.away`);

  await openScreen(page, '数据交换');
  await tab(faheng, '收入');
  await answerDialogs(app, { open: answers });
  await button(faheng, '选择数据包').first().click();
  // The first is large: stopped in the middle of the file, nothing of it is left aside.
  await expect(page.getByRole('row', { name: /正在读取 \d+%/ })).toBeVisible({ timeout: 30_000 });
  await button(faheng, '取消').click();
  await expect(page.getByText(`等待读取 ${UNITS}`)).toBeVisible();
  await expect(page.getByRole('row', { name: /自评包.fhpkg/ })).toHaveCount(UNITS);
  await lookAt(page, '数据交换·读取已取消');
  await button(faheng, '继续读取').click();
  await expect(page.getByText(`可合并 ${UNITS - 1} · 不能合并 1`)).toBeVisible({ timeout: 120_000 });

  // The stick that was not in its place is there again.
  await rename(`${gone}.away`, gone);
  await page.getByRole('row', { name: /不能合并/ }).focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('region', { name: '来件详情' });
  await expect(panel).toBeFocused();
  await expect(panel.getByText('PACKAGE_NOT_FOUND')).toBeVisible();
  await panel.getByRole('button', { name: '重试' }).click();
  await expect(page.getByText(`可合并 ${UNITS}`)).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);

  // What was read does not need its stick any more.
  await rm(answers[1] ?? '');
  await button(faheng, `合并全部可合并的（${UNITS}）`).click();
  const keys = page.getByRole('dialog', { name: `确认 ${UNITS} 个第一次见到的密钥` });
  await lookAt(page, '数据交换·确认密钥');
  await keys.getByRole('button', { name: '确认并合并' }).click();
  await expect(page.getByText(/^已合并 [1-5]\/6$/)).toBeVisible({ timeout: 60_000 });
  await button(faheng, '取消').click();
  await expect(page.getByText(/可合并 \d · 已合并 \d/)).toBeVisible({ timeout: 60_000 });
  const merged = async () =>
    (await answerOf(page, 'exchange:ledger', {})).filter(({ state }) => state === 'merged').length;
  const before = await merged();
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(UNITS);
  await button(faheng, `合并全部可合并的（${UNITS - before}）`).click();
  await page.getByRole('button', { name: '确认并合并' }).click();
  await expect(page.getByText(`已合并 ${UNITS}`, { exact: true })).toBeVisible({ timeout: 120_000 });
  expect(await merged()).toBe(UNITS);
  await lookAt(page, '数据交换·成批合并后');

  // At 200 % there is room for one of them: the panel alone, and back to its row.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  await tab(faheng, '收发台账');
  const row = page.getByRole('row', { name: /自评包/ }).first();
  await row.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: '数据包详情' })).toBeFocused();
  await expect(row).toBeHidden();
  expect(await cutOffTexts(page, true)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(row).toBeFocused();
});

test('packing for all units can be stopped, and says what was written', async ({ faheng, folder }) => {
  test.setTimeout(300_000);
  const { app, page } = faheng;
  const stick = join(folder, 'U盘');
  await mkdir(stick);
  await startSample(page);
  await openScreen(page, '数据交换');
  await tab(faheng, '发出');
  const form = page.getByRole('region', { name: '写数据包' });
  await form.getByRole('button', { name: '全选' }).click();
  await answerDialogs(app, { folder: stick });
  await form.getByRole('button', { name: '写出任务包' }).click();
  await expect(form.getByText(/第 [2-9]\/36 个：/)).toBeVisible({ timeout: 60_000 });
  await lookAt(page, '数据交换·正在写');
  await form.getByRole('button', { name: '取消' }).click();
  await expect(form.getByText('已取消', { exact: false })).toBeVisible({ timeout: 30_000 });
  const written = form.getByRole('list', { name: '写出的数据包' }).getByRole('listitem');
  await expect(form.getByText(/写出 \d+ 个/)).toBeVisible();
  const count = await written.count();
  expect(await readdir(stick)).toHaveLength(count);
  expect(await answerOf(page, 'exchange:ledger', {})).toHaveLength(count);
  await expect(form.getByText(`没有写 ${36 - count} 个单位`)).toBeVisible();
  await lookAt(page, '数据交换·写包已取消');
});

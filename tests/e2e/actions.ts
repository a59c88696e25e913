import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Channel, Request, Response } from '../../shared/ipc/contract';
import type { Result } from '../../shared/ipc/result';
import { answerDialogs, type Faheng } from './faheng';
import { writeSmallIndicators, writeSmallUnits } from './smallTables';

/** The menu entries there are, in order; the names are exact. */
export const SCREENS = [
  '工作台',
  '指标体系',
  '被考评单位',
  '自评填报',
  '评分',
  '复核申诉',
  '案卷评查',
  '综合考核',
  '问题整改',
  '报表导出',
  '数据交换',
  '系统管理',
] as const;
export type ScreenName = (typeof SCREENS)[number];

/** 「使用示例数据」 of the first page; ends at 工作台. */
export async function startSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: '使用示例数据', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: '工作台', exact: true })).toBeVisible({ timeout: 20_000 });
}

export async function openScreen(page: Page, name: ScreenName): Promise<void> {
  await page.getByRole('menuitem', { name, exact: true }).click();
  await expect(page.getByRole('main', { name, exact: true })).toBeVisible();
}

/** 「新建考评库」 with own tables of nine items and three units, all through the forms. */
export async function createSmallWorkspace({ app, page }: Faheng, folder: string): Promise<string> {
  const workspace = join(folder, '海州区考评库');
  await mkdir(workspace);
  await page.getByRole('button', { name: '新建考评库', exact: true }).click();
  await answerDialogs(app, { open: [workspace] });
  await page.getByRole('button', { name: '选择文件夹' }).click();
  await expect(page.getByLabel('文件夹')).toHaveValue('海州区考评库');

  await page.getByRole('radio', { name: '导入本地指标表' }).check();
  await page.getByRole('button', { name: '选择指标表' }).click();
  await answerDialogs(app, { open: [await writeSmallIndicators(folder)] });
  const indicators = page.getByRole('dialog', { name: '导入指标表' });
  await indicators.getByRole('button', { name: '选择文件', exact: true }).click();
  await indicators.getByRole('button', { name: '下一步' }).click();
  await indicators.getByRole('button', { name: '确认导入' }).click();
  await expect(indicators).toBeHidden();

  await page.getByRole('radio', { name: '导入单位表' }).check();
  await page.getByRole('button', { name: '选择单位表' }).click();
  await answerDialogs(app, { open: [await writeSmallUnits(folder)] });
  const units = page.getByRole('dialog', { name: '导入单位表' });
  await units.getByRole('button', { name: '选择文件', exact: true }).click();
  await units.getByRole('button', { name: '确认导入' }).click();
  await expect(units).toBeHidden();

  await page.getByRole('button', { name: '创建', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: '工作台', exact: true })).toBeVisible({ timeout: 20_000 });
  return workspace;
}

/** The card of one item in 评分, by its code. */
export function itemCard(page: Page, code: string): Locator {
  return page.getByRole('group', { name: new RegExp(`^${code.replaceAll('.', '\\.')} `) });
}

/** Everything typed is on disk. */
export async function expectSaved(page: Page): Promise<void> {
  await expect(page.getByRole('status', { name: '保存状态' })).toHaveText(/已保存/);
}

/** Asks the main process as a page does that may ask for anything. */
export function invoke(page: Page, channel: unknown, request: unknown): Promise<Result<unknown>> {
  return page.evaluate(
    ([name, body]) => {
      const door = window.faheng.invoke as unknown as (
        name: unknown,
        body: unknown,
      ) => Promise<Result<unknown>>;
      return door(name, body);
    },
    [channel, request],
  );
}

/** The answer of a call that must not be refused. */
export async function answerOf<C extends Channel>(
  page: Page,
  channel: C,
  request: Request<C>,
): Promise<Response<C>> {
  const result = await invoke(page, channel, request);
  if (!result.ok) throw new Error(`${channel} refused: ${result.error.code} ${result.error.what}`);
  return result.value as Response<C>;
}

/** Presses Tab until a place has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, place: Locator, limit = 60): Promise<void> {
  for (let presses = 0; presses < limit; presses += 1) {
    if (await hasFocus(place)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${limit} times Tab did not reach ${place.toString()}`);
}

async function hasFocus(place: Locator): Promise<boolean> {
  return place.evaluateAll((found) =>
    found.some((element) => element === document.activeElement || element.contains(document.activeElement)),
  );
}

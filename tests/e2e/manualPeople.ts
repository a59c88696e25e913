import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Role } from '../../shared/domain/role';
import { answerOf, startSample } from './actions';
import { answerDialogs, type Faheng } from './faheng';

interface Person {
  readonly name: string;
  readonly unitCode: string;
  readonly roles: readonly Role[];
}

/** One person for every role of the manual; the first administrator is the sample's 考评办. */
const PEOPLE: readonly Person[] = [
  { name: '张敏', unitCode: 'B02', roles: ['leadScorer'] },
  { name: '李强', unitCode: 'A16', roles: ['leadScorer'] },
  { name: '陈洁', unitCode: 'B02', roles: ['fileReviewer'] },
  { name: '郑涛', unitCode: 'A15', roles: ['fileReviewer'] },
  { name: '赵刚', unitCode: 'B01', roles: ['siteChecker'] },
  { name: '刘芳', unitCode: 'A10', roles: ['unitFiller'] },
  { name: '孙伟', unitCode: 'A10', roles: ['unitLeader'] },
  { name: '周副区长', unitCode: '', roles: ['approver'] },
  { name: '吴静', unitCode: '', roles: ['auditor'] },
];

/** The sample district with everybody in it; ends as 考评办. */
export async function startWithPeople(page: Page): Promise<void> {
  await startSample(page);
  await addPeople(page);
}

/** The sample's units and everybody, with nothing done yet. */
export async function startEmptyWithPeople({ app, page }: Faheng, folder: string): Promise<void> {
  const workspace = join(folder, '海州区考评库');
  await mkdir(workspace);
  await page.getByRole('button', { name: '新建考评库', exact: true }).click();
  await answerDialogs(app, { open: [workspace] });
  await page.getByRole('button', { name: '选择文件夹' }).click();
  await expect(page.getByLabel('文件夹')).toHaveValue('海州区考评库');
  await page.getByRole('button', { name: '创建', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: '工作台', exact: true })).toBeVisible({ timeout: 20_000 });
  await addPeople(page);
}

async function addPeople(page: Page): Promise<void> {
  for (const { name, unitCode, roles } of PEOPLE) {
    const account = { name, unitCode, roles: [...roles], allItems: false, active: true };
    await answerOf(page, 'account:save', { accountId: null, account });
  }
}

/** Somebody else sits down: nobody here has a password. */
export async function become(page: Page, name: string): Promise<void> {
  await answerOf(page, 'account:signIn', { name, password: '' });
  await page.reload();
  await expect(page.getByRole('button', { name, exact: true })).toBeVisible({ timeout: 20_000 });
  await page.getByRole('menuitem', { name: '工作台', exact: true }).click();
}

/** Opens a screen and one of its tabs as a person does. */
export async function openTab(page: Page, screen: string, tab: string): Promise<void> {
  await page.getByRole('menuitem', { name: screen, exact: true }).click();
  await page.getByRole('tab', { name: tab, exact: true }).click();
  await expect(page.getByRole('tab', { name: tab, exact: true })).toHaveAttribute('aria-selected', 'true');
}

/** Ids of a unit and items by their codes. */
export async function idsOf(
  page: Page,
  unitCode: string,
  codes: readonly string[],
): Promise<{ unitId: number; itemIds: number[] }> {
  const units = await answerOf(page, 'units:list', {});
  const { items } = await answerOf(page, 'marking:assignments', {});
  return {
    unitId: units.find(({ code }) => code === unitCode)?.id ?? 0,
    itemIds: codes.map((code) => items.find((item) => item.code === code)?.itemId ?? 0),
  };
}

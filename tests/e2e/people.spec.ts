import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { contract } from '../../shared/ipc/contract';
import { answerOf, expectSaved, invoke, itemCard } from './actions';
import { answerDialogs, end, expect, launch, test, type Faheng } from './faheng';

const OFFICE = '海州法治考核2020';
const FIRST = '先用这个口令2020';
const OWN = '连云港的海风很大';

/** 「新建考评库」 with a name and a password; ends at 工作台 with the recovery code written down. */
async function createProtected({ app, page }: Faheng, folder: string): Promise<string> {
  const workspace = join(folder, '海州区考评库');
  await mkdir(workspace);
  await page.getByRole('button', { name: '新建考评库', exact: true }).click();
  await answerDialogs(app, { open: [workspace] });
  await page.getByRole('button', { name: '选择文件夹' }).click();
  await page.getByLabel('管理员姓名').fill('王主任');
  await page.getByLabel('口令', { exact: true }).fill('12345678');
  await expect(page.getByText('口令太简单，是连续的字符')).toBeVisible();
  await expect(page.getByRole('button', { name: '创建', exact: true })).toBeDisabled();
  await page.getByLabel('口令', { exact: true }).fill(OFFICE);
  await page.getByRole('button', { name: '创建', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '恢复码' });
  await expect(dialog.locator('code')).toHaveText(/^([A-Z2-9]{5}-){3}[A-Z2-9]{5}$/, { timeout: 20_000 });
  await dialog.getByRole('checkbox', { name: '我已抄下恢复码' }).check();
  await dialog.getByRole('button', { name: '完成' }).click();
  return workspace;
}

const personMenu = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function signIn(page: Page, name: string, password: string): Promise<void> {
  const box = page.getByLabel('登录', { exact: true });
  await expect(box.getByLabel('口令', { exact: true })).toBeVisible();
  const shown = box.locator('.ant-select').filter({ has: page.locator('#sign-in-name') });
  if (!(await shown.textContent())?.includes(name)) {
    await box.getByRole('combobox', { name: '姓名' }).click();
    await box.getByTitle(name).last().click();
  }
  await box.getByLabel('口令', { exact: true }).fill(password);
  await box.getByRole('button', { name: '登录', exact: true }).click();
}

async function codesOfAllCalls(page: Page): Promise<Record<string, string>> {
  const codes: Record<string, string> = {};
  for (const channel of Object.keys(contract)) {
    // Signing in, other workspaces and the manual are there for whoever is not signed in.
    if (/^(account|workspace|app|manual):/.test(channel)) continue;
    const result = await invoke(page, channel, {});
    codes[channel] = result.ok ? 'answered' : result.error.code;
  }
  return codes;
}

test('an office with passwords: made, locked, given back, shared with a scorer', async ({
  faheng,
  folder,
}) => {
  const { page } = faheng;
  await createProtected(faheng, folder);
  await expect(personMenu(page, '王主任')).toBeVisible();

  await test.step('while locked the screen stays, and no call is answered', async () => {
    await page.getByRole('menuitem', { name: '评分', exact: true }).click();
    const card = itemCard(page, '1.1.1');
    await card.getByRole('textbox').last().fill('锁定之前写的理由');
    await personMenu(page, '王主任').click();
    await page.getByRole('menuitem', { name: '锁定', exact: true }).click();
    await expect(page.getByRole('dialog', { name: '登录' })).toBeVisible();
    const codes = await codesOfAllCalls(page);
    const refused = ['NOT_SIGNED_IN', 'INVALID_REQUEST'];
    expect(Object.entries(codes).filter(([, code]) => !refused.includes(code))).toEqual([]);
    const [unit] = await page.evaluate(() => window.faheng.invoke('units:list', {})).then((r) => [r.ok]);
    expect(unit).toBe(false);
    await signIn(page, '王主任', 'not it');
    await expect(page.getByText('SIGN_IN_REFUSED')).toBeVisible();
    await signIn(page, '王主任', OFFICE);
    await expect(page.getByRole('dialog', { name: '登录' })).toBeHidden();
    await expect(card.getByRole('textbox').last()).toHaveValue('锁定之前写的理由');
    await expectSaved(page);
  });

  await test.step('the office adds a scorer with a first password', async () => {
    await page.getByRole('menuitem', { name: '系统管理', exact: true }).click();
    await page.getByRole('tab', { name: '人员', exact: true }).click();
    await page.getByRole('button', { name: '添加人员' }).click();
    const form = page.getByRole('dialog', { name: '添加人员' });
    await form.getByLabel('姓名').fill('张三');
    await form.getByRole('checkbox', { name: /可评全部指标/ }).check();
    await form.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('button', { name: '重置张三的口令' }).click();
    const reset = page.getByRole('dialog', { name: /重置口令/ });
    await reset.getByLabel('新口令').fill(FIRST);
    await reset.getByLabel('再输一次').fill(FIRST);
    await reset.getByRole('button', { name: '重置口令' }).click();
    await expect(page.getByRole('tabpanel', { name: '人员' })).toContainText('待本人修改');
  });

  await test.step('the scorer replaces it, and is offered only what a scorer does', async () => {
    await personMenu(page, '王主任').click();
    await page.getByRole('menuitem', { name: '切换用户', exact: true }).click();
    await signIn(page, '张三', FIRST);
    const box = page.getByLabel('登录', { exact: true });
    await box.getByLabel('原口令').fill(FIRST);
    await box.getByLabel('新口令').fill(OWN);
    await box.getByLabel('再输一次').fill(OWN);
    expect((await invoke(page, 'units:list', {})).ok).toBe(false);
    await box.getByRole('button', { name: '修改口令' }).click();
    const code = page.getByRole('dialog', { name: '恢复码' });
    await code.getByRole('checkbox').check();
    await code.getByRole('button', { name: '完成' }).click();
    await expect(page.getByRole('menuitem', { name: '评分', exact: true })).toBeVisible();
    for (const name of ['被考评单位', '自评填报', '综合考核', '报表导出']) {
      await expect(page.getByRole('menuitem', { name, exact: true })).toHaveCount(0);
    }
    await page.getByRole('menuitem', { name: '评分', exact: true }).click();
    await expect(page.getByText('合计和排名在反馈申诉阶段起显示')).toBeVisible();
    const account = await invoke(page, 'account:list', {});
    expect(account).toMatchObject({ ok: false, error: { code: 'NOT_PERMITTED' } });
  });

  await test.step('left alone, the window locks', async () => {
    await page.clock.install();
    await page.clock.fastForward(16 * 60_000);
    await expect(page.getByRole('dialog', { name: '登录' })).toBeVisible({ timeout: 20_000 });
    expect((await answerOf(page, 'app:state', {})).workspace).toMatchObject({ locked: true, person: '张三' });
  });

  await test.step('started again, nobody is signed in', async () => {
    await end(faheng.app);
    const again = await launch(faheng.userData);
    try {
      await expect(again.page.getByRole('button', { name: '登录', exact: true })).toBeVisible({
        timeout: 20_000,
      });
      expect(await invoke(again.page, 'totals:get', {})).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
      await signIn(again.page, '王主任', OFFICE);
      await expect(again.page.getByRole('menuitem', { name: '报表导出', exact: true })).toBeVisible();
    } finally {
      await end(again.app);
    }
  });
});

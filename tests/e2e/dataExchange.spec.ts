import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerOf, openScreen, startSample } from './actions';
import { answerDialogs, end, expect, launch, test, type Faheng } from './faheng';
import { lookAt, settled } from './pageChecks';
import { answerTask, jobOf, PLAIN, tokenOf } from './seats';

const tab = ({ page }: Faheng, name: string) => page.getByRole('tab', { name, exact: true }).click();

/** 「发出」 with a kind chosen. */
async function packing(faheng: Faheng, kind: string) {
  const { page } = faheng;
  await openScreen(page, '数据交换');
  await tab(faheng, '发出');
  await page
    .getByRole('list', { name: '数据包的种类' })
    .getByRole('button', { name: new RegExp(`^${kind}`) })
    .click();
  return page.getByRole('region', { name: '写数据包' });
}

/** Takes a file in through 「收入」 and opens it. */
async function takeIn(faheng: Faheng, path: string) {
  const { app, page } = faheng;
  await openScreen(page, '数据交换');
  await tab(faheng, '收入');
  await answerDialogs(app, { open: [path] });
  await page.getByRole('button', { name: '选择数据包' }).first().click();
}

test('a task goes to a unit by stick, its self-evaluation comes back, is merged and rolled back', async ({
  faheng,
  folder,
}) => {
  test.setTimeout(300_000);
  const stick = join(folder, 'U盘');
  const seat = join(folder, '单位的考评库');
  await mkdir(stick);
  await mkdir(seat);
  const { app, page } = faheng;
  await startSample(page);
  await openScreen(page, '数据交换');
  await expect(page.getByText('还没有收发过数据包')).toBeVisible();
  await lookAt(page, '数据交换·空台账');

  const form = await packing(faheng, '任务包');
  await expect(form.getByRole('button', { name: '写出任务包' })).toBeDisabled();
  await lookAt(page, '数据交换·发出');
  const [unit, other] = await answerOf(page, 'units:list', {});
  for (const each of [unit, other]) {
    await form.getByRole('combobox', { name: '单位' }).fill(each?.code ?? '');
    await page
      .getByRole('option', { name: new RegExp(`^${each?.code ?? ''} `) })
      .first()
      .waitFor({ state: 'attached' });
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Escape');
  await form.getByLabel('口令', { exact: true }).fill('区考评办二〇二〇');
  await form.getByLabel('再输一次口令').fill('区考评办二〇二〇');
  await answerDialogs(app, { folder: stick });
  await form.getByRole('button', { name: '写出任务包' }).click();
  await expect(form.getByRole('list', { name: '写出的数据包' }).getByRole('listitem')).toHaveCount(2, {
    timeout: 60_000,
  });
  const task = (await readdir(stick)).find((name) => name.includes(`_${unit?.code ?? '?'}_`)) ?? '';
  expect(task).toMatch(/^任务包_.*\.fhpkg$/);
  await lookAt(page, '数据交换·已写出');

  // Another machine.
  const away = await launch(join(folder, 'userData-unit'));
  await away.page.getByRole('button', { name: '打开任务包或评分包' }).click();
  const dialog = away.page.getByRole('dialog', { name: '打开任务包或评分包' });
  // A dialog that is still growing is no longer where the click was aimed.
  await expect(dialog).toBeVisible();
  await settled(away.page);
  await answerDialogs(away.app, { open: [join(stick, task)], folder: seat });
  await dialog.getByRole('button', { name: '选择数据包' }).click();
  await expect(dialog.getByText('PACKAGE_PASSPHRASE_NEEDED')).toBeVisible();
  await dialog.getByLabel('口令').fill('不是这个口令');
  await dialog.getByRole('button', { name: '确定口令' }).click();
  await expect(dialog.getByText('PACKAGE_PASSPHRASE_WRONG')).toBeVisible();
  await dialog.getByLabel('口令').fill('区考评办二〇二〇');
  await dialog.getByRole('button', { name: '确定口令' }).click();
  await expect(dialog.getByText('密钥指纹')).toBeVisible();
  await dialog.getByRole('button', { name: '选择文件夹' }).click();
  await lookAt(away.page, '打开任务包');
  await dialog.getByRole('button', { name: '打开', exact: true }).click();
  await expect(away.page.getByRole('menuitem', { name: '自评填报', exact: true })).toBeVisible({
    timeout: 60_000,
  });
  await expect(away.page.getByRole('menuitem', { name: '被考评单位' })).toHaveCount(0);
  const [own] = await answerOf(away.page, 'units:list', {});
  const sheet = await answerOf(away.page, 'self:sheet', { unitId: own?.id ?? 0 });
  const place = { unitId: own?.id ?? 0, itemId: sheet[0]?.itemId ?? 0 };
  await answerOf(away.page, 'self:record', { ...place, points: '0.10', statement: '只完成一成' });
  const packed = await packing(away, '自评包');
  const answer = join(stick, '自评包.fhpkg');
  await answerDialogs(away.app, { save: answer });
  await packed.getByRole('button', { name: '写出自评包' }).click();
  await expect(packed.getByRole('list', { name: '写出的数据包' }).getByRole('listitem')).toHaveCount(1);
  await lookAt(away.page, '单位席位·发出');
  await end(away.app);

  await takeIn(faheng, answer);
  const incoming = page.getByRole('region', { name: '来件详情' });
  await page.getByRole('cell', { name: '自评包.fhpkg' }).click();
  await expect(incoming.getByText('0.10', { exact: false }).first()).toBeVisible({ timeout: 30_000 });
  await expect(incoming.getByText(/已证明/)).toBeVisible();
  await lookAt(page, '数据交换·合并预览');
  await incoming.getByRole('button', { name: '合并', exact: true }).click();
  await expect(incoming.getByText(/^已合并：/)).toBeVisible({ timeout: 30_000 });
  const selfOf = async () => {
    const rows = await answerOf(page, 'self:sheet', { unitId: unit?.id ?? 0 });
    return rows[0]?.points;
  };
  expect(await selfOf()).toBe('0.10');
  await lookAt(page, '数据交换·已合并');

  // The same file again changes nothing.
  await page.getByRole('button', { name: '移出已办完的' }).click();
  await takeIn(faheng, answer);
  await expect(page.getByText('以前合并过').first()).toBeVisible();

  await tab(faheng, '报送情况');
  // What came is merged, but the unit has not handed it in.
  await page.getByRole('button', { name: '未提交 1' }).click();
  await expect(page.getByRole('row', { name: new RegExp(unit?.name ?? '?') })).toBeVisible();
  await lookAt(page, '数据交换·报送情况');
  await tab(faheng, '分工覆盖');
  await expect(page.getByText(/应评 \d+ 处/)).toBeVisible();
  await lookAt(page, '数据交换·分工覆盖');

  await tab(faheng, '收发台账');
  await page.getByRole('row', { name: /收到.*自评包/ }).click();
  const panel = page.getByRole('region', { name: '数据包详情' });
  await expect(panel.getByText('只完成一成', { exact: false }).first()).toBeVisible();
  await lookAt(page, '数据交换·台账详情');
  await panel.getByRole('button', { name: '撤回合并' }).click();
  await page.getByLabel('撤回理由').fill('单位说发错了文件');
  await page.getByRole('dialog').getByRole('button', { name: '撤回合并' }).click();
  await expect(page.getByText('已撤回 1 处').last()).toBeVisible();
  await page.getByRole('button', { name: '知道了' }).click();
  expect(await selfOf()).not.toBe('0.10');
  await expect(page.getByRole('row', { name: /已撤回/ })).toBeVisible();
});

test('packages of several units are merged together; a conflict is left to a person', async ({
  faheng,
  folder,
}) => {
  test.setTimeout(400_000);
  const { app, page } = faheng;
  const stick = join(folder, 'U盘');
  await mkdir(stick);
  await startSample(page);
  const units = (await answerOf(page, 'units:list', {})).slice(0, 3);
  const unitCodes = units.map(({ code }) => code);
  const tasks = await tokenOf(faheng, stick, 'packages');
  await jobOf(faheng, 'exchange:packEach', {
    request: { ...PLAIN, kind: 'task', unitCodes },
    folder: tasks,
  });
  const away = await launch(join(folder, 'userData-unit'));
  const answers: string[] = [];
  for (const name of (await readdir(stick)).sort()) {
    const answer = join(folder, `自评${answers.length}.fhpkg`);
    await answerTask(away, join(stick, name), join(folder, `席位${answers.length}`), answer);
    answers.push(answer);
  }
  await end(away.app);
  // The office writes for the first unit what the unit wrote too.
  const unitId = units[0]?.id ?? 0;
  const [row] = await answerOf(page, 'self:sheet', { unitId });
  const itemId = row?.itemId ?? 0;
  await answerOf(page, 'self:record', { unitId, itemId, points: '0.50', statement: '考评办改的' });

  const broken = join(folder, '坏的.fhpkg');
  await writeFile(broken, 'PK but no package');
  await answerDialogs(app, { open: [...answers, broken] });
  await openScreen(page, '数据交换');
  await tab(faheng, '收入');
  await page.getByRole('button', { name: '选择数据包' }).first().click();
  await expect(page.getByText('可合并 2 · 需要确认 1 · 不能合并 1')).toBeVisible({ timeout: 90_000 });
  await lookAt(page, '数据交换·收入多个');
  await page.getByRole('button', { name: '合并全部可合并的（2）' }).click();
  const keys = page.getByRole('dialog', { name: '确认 2 个第一次见到的密钥' });
  await expect(keys.getByRole('row', { name: new RegExp(units[1]?.name ?? '?') })).toBeVisible();
  await lookAt(page, '数据交换·第一次见到的密钥');
  await keys.getByRole('button', { name: '确认并合并' }).click();
  await expect(page.getByText('需要确认 1 · 已合并 2 · 不能合并 1')).toBeVisible({ timeout: 60_000 });

  await page.getByRole('row', { name: /需要确认/ }).click();
  const incoming = page.getByRole('region', { name: '来件详情' });
  await expect(incoming.getByRole('row', { name: /^冲突/ })).toContainText('考评办改的');
  await incoming.getByRole('row', { name: /^冲突/ }).click();
  await lookAt(page, '数据交换·冲突');
  await incoming.getByRole('button', { name: '合并', exact: true }).click();
  await expect(incoming.getByText('还有 1 处冲突待决定', { exact: false })).toBeVisible({ timeout: 30_000 });

  await tab(faheng, '收发台账');
  await expect(page.getByText('待决定的冲突 1', { exact: false })).toBeVisible();
  await page.getByRole('row', { name: /冲突 1/ }).click();
  const panel = page.getByRole('region', { name: '数据包详情' });
  await panel.getByRole('radiogroup').getByText('本地', { exact: true }).click();
  await panel.getByRole('button', { name: '决定 1 处冲突' }).click();
  await page.getByLabel('决定的理由').fill('以考评办核实的为准');
  await page.getByRole('dialog').getByRole('button', { name: '决定', exact: true }).click();
  await expect(page.getByText('待决定的冲突', { exact: false })).toHaveCount(0);
  const [decided] = await answerOf(page, 'self:sheet', { unitId });
  expect(decided?.statement).toBe('考评办改的');
});

test('what is no package is refused in its own row, and the rest goes on', async ({ faheng, folder }) => {
  const { app, page } = faheng;
  await writeFile(join(folder, '坏的.fhpkg'), 'PK but no package');
  await startSample(page);
  await takeIn(faheng, join(folder, '坏的.fhpkg'));
  await expect(page.getByText('不能合并').first()).toBeVisible();
  await page.getByRole('cell', { name: '坏的.fhpkg', exact: true }).click();
  await expect(page.getByRole('region', { name: '来件详情' }).getByText('NOT_A_PACKAGE')).toBeVisible();
  await lookAt(page, '数据交换·不是数据包');
  expect(app.windows()).toHaveLength(1);
});

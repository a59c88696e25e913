import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { answerOf, invoke, openScreen, startSample } from './actions';
import { answerDialogs, end, expect, launch, test, type Faheng } from './faheng';

/** Writes a package of the workspace that is open, as the page does. */
async function pack({ app, page }: Faheng, kind: 'task' | 'self', code: string, path: string): Promise<void> {
  await answerDialogs(app, { save: path });
  const target = await answerOf(page, 'dialog:save', { suggestedName: '包', extension: 'fhpkg' });
  const request = {
    ...{ kind, unitCodes: code === '' ? [] : [code], itemCodes: [], scorer: '', note: '', passphrase: '' },
    ...{ volumeBytes: null, leaveOut: false, withoutEvidence: false },
  };
  const { jobId } = await answerOf(page, 'exchange:pack', { request, target: target?.token ?? '' });
  await expect
    .poll(async () => (await answerOf(page, 'exchange:packed', { jobId })).packed.length, { timeout: 60_000 })
    .toBe(1);
}

/** A double click: the program is started once more with the file, hands it on to the one that runs, and ends. */
function doubleClick({ app, userData }: Faheng, path: string): Promise<void> {
  const { spawnfile, spawnargs } = app.process();
  const own = spawnargs.slice(1).filter((argument) => !/^--(inspect|remote-debugging)/.test(argument));
  const program = spawn(spawnfile, [...own.filter((argument) => !argument.endsWith('.fhpkg')), path], {
    env: { ...process.env, FAHENG_USER_DATA: userData, LC_ALL: 'C.UTF-8' },
    stdio: 'ignore',
  });
  return new Promise((resolve, reject) => {
    program.once('exit', () => resolve());
    program.once('error', reject);
  });
}

test('a double click on a package makes the seat it is for, or opens it where the work is', async ({
  faheng: office,
  folder,
}) => {
  test.setTimeout(240_000);
  const task = join(folder, '任务包.fhpkg');
  const answer = join(folder, '自评包.fhpkg');
  const seat = join(folder, '单位的考评库');
  await mkdir(seat);
  await startSample(office.page);
  const [unit] = await answerOf(office.page, 'units:list', {});
  await pack(office, 'task', unit?.code ?? '', task);

  await test.step('on a machine without a workspace, a task makes the unit’s seat', async () => {
    const away = await launch(join(folder, 'userData-unit'), [task]);
    try {
      const dialog = away.page.getByRole('dialog', { name: '打开任务包或评分包' });
      await expect(dialog.getByText('建立本单位的席位', { exact: false })).toBeVisible({ timeout: 30_000 });
      await answerDialogs(away.app, { folder: seat });
      await dialog.getByRole('button', { name: '选择文件夹' }).click();
      await dialog.getByRole('button', { name: '打开', exact: true }).click();
      await expect(away.page.getByRole('menuitem', { name: '自评填报', exact: true })).toBeVisible({
        timeout: 60_000,
      });
      const [own] = await answerOf(away.page, 'units:list', {});
      const unitId = own?.id ?? 0;
      const [first] = await answerOf(away.page, 'self:sheet', { unitId });
      const place = { unitId, itemId: first?.itemId ?? 0 };
      await answerOf(away.page, 'self:record', { ...place, points: '0.10', statement: '只完成一成' });
      await pack(away, 'self', '', answer);
    } finally {
      await end(away.app);
    }
  });

  const { page } = office;
  const incoming = page.getByRole('region', { name: '来件详情' });
  await test.step('at the office the answer is shown before anything is merged', async () => {
    await openScreen(page, '评分');
    await doubleClick(office, answer);
    await expect(page.getByRole('main', { name: '数据交换' })).toBeVisible();
    await expect(incoming.getByText('只完成一成', { exact: false }).first()).toBeVisible({ timeout: 30_000 });
    await incoming.getByRole('button', { name: '合并', exact: true }).click();
    await expect(incoming.getByText(/^已合并：/)).toBeVisible({ timeout: 30_000 });
  });

  await test.step('what is no package is refused in its own words there', async () => {
    await doubleClick(office, join(folder, '没有这个.fhpkg'));
    await expect(incoming.getByText('PACKAGE_NOT_FOUND')).toBeVisible({ timeout: 30_000 });
  });

  await test.step('a task is none of the office’s own: it makes a seat', async () => {
    await doubleClick(office, task);
    const dialog = page.getByRole('dialog', { name: '打开任务包或评分包' });
    await expect(dialog.getByText('建立本单位的席位', { exact: false })).toBeVisible({ timeout: 30_000 });
    await dialog.getByRole('button', { name: '取消' }).click();
  });

  await test.step('a package at the start of the program, where the workspace of last time is opened', async () => {
    await end(office.app);
    const again = await launch(office.userData, [answer]);
    try {
      await expect(again.page.getByRole('region', { name: '来件详情' }).getByText(/已于.*合并/)).toBeVisible({
        timeout: 60_000,
      });
    } finally {
      await end(again.app);
    }
  });
});

test('a package waits until somebody has signed in', async ({ faheng, folder }) => {
  const { app, page } = faheng;
  await startSample(page);
  const password = '海州湾风浪里的灯塔';
  await answerOf(page, 'account:setPassword', { current: '', password });
  await answerOf(page, 'account:lock', {});
  await page.reload();
  await expect(page.getByRole('dialog', { name: '登录' })).toBeVisible({ timeout: 20_000 });
  const path = join(folder, '没有这个.fhpkg');
  await app.evaluate(({ app: program }, argument) => {
    program.emit('second-instance', {}, ['faheng', argument], '/');
  }, path);
  expect(await invoke(page, 'app:offered', {})).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
  await page.getByRole('dialog', { name: '登录' }).getByLabel('口令', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('cell', { name: '没有这个.fhpkg' })).toBeVisible({ timeout: 30_000 });
});

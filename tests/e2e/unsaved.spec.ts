import { join } from 'node:path';
import { sql } from 'kysely';
import type { AppState } from '../../shared/ipc/views';
import { openWriter } from '../../electron/database/openDatabase';
import { createSmallWorkspace, invoke, itemCard, openScreen } from './actions';
import { answerDialogs, expect, test, type Faheng } from './faheng';

async function openFolder({ page }: Faheng): Promise<string> {
  const answer = await invoke(page, 'app:state', {});
  return answer.ok ? ((answer.value as AppState).workspace?.folder ?? '') : '';
}

/** A double click on a workspace while the program runs; `takes` is what the person answers if asked. */
async function openFromOutside({ app }: Faheng, folder: string, takes: boolean): Promise<string> {
  return app.evaluate(
    async ({ app: program, dialog }, { argument, response }) => {
      const asked = new Promise<string>((resolve) => {
        dialog.showMessageBox = ((_window: unknown, box: { title: string }) => {
          resolve(box.title);
          return Promise.resolve({ response, checkboxChecked: false });
        }) as typeof dialog.showMessageBox;
      });
      program.emit('second-instance', {}, ['faheng', `--workspace=${argument}`], '/');
      return Promise.race([asked, new Promise<string>((resolve) => setTimeout(resolve, 2_000, ''))]);
    },
    { argument: folder, response: takes ? 0 : 1 },
  );
}

test('another workspace is not opened past a value that cannot be saved', async ({ faheng, folder }) => {
  const { app, page } = faheng;
  const first = await createSmallWorkspace(faheng, folder);
  expect((await invoke(page, 'workspace:createDemo', {})).ok).toBe(true);
  const other = await openFolder(faheng);
  expect(await openFromOutside(faheng, first, false)).toBe('');
  await expect.poll(() => openFolder(faheng)).toBe(first);

  // Another program holds the database: nothing can be written.
  const holder = await openWriter(join(first, 'faheng.db'));
  await sql`BEGIN IMMEDIATE`.execute(holder);
  await openScreen(page, '评分');
  const yes = itemCard(page, '1.1.1').getByRole('radio', { name: '是', exact: true });
  await yes.check();
  const status = page.getByRole('status', { name: '保存状态' });
  await expect(status).toHaveText(/未保存/, { timeout: 30_000 });

  await test.step('打开考评库 asks, and stays where the person says so', async () => {
    await answerDialogs(app, { open: [other], folder: other });
    await app.evaluate(({ BrowserWindow, Menu }) => {
      const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === '文件');
      const open = file?.submenu?.items.find(({ label }) => label === '打开考评库…');
      open?.click(undefined, BrowserWindow.getAllWindows()[0]);
    });
    const question = page.getByRole('dialog', { name: '有内容还没有保存' });
    await expect(question).toContainText('现在换一个考评库，没有保存的内容会丢失。', { timeout: 30_000 });
    await question.getByRole('button', { name: '不换', exact: true }).click();
    await expect(question).toBeHidden();
    expect(await openFolder(faheng)).toBe(first);
  });

  await test.step('a double click asks too', async () => {
    await expect(status).toHaveText(/未保存/, { timeout: 30_000 });
    expect(await openFromOutside(faheng, other, false)).toBe('有内容还没有保存');
    expect(await openFolder(faheng)).toBe(first);
    await expect(yes).toBeChecked();
  });

  await test.step('once it is saved nothing is asked, and nothing of it reaches the other one', async () => {
    await sql`ROLLBACK`.execute(holder);
    await holder.destroy();
    await expect(status).toHaveText(/已保存/, { timeout: 30_000 });
    expect(await openFromOutside(faheng, other, false)).toBe('');
    await expect.poll(() => openFolder(faheng)).toBe(other);
    await expect(status).toHaveText(/已保存/);
  });
});

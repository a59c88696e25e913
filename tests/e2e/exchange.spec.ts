import { join } from 'node:path';
import type {
  AppState,
  IndicatorSystemView,
  RecordedScore,
  ScoreRow,
  ScoreSheetView,
  UnitView,
} from '../../shared/ipc/views';
import { invoke, openScreen, startSample } from './actions';
import { end, expect, launch, test, type Faheng } from './faheng';

type Shown = Awaited<ReturnType<typeof place>>;

async function ask<T>({ page }: Faheng, channel: string, request: unknown): Promise<T> {
  const answer = await invoke(page, channel, request);
  if (!answer.ok) throw new Error(`${channel}: ${answer.error.code}`);
  return answer.value as T;
}

/** The first unit and an item of its own, with the folder that is open. */
async function place(faheng: Faheng) {
  const [unit] = await ask<UnitView[]>(faheng, 'units:list', {});
  const { items } = await ask<IndicatorSystemView>(faheng, 'indicators:get', {});
  const folder = (await ask<AppState>(faheng, 'app:state', {})).workspace?.folder ?? '';
  return { unitId: unit?.id ?? 0, itemId: items[0]?.id ?? 0, folder };
}

/** A double click on a workspace while the program runs. */
async function openFromOutside({ app }: Faheng, folder: string): Promise<void> {
  await app.evaluate(({ app: program }, argument) => {
    program.emit('second-instance', {}, ['faheng', `--workspace=${argument}`], '/');
  }, folder);
}

async function reasonAt(faheng: Faheng, { unitId, itemId }: Shown): Promise<string> {
  const rows = await ask<ScoreRow[]>(faheng, 'scores:item', { itemId });
  return rows.find((row) => row.unitId === unitId)?.entry.reason ?? '';
}

/** Types on and on; answers the last reason that was acknowledged once another workspace is shown. */
function typeUntilExchanged({ page }: Faheng, at: Shown): Promise<string> {
  return page.evaluate(async ({ unitId, itemId }) => {
    let exchanged = false;
    window.faheng.on('workspace:changed', () => (exchanged = true));
    let last = '';
    for (let turn = 0; !exchanged; turn += 1) {
      const reason = `第${turn}次`;
      const entry = { inputs: [], points: '', notApplicable: false, reason };
      const answer = await window.faheng.invoke('scores:record', { unitId, itemId, entry, editId: 'visit' });
      if (answer.ok) last = (answer.value as RecordedScore).row.entry.reason;
    }
    return last;
  }, at);
}

test('typing goes on into the workspace it was meant for while another one is opened', async ({ faheng }) => {
  await startSample(faheng.page);
  const first = await place(faheng);
  await ask(faheng, 'workspace:createDemo', {});
  const second = await place(faheng);
  expect(second.folder).not.toBe(first.folder);
  const untouched = await reasonAt(faheng, second);

  await openFromOutside(faheng, first.folder);
  await expect.poll(async () => (await place(faheng)).folder).toBe(first.folder);
  const typing = typeUntilExchanged(faheng, first);
  await openFromOutside(faheng, `${second.folder}/`);
  const last = await typing;
  expect(last).toMatch(/^第\d+次$/);
  expect((await place(faheng)).folder).toBe(second.folder);
  expect(await reasonAt(faheng, second)).toBe(untouched);

  await openFromOutside(faheng, first.folder);
  await expect.poll(async () => (await place(faheng)).folder).toBe(first.folder);
  expect(await reasonAt(faheng, first)).toBe(last);
  const state = await ask<AppState>(faheng, 'app:state', {});
  expect(state.workspace?.readOnly).toBe(false);
});

test('a double click on what is no workspace is told, and nothing is closed', async ({ faheng, folder }) => {
  await startSample(faheng.page);
  const { folder: open } = await place(faheng);
  await faheng.app.evaluate(({ dialog }) => {
    const told = globalThis as { told?: string };
    dialog.showMessageBox = ((_window: unknown, box: { message: string; detail: string }) => {
      told.told = `${box.message}\n${box.detail}`;
      return Promise.resolve({ response: 0, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
  });
  await openFromOutside(faheng, folder);
  const told = () => faheng.app.evaluate(() => (globalThis as { told?: string }).told ?? '');
  await expect.poll(told).toContain('NOT_A_WORKSPACE');
  expect(await told()).toContain('不是考评库');
  expect((await place(faheng)).folder).toBe(open);
});

test('ending the program waits for what is on its way', async ({ folder }) => {
  const userData = join(folder, 'userData');
  const first = await launch(userData);
  await startSample(first.page);
  const at = await place(first);
  await first.page.evaluate(async ({ unitId, itemId }) => {
    const record = (reason: string) =>
      window.faheng.invoke('scores:record', {
        unitId,
        itemId,
        entry: { inputs: [], points: '', notApplicable: false, reason },
        editId: 'visit',
      });
    await record('开头');
    for (let turn = 0; turn < 40; turn += 1) void record(`第${turn}次`);
  }, at);
  await end(first.app);
  const second = await launch(userData);
  await openScreen(second.page, '评分');
  expect(await reasonAt(second, at)).toBe('第39次');
  expect((await ask<AppState>(second, 'app:state', {})).workspace?.readOnly).toBe(false);
  await end(second.app);
});

test('closing the window in the middle of typing loses no keystroke', async ({ folder }) => {
  const userData = join(folder, 'userData');
  const first = await launch(userData);
  await startSample(first.page);
  await openScreen(first.page, '评分');
  const reason = first.page.getByRole('textbox', { name: /理由/ }).first();
  const text = '材料不齐，扣除相应分值，限期补正。'.repeat(4);
  await reason.fill('');
  await reason.pressSequentially(text);
  const ended = new Promise((resolve) => first.app.process().once('exit', resolve));
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await ended;
  const second = await launch(userData);
  await openScreen(second.page, '评分');
  const { unitId } = await place(second);
  const { rows } = await ask<ScoreSheetView>(second, 'scores:sheet', { unitId });
  expect(rows.map(({ entry }) => entry.reason)).toContain(text);
  await end(second.app);
});

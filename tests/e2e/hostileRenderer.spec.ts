import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerOf, invoke, startSample } from './actions';
import { answerDialogs, expect, test } from './faheng';

// What a subverted page would try; docs/security.md names the wall behind each.

test('nothing of Node or Electron is in the page, and the bridge has three doors', async ({
  faheng: { page },
}) => {
  const seen = await page.evaluate(() => {
    const all = window as unknown as Record<string, unknown>;
    const names = ['process', 'require', 'module', 'exports', 'Buffer', 'global', '__dirname', 'electron'];
    return {
      node: names.filter((name) => all[name] !== undefined),
      doors: Object.keys(window.faheng).toSorted(),
      // A function of the other world would lead to its globals through its constructor.
      reached: (window.faheng.invoke.constructor as FunctionConstructor) === Function,
      webview: 'getWebContentsId' in document.createElement('webview'),
    };
  });
  expect(seen).toEqual({
    node: [],
    doors: ['invoke', 'on', 'registerDroppedFiles'],
    reached: true,
    webview: false,
  });

  await test.step('no other Electron channel can be listened to', async () => {
    const refused = await page.evaluate(() => {
      const listen = window.faheng.on as unknown as (event: unknown, listener: () => void) => unknown;
      return ['faheng:call', 'ELECTRON_RENDERER_COMMAND', '__proto__', 'error'].filter((event) => {
        try {
          listen(event, () => undefined);
          return false;
        } catch {
          return true;
        }
      });
    });
    expect(refused).toHaveLength(4);
  });

  await test.step('broken built-ins of the page do not reach the preload', async () => {
    const dropped = await page.evaluate(async () => {
      const array = Array as unknown as Record<string, unknown>;
      const real = array['from'];
      array['from'] = () => ['/etc/passwd'];
      Reflect.defineProperty(Object.prototype, 'path', { value: '/etc/passwd', configurable: true });
      try {
        const drop = window.faheng.registerDroppedFiles as unknown as (files: unknown) => Promise<unknown>;
        const made = new File(['x'], 'passwd');
        const tries = [[made], [{ path: '/etc/passwd', name: 'passwd' }], ['/etc/passwd'], '/etc/passwd'];
        return await Promise.all(tries.map(async (files) => drop(files)).map((each) => each.catch(() => [])));
      } finally {
        array['from'] = real;
        delete (Object.prototype as unknown as Record<string, unknown>)['path'];
      }
    });
    expect(dropped).toEqual([[], [], [], []]);
  });
});

test('calls outside the contract are refused, and nothing changes', async ({ faheng: { page } }) => {
  await startSample(page);
  const before = await answerOf(page, 'totals:get', {});
  const [unit] = await answerOf(page, 'units:list', {});
  const unitId = unit?.id ?? 0;
  const system = await answerOf(page, 'indicators:get', {});
  const itemId = system.items[0]?.id ?? 0;
  const entry = { inputs: [{}], points: '1', notApplicable: false, reason: '' };
  const record = { unitId, itemId, entry, editId: 'a' };

  await expect(invoke(page, { toString: 'units:list' }, {})).rejects.toThrow();
  const wrong: readonly (readonly [string, unknown, unknown])[] = [
    ['no such call', 'shell:openPath', { path: '/etc/passwd' }],
    ['a name every object has', '__proto__', {}],
    ['a function every object has', 'constructor', {}],
    ['a method every object has', 'toString', {}],
    ['no name', '', {}],
    ['nothing for a name', null, {}],
    ['a very long name', 'x'.repeat(100_000), {}],
    ['nothing asked', 'scores:sheet', undefined],
    ['null asked', 'scores:sheet', null],
    ['a list asked', 'scores:sheet', [unitId]],
    ['text for a number', 'scores:sheet', { unitId: `${unitId}` }],
    ['SQL for a number', 'scores:sheet', { unitId: '1; DROP TABLE score' }],
    ['not a number', 'scores:sheet', { unitId: Number.NaN }],
    ['half a number', 'scores:sheet', { unitId: 1.5 }],
    ['below the first', 'scores:sheet', { unitId: -1 }],
    ['beyond whole numbers', 'scores:sheet', { unitId: 2 ** 60 }],
    ['a field too many', 'scores:sheet', { unitId, force: true }],
    ['a field too many further in', 'scores:record', { ...record, entry: { ...entry, status: 'scored' } }],
    ['computed points handed in', 'scores:record', { ...record, points: 10_000 }],
    [
      'thousands of rules',
      'scores:record',
      { ...record, entry: { ...entry, inputs: Array.from({ length: 21 }, () => ({})) } },
    ],
    ['an endless reason', 'scores:record', { ...record, entry: { ...entry, reason: 'a'.repeat(20_001) } }],
    ['a path for bytes', 'evidence:paste', { unitId, itemId, name: 'a', bytes: '/etc/passwd' }],
    [
      'a negative weight',
      'scheme:save',
      { groupId: 1, components: [{ name: 'a', weight: -1, ruleOfLaw: true }] },
    ],
    ['a document there is not', 'reports:start', { kind: '../../etc', target: 'x' }],
    ['a program to save', 'dialog:save', { suggestedName: 'a', extension: 'exe' }],
    ['a purpose there is not', 'dialog:files', { purpose: 'everything', multiple: true }],
  ];
  for (const [what, channel, request] of wrong) {
    const result = await invoke(page, channel, request);
    expect.soft(result, what).toMatchObject({ ok: false, error: { code: 'INVALID_REQUEST' } });
  }

  await test.step('names of object members are only keys', async () => {
    const polluted = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
    for (const key of ['__proto__', 'constructor', "'; DROP TABLE score; --"]) {
      expect(await invoke(page, 'ui:set', { key, value: polluted })).toMatchObject({ ok: true });
      expect(await invoke(page, 'ui:get', { key })).toMatchObject({ ok: true });
    }
    expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
  });

  await test.step('what is well-formed but not there is told, not a defect', async () => {
    for (const [channel, request] of [
      ['scores:sheet', { unitId: 999_999 }],
      ['scores:record', { ...record, unitId: 999_999 }],
      ['evidence:list', { unitId: 999_999, itemId }],
      ['evidence:link', { evidenceId: 999_999, itemId }],
      ['scheme:save', { groupId: 999_999, components: [{ name: '法治', weight: 10_000, ruleOfLaw: true }] }],
      ['jobs:reveal', { jobId: '/etc/passwd' }],
      ['indicators:get', { systemId: 999_999 }],
    ] as const) {
      const result = await invoke(page, channel, request);
      const code = result.ok
        ? Array.isArray(result.value) && result.value.length === 0
          ? 'EMPTY'
          : 'OK'
        : result.error.code;
      expect.soft([channel, code]).not.toEqual([channel, 'UNEXPECTED']);
      expect.soft([channel, code]).not.toEqual([channel, 'OK']);
    }
  });
  expect(await answerOf(page, 'totals:get', {})).toEqual(before);
});

test('files are named by tokens, each for what it was chosen for', async ({
  faheng: { app, page },
  folder,
}) => {
  await startSample(page);
  const [unit] = await answerOf(page, 'units:list', {});
  const system = await answerOf(page, 'indicators:get', {});
  const place = { unitId: unit?.id ?? 0, itemId: system.items[0]?.id ?? 0 };
  const chosen = join(folder, '纪要.txt');
  const target = join(folder, '导出.xlsx');
  await writeFile(chosen, '会议纪要');
  await answerDialogs(app, { open: [chosen], save: target });
  const [read] = await answerOf(page, 'dialog:files', { purpose: 'evidence', multiple: false });
  const write = await answerOf(page, 'dialog:save', { suggestedName: '导出', extension: 'xlsx' });
  await answerDialogs(app, { open: [folder] });
  const place2 = await answerOf(page, 'dialog:folder', { purpose: 'create' });
  if (!read || !write || !place2) throw new Error('the dialogs did not answer');
  for (const { name, token } of [read, write, place2]) {
    expect(name).not.toContain('/');
    expect(token).not.toContain(folder);
  }

  const misused: readonly (readonly [string, string, unknown])[] = [
    ['a path', 'evidence:add', { ...place, files: [chosen] }],
    ['another path', 'indicators:export', { systemId: system.summary.id, target }],
    ['a member of every object', 'evidence:add', { ...place, files: ['__proto__'] }],
    ['to write, not to read', 'evidence:add', { ...place, files: [write.token] }],
    ['a folder, not a file', 'evidence:add', { ...place, files: [place2.token] }],
    ['to read, not to write', 'indicators:export', { systemId: system.summary.id, target: read.token }],
    ['to read, not to write, in a job', 'reports:start', { kind: 'all', target: read.token }],
    ['a folder, not a target', 'system:backup', { target: place2.token }],
    ['a file, not a folder', 'workspace:open', { folder: read.token }],
    ['a target, not a folder', 'system:restore', { file: read.token, folder: write.token }],
    ['beyond the list', 'workspace:open', { recent: 9_999 }],
    ['a job of nobody', 'jobs:reveal', { jobId: write.token }],
  ];
  for (const [what, channel, request] of misused) {
    const result = await invoke(page, channel, request);
    expect.soft(result, what).toMatchObject({ ok: false, error: { code: 'CHOICE_EXPIRED' } });
  }
  await expect(stat(target)).rejects.toThrow();

  await test.step('previews have tokens of their own', async () => {
    for (const channel of ['indicators:import', 'units:import', 'scores:import']) {
      const result = await invoke(page, channel, { previewId: read.token });
      expect.soft(result, channel).toMatchObject({ ok: false, error: { code: 'PREVIEW_EXPIRED' } });
    }
  });
  await test.step('used as it was chosen, it works', async () => {
    const { added } = await answerOf(page, 'evidence:add', { ...place, files: [read.token] });
    expect(added.map(({ name }) => name)).toContain('纪要.txt');
  });
});

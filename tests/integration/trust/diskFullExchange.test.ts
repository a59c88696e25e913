import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openWorkspace } from '@electron/services/workspace/openWorkspace';
import { cli } from '../../helpers/cli';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { faultsWith } from '../../helpers/fullDisk';
import { canMount, smallDisk, type SmallDisk } from '../../helpers/smallDisk';
import { workspaceState } from '../../helpers/workspaceState';

/** Bytes left on the disk when the command starts: it runs out at another place each time. */
const ROOM = [0, 40_960, 262_144, 700_000];

/** Megabytes of the small disk. */
const DISK = 16;

let scratch: SmallDisk;
let disk: SmallDisk;
const at = (name: string): string => join(scratch.folder, name);

async function does(...argv: readonly string[]): Promise<void> {
  const { code, err } = await cli(...argv);
  if (code !== 0) throw new Error(`${argv.join(' ')}\n${err}`);
}

/** Rows of every table but what an opening writes, and what was announced for the store; and what waits. */
async function stateOf(folder: string): Promise<unknown> {
  const workspace = await openWorkspace(folder, { readOnly: true });
  try {
    const {
      meta: _meta,
      evidence_file: _announced,
      'evidence/': _store,
      'backups/': _backups,
      ...rest
    } = await workspaceState(workspace);
    return rest;
  } finally {
    await workspace.close();
  }
}

/** Every command of the exchange that writes: which workspace it works on, and its words. */
const COMMANDS: Readonly<Record<string, readonly [on: string, argv: (beside: string) => readonly string[]]>> =
  {
    'pack task': [
      'office',
      (beside) => ['pack', 'task', '--unit', 'A01', '--out', join(beside, '任务.fhpkg')],
    ],
    'pack in volumes': [
      'office',
      (beside) => ['pack', 'task', '--unit', 'A01', '--out', join(beside, '任务.fhpkg'), '--split', '100K'],
    ],
    'pack under a passphrase': [
      'office',
      (beside) => [
        ...['pack', 'task', '--unit', 'A01', '--out', join(beside, '任务.fhpkg')],
        ...['--passphrase-env', 'FAHENG_TEST_WORD'],
      ],
    ],
    'pack archive': ['office', (beside) => ['pack', 'archive', '--out', join(beside, '归档.fhpkg')]],
    'pack form': [
      'office',
      (beside) => ['pack', 'form', '--unit', 'A01', '--out', join(beside, '自评表.xlsx')],
    ],
    'pack self': ['unit', (beside) => ['pack', 'self', '--out', join(beside, '自评.fhpkg')]],
    'merge self': ['office', () => ['merge', at('自评.fhpkg')]],
    'merge under a passphrase': [
      'office',
      () => ['merge', at('加密.fhpkg'), '--passphrase-env', 'FAHENG_TEST_WORD'],
    ],
    'merge form': ['office', () => ['merge', at('自评表.xlsx'), '--files', at('材料')]],
    'merge --dry-run': ['office', () => ['merge', at('自评.fhpkg'), '--dry-run']],
    'package rollback': ['merged', () => ['package', 'rollback', '4', '--reason', '发错了单位，撤回重来']],
    'a seat of a task': [
      'office',
      (beside) => ['merge', at('任务.fhpkg'), '--workspace', join(beside, '席位')],
    ],
    'an archive opened': [
      'office',
      (beside) => ['merge', at('归档.fhpkg'), '--workspace', join(beside, '归档')],
    ],
  };

describe.runIf(canMount)('a full disk in the exchange', () => {
  beforeAll(async () => {
    process.env['FAHENG_TEST_WORD'] = '一二三四五六七八';
    scratch = smallDisk(96);
    const [office, unit, merged] = [at('office'), at('unit'), at('merged')];
    await does('init', '--workspace', office, '--indicators', 'builtin:jiangsu', '--units', 'builtin:sample');
    for (const to of ['published', 'selfEvaluating'])
      await does('cycle', 'move', '--to', to, '--workspace', office);
    const place = ['--unit', 'A01', '--item', '1.1.1'];
    const pdf = (name: string): Promise<string> =>
      fileOf(scratch.folder, name, Buffer.concat([aPdf(name), Buffer.alloc(300_000, 0x20)]));
    await does('evidence', 'add', await pdf('旧方案.pdf'), ...place, '--workspace', office);
    await does('pack', 'task', '--unit', 'A01', '--out', at('任务.fhpkg'), '--workspace', office);
    await does('pack', 'archive', '--out', at('归档.fhpkg'), '--workspace', office);
    await does('pack', 'form', '--unit', 'A01', '--out', at('自评表.xlsx'), '--workspace', office);
    await does('merge', at('任务.fhpkg'), '--workspace', unit);
    await does('self', 'set', ...place, '--points', '1', '--statement', '已完成', '--workspace', unit);
    await does('evidence', 'add', await pdf('新方案.pdf'), ...place, '--workspace', unit);
    await does('pack', 'self', '--out', at('自评.fhpkg'), '--workspace', unit);
    const sealed = ['--passphrase-env', 'FAHENG_TEST_WORD'];
    await does('pack', 'self', '--out', at('加密.fhpkg'), ...sealed, '--workspace', unit);
    await mkdir(at('材料'));
    await cp(at('新方案.pdf'), join(at('材料'), '1.1.1 新方案.pdf'));
    await cp(office, merged, { recursive: true });
    await does('merge', at('自评.fhpkg'), '--workspace', merged);
  });
  afterAll(() => scratch.unmount());

  beforeEach(() => {
    disk = smallDisk(DISK);
  });
  afterEach(() => disk.unmount());

  it.each(Object.entries(COMMANDS))(
    '%s says so, leaves the workspace as it was, and works again with room',
    async (_, [on, argv]) => {
      const faults: string[] = [];
      for (const room of ROOM) {
        faults.push(...(await faultsWith(room, { disk, template: at(on), argv, state: stateOf })));
      }
      expect(faults).toEqual([]);
    },
  );

  it('merge form does not go on without a material there was no room for', async () => {
    const [materials, workspace] = [at('大材料'), join(disk.folder, '考评库')];
    await mkdir(materials);
    const name = join('大材料', '1.1.1 大方案.pdf');
    await fileOf(scratch.folder, name, Buffer.concat([aPdf(), Buffer.alloc(9_000_000, 0x20)]));
    await cp(at('office'), workspace, { recursive: true });
    await disk.fill(8_000_000);
    const merge = ['merge', at('自评表.xlsx'), '--files', materials, '--workspace', workspace];
    const before = await stateOf(workspace);
    expect(await cli(...merge)).toMatchObject({ code: 2, error: 'DISK_FULL' });
    expect(await stateOf(workspace)).toEqual(before);
  });
});

import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cli, cliJson } from '../../helpers/cli';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { faultsWith, workspaceOn } from '../../helpers/fullDisk';
import { canMount, smallDisk, type SmallDisk } from '../../helpers/smallDisk';

/** Bytes left on the disk when the command starts: it runs out at another place each time. */
const ROOM = [0, 8_192, 40_960, 98_304, 262_144, 700_000];

let disk: SmallDisk;
/** A sound workspace with something of everything, kept off the small disk. */
let template: string;
let outside: string;

/** Every command that writes; its words are parted by blanks, `beside` is the folder of the workspace. */
const COMMANDS: Readonly<Record<string, (beside: string) => string>> = {
  'score set': () =>
    `score set --unit A01 --item 1.2.2 --scorer 张三 --points 0 --reason ${'未'.repeat(3_000)}`,
  'scores import': () => `scores import ${join(outside, '评分.xlsx')}`,
  'evidence add': () => `evidence add ${join(outside, '方案.pdf')} --unit A01 --item 1.1.1`,
  'indicators import': () => `indicators import ${join(outside, '指标.xlsx')}`,
  'units import': () => `units import ${join(outside, '单位.xlsx')}`,
  'scheme set': () => 'scheme set --component 法治建设=20 --component 其他=80',
  'scores template': (beside) => `scores template --out ${join(beside, '模板.xlsx')}`,
  export: (beside) => `export --kind all --out ${join(beside, '报表.xlsx')}`,
  'evidence export': (beside) => `evidence export --out ${join(beside, '材料')}`,
  backup: (beside) => `backup --out ${join(beside, '备份.zip')}`,
  restore: (beside) => `restore ${join(outside, '备份.zip')} --workspace ${join(beside, '还原')}`,
  init: (beside) =>
    `init --indicators builtin:jiangsu --units builtin:sample --workspace ${join(beside, '新库')}`,
};

/** What must be as before where a command failed. */
const computed = async (workspace: string): Promise<string> =>
  (await cli('compute', '--json', '--workspace', workspace)).out;

describe.runIf(canMount)('a full disk', () => {
  let scratch: SmallDisk;

  beforeAll(async () => {
    scratch = smallDisk(64);
    outside = scratch.folder;
    template = workspaceOn(outside);
    await cliJson(
      'init',
      '--workspace',
      template,
      '--indicators',
      'builtin:jiangsu',
      '--units',
      'builtin:sample',
    );
    await fileOf(outside, '方案.pdf', Buffer.concat([aPdf(), Buffer.alloc(300_000, 0x20)]));
    await fileOf(outside, '旧方案.pdf', Buffer.concat([aPdf('old'), Buffer.alloc(200_000, 0x20)]));
    const place = ['--workspace', template, '--unit', 'A01', '--item', '1.1.1'];
    const prepared = [
      await cli('score', 'set', ...place, '--scorer', '李四', '--points', '0', '--reason', '未见材料'),
      await cli('evidence', 'add', join(outside, '旧方案.pdf'), ...place),
      await cli('scores', 'template', '--out', join(outside, '评分.xlsx'), '--workspace', template),
      await cli('indicators', 'export', '--out', join(outside, '指标.xlsx'), '--workspace', template),
      await cli('units', 'export', '--out', join(outside, '单位.xlsx'), '--workspace', template),
      await cli('backup', '--out', join(outside, '备份.zip'), '--workspace', template),
    ];
    for (const { code, err } of prepared) if (code !== 0) throw new Error(err);
  });
  afterAll(() => scratch.unmount());

  beforeEach(() => {
    disk = smallDisk(12);
  });
  afterEach(() => disk.unmount());

  it.each(Object.entries(COMMANDS))(
    '%s says so, leaves the workspace sound, and works again with room',
    async (_, command) => {
      const faults: string[] = [];
      const argv = (beside: string): readonly string[] => command(beside).split(' ');
      for (const room of ROOM) {
        faults.push(...(await faultsWith(room, { disk, template, argv, state: computed })));
      }
      expect(faults).toEqual([]);
    },
  );
});

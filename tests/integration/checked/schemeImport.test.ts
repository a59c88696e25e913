import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { cli, cliJson, type CliRun } from '../../helpers/cli';
import { aFolder, aWorkbook, type CellInput } from '../../helpers/workbooks';

let folder: string;
let workspace: string;

beforeEach(async () => {
  folder = await aFolder();
  workspace = join(folder, '考评库');
  await cliJson('init', '--workspace', workspace);
});

async function importing(sheet: string, ...rows: CellInput[][]): Promise<CliRun> {
  const command = sheet === '方案' ? ['scheme', 'import'] : ['scheme', 'scores', 'import'];
  const path = await aWorkbook(folder, [{ name: sheet, rows }], `${sheet}.xlsx`);
  return cli(...command, path, '--workspace', workspace);
}

const places = ({ err }: CliRun): string[] =>
  [...err.matchAll(/^\[错误\] \S+ (\S+) (\S+):/gm)].map((found) => `${found[2]} ${found[1]}`);

const SCHEME = ['单位类别', '组成部分', '权重', '是否法治'];

describe('sheet 方案', () => {
  it('names the cell of a group that is not there, beside every other finding', async () => {
    const run = await importing(
      '方案',
      SCHEME,
      ['乡镇', '法治建设', 10, '是'],
      [null, '高质量发展', 90, '否'],
      ['镇（街道）', '法治建设', 9.99, '是'],
      [null, '高质量发展', 90.01, '否'],
    );
    expect(run).toMatchObject({ code: 2, error: 'LAW_WEIGHT_BELOW_10' });
    expect(places(run)).toEqual(['SCHEME_LAW_SHARE C4', 'UNIT_GROUP_UNKNOWN A2']);
  });

  it('knows a group written with half-width brackets', async () => {
    const run = await importing(
      '方案',
      SCHEME,
      ['镇(街道)', '法治建设', 10, '是'],
      [null, '高质量发展', 90, '否'],
    );
    expect(run.err).toBe('');
    expect(run.code).toBe(0);
  });
});

describe('sheet 得分', () => {
  it('lists every finding in one go, a name that is not that of its code among them', async () => {
    await cliJson(
      ...['scheme', 'set', '--workspace', workspace],
      ...['--component', '法治建设=10', '--component', '高质量发展=90'],
    );
    const run = await importing(
      '得分',
      ['单位名称', '高质量发展', '单位编码'],
      ['区发展和改革委员会', 101, 'A01'],
      ['区发展和改革委员会', 80, 'A02'],
      [null, 80, 'Z9'],
    );
    expect(run).toMatchObject({ code: 2, error: 'IMPORT_BLOCKED' });
    expect(places(run)).toEqual(['OTHER_SCORE_RANGE B2', 'UNIT_NAME_DIFFERS A3', 'UNKNOWN_UNIT C4']);
  });
});

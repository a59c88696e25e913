import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { setCycleState } from '@electron/database/cycleRepository';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { inTransaction } from '@electron/services/assessment/inTransaction';
import { assignScorers } from '@electron/services/marking/assignScorers';
import type { Workspace } from '@electron/services/workspace/workspace';
import { readWorkbook } from '@electron/workbook/readWorkbook';
import { adjustScoreIn } from '@electron/services/review/adjustScore';
import type { CycleState } from '@shared/domain/cycleState';
import { cli, cliJson } from '../../helpers/cli';
import { acting } from '../../helpers/acting';
import { aPerson, withPassword } from '../../helpers/people';
import { aScoredWorkspace } from '../../helpers/smallWorkspace';
import { tempFolder } from '../../helpers/tempFolder';
import { version } from '../../../package.json';

interface Computed {
  readonly units: readonly { readonly code: string; readonly raw: string }[];
  readonly items: readonly {
    readonly code: string;
    readonly score: string | null;
    readonly steps: string[];
  }[];
}

afterEach(() => vi.unstubAllEnvs());

/** Two units scored 45.50 on 1.1.1 and 1.1.2; 1.1.1 of A01 lowered to 40.00 on site; 李四 scores 1.1.2. */
async function anAdjustedWorkspace(): Promise<string> {
  const workspace = await aScoredWorkspace();
  try {
    const assessment = await loadAssessment(workspace);
    const { itemByCode, unitByCode, cycle } = assessment;
    const itemId = itemByCode.get('1.1.1')?.id ?? 0;
    const li = await aPerson(workspace, '李四', ['leadScorer']);
    await withPassword(workspace, li, 'Kao-ping-2020');
    await assignScorers(workspace, [
      { itemId: itemByCode.get('1.1.2')?.id ?? 0, accountIds: [li.accountId] },
    ]);
    const move = (state: CycleState) => setCycleState(workspace.db, cycle.id, state);
    await move('reviewing');
    const adjustment = {
      ...{ unitId: unitByCode.get('A01')?.id ?? 0, itemId, kind: 'siteCheck' as const, toPoints: 4000 },
      ...{ reason: '现场没有台账', basis: '' },
    };
    const checker = await aPerson(workspace, '核查员', ['siteChecker']);
    await acting(workspace, checker, () =>
      inTransaction(workspace, (trx, now, audit) =>
        adjustScoreIn(trx, workspace, assessment, adjustment, now, audit),
      ),
    );
    await move('approved');
    return workspace.folder;
  } finally {
    await workspace.close();
  }
}

describe('compute --explain', () => {
  it('gives final scores that add up to the unit’s, and only those the person may see', async () => {
    const folder = await anAdjustedWorkspace();
    const explain = ['--workspace', folder, 'compute', '--explain', 'A01'];
    const { units, items } = await cliJson<Computed>(...explain);
    expect(units.find(({ code }) => code === 'A01')?.raw).toBe('85.50');
    expect(items.map(({ code, score }) => [code, score])).toEqual([
      ['1.1.1', '40.00'],
      ['1.1.2', '45.50'],
    ]);
    expect(items[0]?.steps.at(-1)).toBe('核查调整 -5.50，最终分 40.00');
    vi.stubEnv('FAHENG_PASSWORD', 'Kao-ping-2020');
    const own = await cliJson<Computed>('--as', '李四', ...explain);
    expect(own.items.map(({ code }) => code)).toEqual(['1.1.2']);
  });
});

describe('options', () => {
  it('that are no date, year or number are refused and named', async () => {
    const folder = await anAdjustedWorkspace();
    const refused = async (...argv: string[]) => {
      const { code, error, err } = await cli('--workspace', folder, ...argv);
      return [code, error, /--[a-z-]+/.exec(err)?.[0]];
    };
    const wrong = (option: string) => [2, 'BAD_ARGUMENTS', option];
    expect(await refused('compute', '--cycle', '去年')).toEqual(wrong('--cycle'));
    expect(await refused('cycle', 'next', '--year', '20.5')).toEqual(wrong('--year'));
    expect(await refused('audit', 'list', '--from', '2020-02-30')).toEqual(wrong('--from'));
    expect(await refused('audit', 'list', '--limit', '0')).toEqual(wrong('--limit'));
    expect(await refused('incident', 'add', '--title', '败诉', '--date', '2020-13-01')).toEqual(
      wrong('--date'),
    );
    expect(
      await refused('problem', 'add', '--unit', 'A01', '--text', '台账不全', '--due', '2021-02-29'),
    ).toEqual(wrong('--due'));
  });

  it('years are listed in words, for scripts with the state’s own name', async () => {
    const folder = await anAdjustedWorkspace();
    expect((await cli('--workspace', folder, 'cycle', 'list')).out).toContain('审定');
    expect(await cliJson('--workspace', folder, 'cycle', 'list')).toMatchObject([{ state: 'approved' }]);
  });
});

/** Every command that does something, by the words that lead to it. */
async function leafCommands(path: readonly string[] = []): Promise<readonly (readonly string[])[]> {
  const { code, out, err } = await cli(...path, '--help');
  expect([code, err]).toEqual([0, '']);
  const listed = /命令：\n([\s\S]*?)(?:\n\n|$)/.exec(out)?.[1] ?? '';
  const names = [...listed.matchAll(/^ {2}([a-z][\w-]*)/gm)].map(([, name]) => name ?? '');
  const below: (readonly string[])[] = [];
  for (const name of names.filter((each) => each !== 'help'))
    below.push(...(await leafCommands([...path, name])));
  return below.length > 0 ? below : [path];
}

describe('every command', () => {
  it('gives its result as JSON where asked to', async () => {
    const commands = await leafCommands();
    expect(commands.length).toBeGreaterThan(80);
    const without: string[] = [];
    for (const path of commands) {
      if (!(await cli(...path, '--help')).out.includes('--json ')) without.push(path.join(' '));
    }
    expect(without).toEqual([]);
  });

  it('that writes a workbook says where, as JSON on stdout and in words on stderr', async () => {
    const folder = await anAdjustedWorkspace();
    const out = join(await tempFolder(), '导出 表.xlsx');
    for (const argv of [
      ['indicators', 'export'],
      ['units', 'export'],
      ['scores', 'template'],
      ['export', '--kind', 'summary'],
      ['audit', 'export'],
    ]) {
      const said = await cli(...argv, '--out', out, '--workspace', folder, '--json');
      expect([argv.join(' '), said.code]).toEqual([argv.join(' '), 0]);
      expect(JSON.parse(said.out)).toMatchObject({ out });
      expect(said.err).toContain('已导出');
    }
  });
});

describe('arguments that are wrong', () => {
  const told = async (...argv: string[]) => {
    const { code, error, err, out } = await cli(...argv);
    return { code, error, err, out };
  };

  it('are answered with what may be written', async () => {
    const kind = await told('export', '--kind', '汇总', '--out', 'a.xlsx');
    expect(kind).toMatchObject({ code: 2, error: 'BAD_ARGUMENTS', out: '' });
    expect(kind.err).toContain('“汇总”');
    expect(kind.err).toContain('summary、matrix、');
    expect((await told('pack', 'tasks', '--out', 'a')).err).toContain('可以写：task、self、return、');
    expect((await told('compute', '--jsn')).err).toContain('是不是 --json？');
    expect((await told('merge', 'a.fhpkg', '--passphrase', 'x')).err).toContain('--passphrase-env <变量名>');
    expect((await told('score', 'set', '--unit', 'A01')).err).toContain('--item <编码>（必填）');
    expect((await told('evidence', 'add', '--help')).out).toContain('<文件...>');
    const none = await told('scheme');
    expect(none).toMatchObject({ code: 2, error: 'BAD_ARGUMENTS', out: '' });
    expect(none.err).toMatch(/下面列出的命令[\s\S]*用法： faheng scheme/);
    expect((await told('scheme', 'sett')).err).toMatch(/是不是 set？[\s\S]*可以写：set、import、scores/);
  });

  it('and --version gives the version', async () => {
    expect(await told('--version')).toEqual({ code: 0, error: '', err: '', out: `${version}\n` });
  });

  it('name the command that moves the year on where its stage forbids', async () => {
    const folder = await anAdjustedWorkspace();
    const late = await told(
      'score',
      'set',
      '--workspace',
      folder,
      ...SCORE,
      '--points',
      '1',
      '--reason',
      '迟到',
    );
    expect(late).toMatchObject({ code: 2, error: 'CYCLE_STATE_FORBIDS' });
    expect(late.err).toContain('cycle move --to');
  });

  it('are never settled silently: 不适用 beside points', async () => {
    const { folder } = await closed(aScoredWorkspace());
    const both = await told(
      'score',
      'set',
      '--workspace',
      folder,
      ...SCORE,
      '--na',
      '--points',
      '1',
      '--reason',
      '无',
    );
    expect(both).toMatchObject({ code: 2, error: 'BAD_ARGUMENTS' });
    expect(both.err).toContain('--na 和 --points');
  });
});

const SCORE = ['--unit', 'A01', '--item', '1.1.2', '--scorer', '考评办'];

async function closed(opening: Promise<Workspace>): Promise<Workspace> {
  const workspace = await opening;
  await workspace.close();
  return workspace;
}

describe('codes', () => {
  it('may be full-width, repeated, or several in one word', async () => {
    const { folder } = await closed(aScoredWorkspace());
    const units = async (...words: string[]) => {
      const path = join(await tempFolder(), '评分.xlsx');
      await cliJson('scores', 'template', '--unit', ...words, '--out', path, '--workspace', folder);
      const { sheets } = await readWorkbook(path);
      return [...new Set(sheets[0]?.rows.slice(1).map((row) => row.cells[0]?.text))].toSorted();
    };
    expect(await units('Ａ０１')).toEqual(['A01']);
    expect(await units('A01,A02')).toEqual(['A01', 'A02']);
    expect(await units('A02', 'A01')).toEqual(await units('A01、A02'));
    const { error } = await cli('scores', 'template', '--unit', 'A01,X', '--out', 'x', '--workspace', folder);
    expect(error).toBe('UNIT_CODE_UNKNOWN');
  });
});

describe('points', () => {
  it('are text with two decimals in every result', async () => {
    const { folder } = await closed(aScoredWorkspace());
    const check = await cli('submission', 'check', '--unit', 'A01', '--workspace', folder, '--json');
    expect(JSON.parse(check.out)).toMatchObject({ selfTotal: '0.00' });
    const request = ['--unit', 'A01', '--item', '1.1.2', '--reason', '没有这项职责', '--workspace', folder];
    const early = await cli('na', 'request', ...request);
    expect(early).toMatchObject({ code: 2, error: 'CYCLE_STATE_FORBIDS' });
    expect(early.err).toContain('还没有到的阶段，请到了再办');
    await cliJson('cycle', 'move', '--to', 'published', '--workspace', folder);
    const asked = await cli('na', 'request', ...request, '--json');
    expect([asked.code, asked.err]).toEqual([0, '']);
    expect(JSON.parse(asked.out)).toMatchObject({ points: '50.00' });
  });
});

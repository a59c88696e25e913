import { join } from 'node:path';
import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import { aPdf, fileOf } from '../../helpers/evidenceFiles';
import { cli, cliJson } from '../../helpers/cli';
import { readCells } from '../../helpers/formulas';
import { aReviewWorkspace } from '../../helpers/reviewWorkspace';
import { tempFolder } from '../../helpers/tempFolder';

interface Listed {
  readonly id: number;
  readonly unit: string;
  readonly item: string;
  readonly outcome: string;
  readonly doubt: string;
  readonly final: string;
}

interface AppealJson {
  readonly id: number;
  readonly state: string;
  readonly decided: string | null;
  readonly standings: readonly { readonly unit: string; readonly after: { readonly rank: number } }[];
}

const A02 = ['--unit', 'A02', '--item', '1.1.1'] as const;

describe('site, appeal, simulate, feedback', () => {
  it('play the review of a year from the proposal to the forms', async () => {
    const { workspace } = await aReviewWorkspace();
    const { folder } = workspace;
    const run = (...argv: string[]) => cli('--workspace', folder, ...argv);
    await workspace.close();

    const proposal = await cliJson<{ seed: string; items: { unit: string; doubts: { kind: string }[] }[] }>(
      '--workspace',
      folder,
      'site',
      'propose',
      ...['--seed', '20201209', '--controls', '2'],
    );
    expect(proposal.seed).toBe('20201209');
    expect(proposal.items).toHaveLength(4 * 2);
    const added = await cliJson<Listed[]>(
      ...['--workspace', folder, 'site', 'add', '--proposed', '--seed', '20201209', '--controls', '2'],
      ...['--team', '第一组', '--date', '2020-12-10'],
    );
    expect(added).toHaveLength(8);
    expect(added.every(({ outcome }) => outcome === 'open')).toBe(true);
    expect((await run('site', 'add', ...A02, '--proposed', '--team', '一')).error).toBe('BAD_ARGUMENTS');
    for (const row of added) {
      const { code } = await run('site', 'record', '--id', String(row.id), '--confirm', '--finding', '属实');
      expect(code).toBe(0);
    }
    expect((await run('site', 'add', ...A02, '--team', '第一组')).code).toBe(0);
    const recorded = await run(
      'site',
      'record',
      ...A02,
      '--points',
      '30',
      '--finding',
      '缺 1 卷',
      '--date',
      '2020-12-10',
    );
    expect(recorded.out).toContain('36.00 → 30.00');
    expect((await run('site', 'record', ...A02, '--points', '31', '--finding', 'x')).error).toBe(
      'SITE_CHECK_ALREADY_RECORDED',
    );
    const listed = await cliJson<Listed[]>('--workspace', folder, 'site', 'list');
    expect(listed.map(({ outcome }) => outcome).sort()).toEqual(['adjusted', ...Array(8).fill('confirmed')]);
    expect(listed.find(({ outcome }) => outcome === 'adjusted')).toMatchObject({
      ...{ unit: 'A02', item: '1.1.1', final: '30.00' },
    });

    const file = await fileOf(await tempFolder(), '补充.pdf', aPdf());
    const early = await run('appeal', 'file', ...A02, '--grounds', '已补齐', '--evidence', file);
    expect([early.code, early.error]).toEqual([2, 'CYCLE_STATE_FORBIDS']);
    expect((await run('cycle', 'move', '--to', 'feedback', '--confirm', '--reason', '评审结束')).code).toBe(
      0,
    );

    const missing = await run(
      'appeal',
      'file',
      ...A02,
      '--grounds',
      '已补齐',
      '--evidence',
      file,
      `${file}x`,
    );
    expect([missing.code, missing.error]).toEqual([2, 'EVIDENCE_FILE_NOT_FOUND']);
    const filed = await cliJson<AppealJson & { evidence: string[] }>(
      ...[
        '--workspace',
        folder,
        'appeal',
        'file',
        ...A02,
        '--grounds',
        '已补齐',
        '--points',
        '38',
        '--evidence',
        file,
      ],
    );
    expect(filed).toMatchObject({
      state: 'filed',
      original: '30.00',
      requested: '38.00',
      evidence: ['补充.pdf'],
    });
    await cliJson(
      '--workspace',
      folder,
      'appeal',
      'file',
      '--unit',
      'A03',
      '--item',
      '1.1.2',
      '--grounds',
      '不服',
    );
    const tried = await cliJson<AppealJson>('--workspace', folder, 'simulate', ...A02, '--points', '38');
    expect(tried.standings[0]).toMatchObject({
      unit: 'A02',
      before: { final: '86.00', rank: 4 },
      after: { final: '94.00' },
    });
    const won = await run('appeal', 'decide', ...A02, '--points', '38', '--opinion', '属实');
    // The one office account recorded the finding on site, so it may not decide.
    expect(won.error).toBe('DECIDED_BY_OWN_JUDGE');
    const lost = await cliJson<AppealJson>(
      ...['--workspace', folder, 'appeal', 'decide', '--unit', 'A03', '--item', '1.1.2', '--uphold'],
      ...['--opinion', '证据不足'],
    );
    expect(lost).toMatchObject({ state: 'upheld', decided: '38.00', standings: [] });
    expect((await run('appeal', 'decide', '--id', String(lost.id), '--uphold', '--opinion', 'x')).error).toBe(
      'APPEAL_ALREADY_DECIDED',
    );
    const list = await run('appeal', 'list');
    expect(list.out).toMatch(/待复核，30\.00。已补齐/);
    expect(list.out).toMatch(/维持，38\.00 → 38\.00。证据不足/);
    expect((await run('appeal', 'withdraw', ...A02, '--reason', '认可')).code).toBe(0);
    expect((await run('feedback', 'rank', '--show')).code).toBe(0);

    const out = await tempFolder();
    const read = async (kind: string) => {
      const path = join(out, `${kind}.xlsx`);
      expect(await run('export', '--kind', kind, '--out', path)).toMatchObject({ code: 0 });
      const workbook = new exceljs.Workbook();
      await workbook.xlsx.readFile(path);
      return workbook;
    };
    const feedback = await read('feedback');
    expect(feedback.worksheets.map(({ name }) => name)).toEqual(['说明', 'A01', 'A02', 'A03', 'A04']);
    const told = textOf(feedback, 'A02');
    for (const part of [
      '2020年度法治政府建设考核反馈单',
      '最终得分 86.00　等次 良好（暂定）　名次 4',
      '事项1.1.1：材料不全；实地核查由 36.00 调整为 30.00：缺 1 卷',
      '前（含当日）向考核办公室申诉',
      '签收',
    ]) {
      expect(told).toContain(part);
    }
    expect(textOf(await read('appeals'), '申诉复核表')).toContain('证据不足');
    expect(textOf(await read('siteChecks'), '实地核查清单')).toContain('调整为 30.00 分');
    const card = textOf(await read('scorecards'), 'A02');
    expect(card).toContain('材料不全；实地核查由 36.00 调整为 30.00：缺 1 卷');
    expect((await run('verify')).code).toBe(0);
  });

  it('writes 调整分 and 最终分 that follow their formula', async () => {
    const { workspace } = await aReviewWorkspace();
    const { folder } = workspace;
    await workspace.close();
    const run = (...argv: string[]) => cli('--workspace', folder, ...argv);
    await run('site', 'add', ...A02, '--team', '第一组');
    await run('site', 'record', ...A02, '--points', '30.55', '--finding', '缺 1 卷');
    const path = join(await tempFolder(), '明细.xlsx');
    expect((await run('export', '--kind', 'scorecards', '--out', path)).code).toBe(0);
    const cells = new Map((await readCells(path)).map(({ place, ...cell }) => [place, cell]));
    const row = [...cells].find(([place, { value }]) => place.startsWith('A02!') && value === '1.1.1')?.[0];
    const number = row?.replace('A02!A', '') ?? '';
    expect(cells.get(`A02!F${number}`)?.value).toBe(36);
    expect(cells.get(`A02!G${number}`)?.value).toBe(-5.45);
    expect(cells.get(`A02!H${number}`)).toMatchObject({
      formula: `IF(F${number}="","",ROUND(F${number}+G${number},2))`,
      value: 30.55,
    });
    const untouched = Number(number) + 1;
    expect(cells.has(`A02!G${untouched}`)).toBe(false);
  });
});

function textOf(workbook: exceljs.Workbook, sheet: string): string {
  const texts: string[] = [];
  workbook.getWorksheet(sheet)?.eachRow((row) => row.eachCell((cell) => texts.push(cell.text)));
  return texts.join('\n');
}

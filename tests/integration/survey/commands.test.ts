import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SURVEY_COLUMNS, SURVEY_SHEET } from '@shared/tables/surveyTable';
import { writeTables } from '@electron/workbook/writeTable';
import { cli, cliJson } from '../../helpers/cli';
import { tempFolder } from '../../helpers/tempFolder';

async function aDistrict(): Promise<{ readonly folder: string; readonly at: readonly string[] }> {
  const folder = await tempFolder();
  const at = ['--workspace', join(folder, '考评库')] as const;
  await cli('init', ...at, '--year', '2020', '--indicators', 'builtin:jiangsu', '--units', 'builtin:sample');
  return { folder, at };
}

async function tableOf(folder: string, ...rows: readonly (readonly string[])[]): Promise<string> {
  const path = join(folder, '满意度.xlsx');
  const columns = SURVEY_COLUMNS.map(({ heading }) => ({ heading, width: 12 }));
  await writeTables(path, [{ name: SURVEY_SHEET, columns, rows }]);
  return path;
}

interface Computed {
  readonly units: readonly { readonly code: string; readonly final: string; readonly composite?: object }[];
}

interface Listed {
  readonly limit: number;
  readonly units: readonly {
    readonly code: string;
    readonly score: string | null;
    readonly validShare: string | null;
    readonly smallSample: boolean;
  }[];
}

describe('the command line', () => {
  it('takes a survey in, puts the final score together, and takes it apart again', async () => {
    const { folder, at } = await aDistrict();
    const before = await cliJson<Computed>('compute', ...at);
    expect(before.units.every((unit) => !('composite' in unit))).toBe(true);
    const [first, second] = before.units.map(({ code }) => code);
    const file = await tableOf(
      folder,
      [first!, '', '200', '170', '92.5', ''],
      [second!, '', '40', '12', '80', '街头'],
    );
    expect((await cli('survey', 'import', ...at, file, '--dry-run')).out).toContain('没有导入');
    expect(await cliJson('survey', 'import', ...at, file)).toMatchObject({
      units: 2,
      new: 2,
      smallSamples: 1,
    });
    const listed = await cliJson<Listed>('survey', 'list', ...at);
    expect(listed.units.filter(({ score }) => score !== null)).toMatchObject([
      { code: first, score: '92.50', validShare: '85.0%', smallSample: false },
      { code: second, score: '80.00', validShare: '30.0%', smallSample: true },
    ]);
    expect(await cliJson('compute', ...at)).toEqual(before);

    const set = ['composite', 'set', ...at, '--indicators', '80', '--survey', '20'];
    expect((await cli(...set)).code).toBe(0);
    const after = await cliJson<Computed>('compute', ...at);
    expect(after.units.find(({ code }) => code === first)).toMatchObject({
      final: '18.50',
      composite: { indicators: '0.00', caseFiles: null, survey: '92.50' },
    });
    expect(after.units.at(-1)).toMatchObject({ composite: { survey: null } });
    expect((await cli('composite', 'show', ...at)).out).toContain('指标考核80%＋满意度20%');
    expect((await cli('compute', ...at, '--explain', first!)).out).toContain('满意度得分 92.50');
    expect((await cli('verify', ...at)).code).toBe(0);

    expect((await cli('composite', 'off', ...at, '--reason', '本年度不合成')).code).toBe(0);
    expect(await cliJson('compute', ...at)).toEqual(before);
    expect((await cli('composite', 'show', ...at)).out).toContain('没有启用合成');
  });

  it('refuses weights that are not 100 and tables that are wrong, with exit code 2', async () => {
    const { folder, at } = await aDistrict();
    const short = await cli('composite', 'set', ...at, '--indicators', '50', '--case-files', '30');
    expect([short.code, short.error]).toEqual([2, 'COMPOSITE_NOT_100']);
    const file = await tableOf(folder, ['没有', '', '10', '11', '80', '']);
    const run = await cli('survey', 'import', ...at, file);
    expect([run.code, run.error]).toEqual([2, 'IMPORT_BLOCKED']);
    expect(run.err).toContain('D2');
    const limit = await cli('survey', 'limit', ...at, '三十');
    expect([limit.code, limit.error]).toEqual([2, 'SURVEY_LIMIT_INVALID']);
  });

  it('writes the form and the document', async () => {
    const { folder, at } = await aDistrict();
    const form = join(folder, '空表.xlsx');
    expect((await cli('survey', 'template', ...at, '--out', form)).code).toBe(0);
    expect((await cli('survey', 'import', ...at, form)).err).toContain('EMPTY_TABLE');
    const document = join(folder, '测评表.xlsx');
    expect((await cli('export', ...at, '--kind', 'survey', '--out', document)).code).toBe(0);
    expect((await cli('survey', 'limit', ...at, '50')).code).toBe(0);
    expect((await cliJson<Listed>('survey', 'list', ...at)).limit).toBe(50);
  });
});

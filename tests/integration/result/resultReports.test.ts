import { describe, expect, it } from 'vitest';
import { REPORT_KINDS } from '@shared/reports/reportKinds';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { refusal } from '../../helpers/testWorkspace';
import type { Workspace } from '@electron/services/workspace/workspace';
import { previewReport } from '@electron/services/reports/previewReport';
import { correctScore } from '@electron/services/result/correctScore';
import { listCycles } from '@electron/services/result/listResults';
import { startNextCycle } from '@electron/services/result/startNextCycle';
import { placeOf } from '../../helpers/placeOf';
import { aYear, moveOnTo, scoreAll } from '../../helpers/yearWorkspace';

async function rowsOf(workspace: Workspace, kind: 'approved' | 'years'): Promise<Map<string, string[][]>> {
  const { sheets } = await previewReport(workspace, kind);
  return new Map(sheets.map(({ name, rows }) => [name, rows.map((row) => [...row])]));
}

describe('documents of results', () => {
  it('审定结果表 shows the result in force with its number and digest, and every one before it', async () => {
    const workspace = await aYear();
    await scoreAll(workspace);
    expect((await rowsOf(workspace, 'approved')).get('审定结果表')?.flat()).toContain('本年度还没有审定。');
    await moveOnTo(workspace, 'approved');
    const why = { reason: '复查发现漏扣', basis: '复查报告第3页' };
    await correctScore(workspace, { ...(await placeOf(workspace, 'A01')), toPoints: 3000, ...why });
    const sheets = await rowsOf(workspace, 'approved');
    const rows = sheets.get('审定结果表') ?? [];
    expect(rows.find((row) => row.includes('单位A01'))).toEqual(
      expect.arrayContaining(['2', '80.00', '良好']),
    );
    expect(rows.flat().join()).toMatch(/审定结果第2号.*[0-9a-f]{64}/);
    const record = sheets.get('审定和更正记录')?.map(([number, kind]) => [number, kind]) ?? [];
    expect(record).toContainEqual(['第1号', '审定']);
    expect(record).toContainEqual(['第2号', '更正']);
  });

  it('多年对比表 puts the years side by side and leaves blank what there is not', async () => {
    const workspace = await aYear();
    await scoreAll(workspace);
    await moveOnTo(workspace, 'approved');
    await startNextCycle(workspace, { year: 2021 });
    const sheets = await rowsOf(workspace, 'years');
    const row = sheets.get('多年对比表')?.find((cells) => cells.includes('单位A01'));
    expect(row).toEqual(['有行政执法权部门', '单位A01', '100.00', '1', '良好', '无数据', '', '', '']);
    expect(sheets.get('一级指标得分率')?.find(([name]) => name === '职能履行')).toEqual([
      '职能履行',
      '100.00%',
      '无数据',
    ]);
  });

  it('every document can be had of an earlier year, and the current one stays the current one', async () => {
    const workspace = await aYear();
    await scoreAll(workspace);
    await moveOnTo(workspace, 'approved');
    const before = await Promise.all(
      (['summary', 'matrix', 'scorecards', 'deductions'] as const).map((kind) =>
        previewReport(workspace, kind),
      ),
    );
    await startNextCycle(workspace, { year: 2021 });
    const last = (await listCycles(workspace)).find(({ current }) => !current)!;
    const timeless = (value: unknown) => JSON.stringify(value).replaceAll(/20\d\d-\d\d-\d\d \d\d:\d\d/g, '');
    for (const [index, kind] of (['summary', 'matrix', 'scorecards', 'deductions'] as const).entries()) {
      expect(timeless(await previewReport(workspace, kind, last.id))).toBe(timeless(before[index]));
    }
    for (const kind of REPORT_KINDS) {
      const { sheets } = await previewReport(workspace, kind, last.id);
      expect(sheets.length, kind).toBeGreaterThan(1);
    }
    expect((await loadAssessment(workspace)).cycle.year).toBe(2021);
    expect(JSON.stringify(await previewReport(workspace, 'summary'))).toContain('2021年度');
    expect((await refusal(previewReport(workspace, 'summary', 99))).code).toBe('CYCLE_NOT_FOUND');
  });
});

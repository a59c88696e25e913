import { describe, expect, it } from 'vitest';
import { layOutExplanation } from '@shared/reports/explanationSheet';
import { previewRow } from '@shared/reports/previewText';
import { planReport } from '@shared/reports/reportPlan';
import type { ReportRow } from '@shared/reports/reportSheet';
import { aContext, aResult, GROUP } from '../../helpers/reportContext';

const scheme = {
  groupId: 1,
  group: GROUP,
  components: [{ id: 1, name: '法治建设', weight: 10_000, ruleOfLaw: true }],
};

describe('planReport', () => {
  const context = aContext([aResult(1), aResult(2)], { schemes: [scheme] });

  it.each([
    ['summary', ['汇总表', '综合考核汇总']],
    ['matrix', ['指标得分矩阵']],
    ['deductions', ['扣分明细']],
    ['rectification', ['整改台账']],
    ['scorecards', ['单1 至 单2']],
    ['all', ['汇总表', '综合考核汇总', '指标得分矩阵', '扣分明细', '整改台账', '单1 至 单2']],
  ] as const)('%s has the sheets %j', (kind, sheets) => {
    expect(planReport(context, kind).purposes.map((purpose) => purpose.name)).toEqual(sheets);
  });

  it('gives units of the same short name sheets of their own', () => {
    const units = context.units.map((unit) => ({ ...unit, shortName: '说明' }));
    expect(planReport({ ...context, units }, 'scorecards').scorecards.map(({ sheet }) => sheet)).toEqual([
      '说明(2)',
      '说明(3)',
    ]);
  });
});

describe('说明', () => {
  const { sheet, addresses } = layOutExplanation(aContext([aResult(1, { unscored: 3 })]), [
    { name: '汇总表', purpose: '结果' },
  ]);
  const rows = [...sheet.head, ...(sheet.body as ReportRow[])];
  const text = rows.map((row) => previewRow(row).join(' ')).join('\n');

  it('says cycle, system, version, source, when and by whom', () => {
    for (const fact of [
      '2020年',
      '参考指标集',
      '1.0',
      '不是官方文本。',
      '2021-01-15 09:30',
      '张三',
      '未评 3 项次',
    ]) {
      expect(text).toContain(fact);
    }
  });

  it('holds the caps where the formulas of the other sheets look for them', () => {
    const valueAt = (address: string): unknown => {
      const [, row] = /\$B\$(\d+)$/.exec(address) ?? [];
      return rows[Number(row) - 1]?.cells[1];
    };
    expect([addresses.bonusCap, addresses.deductionCap, addresses.finalMax].map(valueAt)).toEqual([
      5, 10, 105,
    ]);
  });
});

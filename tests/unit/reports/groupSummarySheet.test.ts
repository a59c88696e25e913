import { describe, expect, it } from 'vitest';
import { layOutGroupSummary } from '@shared/reports/groupSummarySheet';
import { previewRow } from '@shared/reports/previewText';
import type { ReportRow } from '@shared/reports/reportSheet';
import type { UnitResult } from '@shared/ipc/views';
import { aContext, aResult, GROUP } from '../../helpers/reportContext';

const ADDRESSES = { bonusCap: "'说明'!$B$13", deductionCap: "'说明'!$B$14", finalMax: "'说明'!$B$15" };

function bodyOf(results: readonly UnitResult[], vetoes = new Map<number, string[]>()): ReportRow[] {
  const { sheet } = layOutGroupSummary(aContext(results, { vetoes }), GROUP, '汇总表', ADDRESSES);
  return [...(sheet.body as Iterable<ReportRow>)];
}

describe('汇总表', () => {
  it('has the columns of the practice page in their order', () => {
    const { sheet } = layOutGroupSummary(aContext([aResult(1)]), GROUP, '汇总表', ADDRESSES);
    expect(sheet.head.at(-1)?.cells.join(' ')).toBe(
      '排名 单位 适用分值 职能履行 原始分 折算分 加分 扣分 最终得分 等次 否决情形 备注',
    );
  });

  it('shows the example of the practice page §7: 79.35 of 87.50, +1.50, −1.00 → 91.19', () => {
    const parts = [{ scored: 7935, applicable: 8750, unscored: 0 }];
    const unit = aResult(1, {
      raw: 7935,
      applicable: 8750,
      converted: 9069,
      bonus: 150,
      deduction: 100,
      final: 9119,
      parts,
    });
    expect(previewRow(bodyOf([unit])[0] as ReportRow)).toEqual([
      '1',
      '单位1',
      '87.50',
      '79.35',
      '79.35',
      '90.69',
      '1.50',
      '1.00',
      '91.19',
      '优秀',
      '',
      '',
    ]);
  });

  it('ranks by formula, and by value where equal scores were parted by the next rule', () => {
    const rows = bodyOf([aResult(1), aResult(2, { rank: 2 }), aResult(3, { final: 9000, rank: 3 })]);
    expect(rows[0]?.cells[0]).toEqual({ formula: 'RANK(I4,I$4:I$6)', result: 1 });
    expect(rows[1]?.cells[0]).toBe(2);
    expect(rows[1]?.cells.at(-1)).toBe('同分，按同分办法定名次');
    expect(rows[2]?.cells[0]).toEqual({ formula: 'RANK(I6,I$4:I$6)', result: 3 });
  });

  it('puts units that are not ranked last and outside the ranking', () => {
    const gradeNote = '适用分值低于 50.00，不排名，由办公室单独评定';
    const rows = bodyOf([aResult(1, { rank: null, grade: null, gradeNote, applicable: 4000 }), aResult(2)]);
    expect(rows.map((row) => row.cells[1])).toEqual(['单位2', '单位1']);
    expect(rows[0]?.cells[0]).toEqual({ formula: 'RANK(I4,I$4:I$4)', result: 1 });
    expect(rows[1]?.cells[0]).toBeNull();
    expect(rows[1]?.cells.slice(-3)).toEqual(['', '', gradeNote]);
  });

  it('never shows what is not scored as a zero', () => {
    const parts = [{ scored: 0, applicable: 10_000, unscored: 2 }];
    const unit = aResult(1, { raw: 0, converted: 0, final: 0, unscored: 2, scored: 0, parts });
    const row = bodyOf([unit])[0];
    expect(row?.cells[3]).toBeNull();
    expect(row?.cells.at(-1)).toBe('暂计：未评 2 项');
  });

  it('marks a part of which nothing applies', () => {
    const parts = [{ scored: 0, applicable: 0, unscored: 0 }];
    expect(bodyOf([aResult(1, { parts })])[0]?.cells[3]).toBe('/');
  });

  it('says what a veto does and what triggered it', () => {
    const unit = aResult(1, { veto: 'fail', grade: '不合格', gradeNote: '否决：定为不合格' });
    const row = bodyOf([unit], new Map([[1, ['V.1 弄虚作假']]]))[0];
    expect(row?.cells.at(-2)).toBe('一票否决：不合格\nV.1 弄虚作假');
    const capped = bodyOf([aResult(1, { veto: 'capGood', grade: '良好' })])[0];
    expect(capped?.cells.at(-2)).toBe('否决：最高良好');
  });

  it('names the reference set with its note', () => {
    const { sheet } = layOutGroupSummary(aContext([aResult(1)]), GROUP, '汇总表', ADDRESSES);
    expect(sheet.head[1]?.cells[0]).toBe(`组别：${GROUP}　　指标体系：参考指标集 1.0（非官方文本）`);
    expect(sheet.foot(1)[0]?.cells[0]).toContain('不是官方文本。');
  });
});

import { describe, expect, it } from 'vitest';
import type { CycleState } from '@shared/domain/cycleState';
import type { UnitResult } from '@shared/ipc/views';
import { layOutFeedback } from '@shared/reports/feedbackSheet';
import { aContext, aResult } from '../../helpers/reportContext';

/** Every word of a 反馈单 in a stage of the year. */
function wordsOf(result: UnitResult, state: CycleState): string {
  const context = aContext([result]);
  const cycle = { ...context.result.cycle, state };
  const sheet = layOutFeedback(
    { ...context, result: { ...context.result, cycle } },
    { name: '反馈单', result, items: [], appealUntil: '2021-01-08', showsRank: false },
  );
  const foot = sheet.foot(0);
  return [...sheet.head, ...foot].flatMap(({ cells }) => cells.map(String)).join('\n');
}

describe('反馈单', () => {
  it('says that a late appeal is for the office to admit', () => {
    const words = wordsOf(aResult(1), 'feedback');
    expect(words).toContain('请在 2021年1月8日 前（含当日）向考核办公室申诉');
    expect(words).toContain('逾期的，须说明理由，由考核办公室决定是否受理。');
    expect(words).not.toContain('不再受理');
  });

  it('is provisional until 审定, and says nothing of it afterwards', () => {
    const before = wordsOf(aResult(1), 'feedback');
    expect(before).toContain('等次 优秀（暂定）');
    expect(before).toContain('本单为反馈稿');
    for (const state of ['approved', 'archived'] as const) {
      const after = wordsOf(aResult(1), state);
      expect(after).toContain('等次 优秀');
      expect(after).not.toMatch(/暂定|反馈稿|申诉：/);
    }
  });

  it.each(['尚未评分，不排名', '适用分值低于 50.00，不排名，由办公室单独评定'])(
    'says why there is no grade: %s',
    (gradeNote) => {
      const words = wordsOf(aResult(1, { grade: null, gradeNote, rank: null }), 'feedback');
      expect(words).toContain(`等次 ${gradeNote}`);
      expect(words).not.toContain('由考核办公室单独评定');
    },
  );
});

import { describe, expect, it } from 'vitest';
import { slipLines, slipSentence, type SlipFacts } from '@shared/year/reminderSlip';

const FACTS: SlipFacts = {
  name: '区水利局',
  state: 'filling',
  dueOn: '2020-12-05',
  daysLate: 3,
  withoutSelfScore: ['1.1.1', '1.1.2'],
  withoutEvidence: [],
  returned: [],
};

describe('a reminder slip', () => {
  it('says what is due, when, and how late it is', () => {
    expect(slipSentence(FACTS, '2020年度自评')).toBe(
      '区水利局：贵单位的2020年度自评应于2020年12月5日前提交，至今没有提交，已逾期 3 天（目前：填报中）。请抓紧办理。',
    );
    const returned = { ...FACTS, state: 'returned', dueOn: '', daysLate: 0 } as const;
    expect(slipSentence(returned, '2020年度自评')).toContain('已退回补正，至今没有重新提交（目前：已退回）');
  });

  it('names what is missing, and only counts what is too much to name', () => {
    expect(slipLines({ ...FACTS, returned: ['1.1.1 缺盖章件'] })).toEqual([
      ['没有填自评分', '2 项：1.1.1、1.1.2'],
      ['缺佐证材料', '无'],
      ['退回须补正', '1.1.1 缺盖章件'],
    ]);
    const many = Array.from({ length: 60 }, (_, index) => `1.1.${index}`);
    const [line] = slipLines({ ...FACTS, withoutSelfScore: many });
    expect(line?.[1]).toMatch(/^60 项：.*……$/);
  });
});

import { describe, expect, it } from 'vitest';
import { daysText, windowText } from '@renderer/features/reviews/windowText';
import { adjustedText, adjustmentText } from '@renderer/features/scoring/layerText';

describe('申诉期限 in words', () => {
  it.each([
    [3, '还有 3 天'],
    [0, '今天到期'],
    [-2, '已过 2 天'],
  ])('%i days left: %s', (daysLeft, text) => {
    expect(daysText({ dueOn: '2020-12-16', daysLeft })).toBe(text);
  });

  it('says so before the feedback has begun', () => {
    expect(windowText(null)).toBe('年度还没有进入“反馈申诉”阶段');
    expect(windowText({ dueOn: '2020-12-16', daysLeft: 7 })).toBe('申诉期限 2020年12月16日（还有 7 天）');
  });
});

describe('what stands beside the assessed score', () => {
  it.each([
    [{ points: 100, adjustment: -30, finalPoints: 70 }, '-0.30', '调整 -0.30 · 最终 0.70'],
    [{ points: 100, adjustment: 50, finalPoints: 150 }, '+0.50', '调整 +0.50 · 最终 1.50'],
    [{ points: 100, adjustment: 0, finalPoints: 100 }, '无', ''],
    [{ points: null, adjustment: 0, finalPoints: null }, '无', ''],
  ])('%o', (row, adjustment, beside) => {
    expect(adjustmentText(row)).toBe(adjustment);
    expect(adjustedText(row)).toBe(beside);
  });
});

import { describe, expect, it } from 'vitest';
import type { ExplanationStep } from '@shared/domain/score';
import { formatPoints } from '@shared/domain/points';
import { loadAssessment } from '@electron/services/assessment/assessment';
import { explainScore } from '@electron/services/scores/explainScore';
import { recordScore } from '@electron/services/scores/recordScore';
import { anEntry, testWorkspace } from '../../helpers/testWorkspace';

const lines = (step: ExplanationStep): string[] => [step.text, ...(step.children ?? []).flatMap(lines)];

describe('explainScore', () => {
  it('leads from the final score to inputs, reason, scorer and time', async () => {
    const workspace = await testWorkspace();
    const { units, items } = await loadAssessment(workspace);
    const unit = units[0]!;
    const item = items.find(({ rules }) => rules[0]?.kind === 'ratio' && rules[0].mode === 'linear')!;
    const { total } = await recordScore(workspace, {
      unitId: unit.id,
      itemId: item.id,
      entry: anEntry({ 分子: '85', 分母: '100' }, { reason: '三件超期' }),
      editId: 'x',
    });
    const { title, root } = await explainScore(workspace, { unitId: unit.id });
    expect(title).toContain(unit.name);
    expect(root.text).toContain(formatPoints(total!.final));
    const text = lines(root).join('\n');
    for (const part of [
      '折算分',
      item.level1Name,
      `${item.code} ${item.name}`,
      '分子=85; 分母=100',
      '三件超期',
      '考评办',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain('未评分');
    expect(text).toMatch(/2020-1[12]-\d\d \d\d:\d\d/);
    const own = await explainScore(workspace, { unitId: unit.id, itemId: item.id });
    expect(lines(root)).toEqual(expect.arrayContaining(lines(own.root)));
  });
});

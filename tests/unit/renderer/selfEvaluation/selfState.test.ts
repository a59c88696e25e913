import { describe, expect, it } from 'vitest';
import type { ItemView } from '@shared/ipc/views';
import {
  completenessOf,
  openSelfSheet,
  selfProblem,
  type SelfLine,
} from '@renderer/features/selfEvaluation/selfState';

const item = (id: number, section: ItemView['section'] = 'base'): ItemView => ({
  id,
  code: `1.1.${id}`,
  section,
  level1Code: '1',
  level1Name: '依法全面履行政府职能',
  level2Code: '1.1',
  level2Name: '',
  name: '权责清单',
  requirement: '',
  points: section === 'base' ? 150 : 0,
  rules: [],
  standard: '',
  evidence: [],
  groups: [],
  unitTags: [],
  leadScorer: '',
  basis: [],
});

const line = (
  id: number,
  points: string,
  evidenceCount = 0,
  section: ItemView['section'] = 'base',
): SelfLine => ({
  item: item(id, section),
  entry: { points, statement: '' },
  evidenceCount,
  prior: null,
});

describe('a unit’s own sheet', () => {
  it('names what is missing before it can be handed in', () => {
    const lines = [line(1, ''), line(2, '1.00'), line(3, '1.6', 1), line(4, '0'), line(5, '', 0, 'bonus')];
    expect(completenessOf(lines)).toEqual({
      missing: [1],
      withoutEvidence: [2],
      wrong: [3],
      filled: 3,
      baseItems: 4,
    });
  });

  it('refuses more than the points, with the range', () => {
    expect(selfProblem(line(1, '1.51'))).toContain('应为0至1.5');
    expect(selfProblem(line(1, '一分'))).toContain('应为0至1.5');
    expect(selfProblem(line(1, '１．５'))).toBe('');
    expect(selfProblem(line(1, ''))).toBe('');
    expect(selfProblem(line(1, '2', 0, 'bonus'))).toBe('');
  });

  it('keeps what was typed over what is stored', () => {
    const prior = { points: 120, reason: '公示不及时' };
    const rows = [1, 9].map((itemId) => ({ itemId, points: '1', statement: '', evidenceCount: 2, prior }));
    const typed = (itemId: number) => (itemId === 1 ? { points: '1.5', statement: '已公开' } : undefined);
    const lines = openSelfSheet(rows, new Map([[1, item(1)]]), typed);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      entry: { points: '1.5', statement: '已公开' },
      evidenceCount: 2,
      prior,
    });
  });
});

import { describe, expect, it } from 'vitest';
import { isGridPaste, pasteInto, readPasted, scoreProblem } from '@renderer/features/comprehensive/scoreGrid';
import {
  addLine,
  checkDraft,
  draftOf,
  FIRST_DRAFT,
  isChanged,
  weightProblem,
  withLine,
} from '@renderer/features/comprehensive/schemeDraft';
import type { SchemeView } from '@shared/ipc/views';

describe('a scheme being typed', () => {
  it('passes at exactly 10 % and shows the line of the requirement', () => {
    expect(checkDraft(FIRST_DRAFT)).toMatchObject({
      ok: true,
      sumText: '100.00',
      line: '法治占比 10.00% · 符合不低于10%要求',
    });
  });

  it('is refused at 9.99 of 100 with the reason', () => {
    const draft = withLine(withLine(FIRST_DRAFT, 1, { weight: '9.99' }), 2, { weight: '90.01' });
    expect(checkDraft(draft)).toMatchObject({ ok: false, line: '法治占比 9.99%,低于10%,不能保存' });
  });

  it('is refused at 99.6 of 1000, which rounds to 10.0 %', () => {
    const draft = withLine(withLine(FIRST_DRAFT, 1, { weight: '99.6' }), 2, { weight: '900.4' });
    expect(checkDraft(draft)).toMatchObject({ ok: false, line: '法治占比 9.96%,低于10%,不能保存' });
  });

  it('refuses a weight that is no number', () => {
    expect(weightProblem('十')).not.toBe('');
    expect(weightProblem('0')).not.toBe('');
    expect(weightProblem('１０')).toBe('');
    expect(checkDraft(addLine(FIRST_DRAFT)).ok).toBe(false);
  });

  it('knows whether it differs from what is stored', () => {
    const stored: SchemeView = {
      groupId: 1,
      group: '镇（街道）',
      components: [
        { id: 1, name: '法治', weight: 1000, ruleOfLaw: true },
        { id: 2, name: '其他', weight: 9000, ruleOfLaw: false },
      ],
    };
    expect(isChanged(draftOf(stored), stored)).toBe(false);
    expect(isChanged(withLine(draftOf(stored), 1, { weight: '10.00' }), stored)).toBe(false);
    expect(isChanged(withLine(draftOf(stored), 1, { weight: '11' }), stored)).toBe(true);
  });
});

describe('pasting other scores from a spreadsheet', () => {
  it('reads tabs and line breaks, and leaves the last break out', () => {
    expect(readPasted('90\t85.5\r\n80\t\r\n')).toEqual([
      ['90', '85.5'],
      ['80', ''],
    ]);
    expect(isGridPaste('90')).toBe(false);
    expect(isGridPaste('90\r\n')).toBe(false);
    expect(isGridPaste('90\t80')).toBe(true);
  });

  it('lays the cells over the grid and refuses what is no score or lies beyond it', () => {
    const result = pasteInto(
      [
        ['90', '101'],
        ['abc', '80'],
        ['70', '60'],
      ],
      { unitId: 12, componentId: 5 },
      [11, 12, 13],
      [5, 6],
    );
    expect(result.values).toEqual([
      { unitId: 12, componentId: 5, score: '90' },
      { unitId: 13, componentId: 6, score: '80' },
    ]);
    expect(result.refused).toBe(4);
  });

  it('accepts 0 to 100 with two decimals, and blank', () => {
    expect(['', '0', '100', '99.99', '８８'].map(scoreProblem)).toEqual(['', '', '', '', '']);
    expect(['100.01', '-1', '1.234', 'x'].every((text) => scoreProblem(text) !== '')).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { DEFAULT_CASE_SETTINGS } from '@shared/caseFiles/caseSettings';
import type { CaseReviewView } from '@shared/ipc/practice/caseFile';
import {
  describe as describeFinding,
  draftOf,
  outcomeOf,
  setCount,
  setGate,
} from '@renderer/features/caseFiles/reviewDraft';

const VIEW: CaseReviewView = {
  ...{
    reviewId: 1,
    round: 1,
    reviewer: '甲',
    mine: true,
    lockedAt: null,
    revision: 1,
    editable: true,
    others: [],
  },
  file: {
    ...{ unitCode: 'A01', unitName: '区水利局', number: '1', matter: '', party: '', type: '行政处罚' },
    ...{ procedure: '', closedOn: '', handler: '', fine: '' },
  },
  template: {
    ...{ type: '行政处罚', name: '标准', version: '1', source: '', official: false },
    gates: [{ code: 'H1', text: '主体', basis: '' }],
    deductions: [{ code: 'A1', stage: '', text: '立案', points: 500, maxPoints: 1000, basis: '' }],
  },
  settings: DEFAULT_CASE_SETTINGS,
  findings: { gates: [], deductions: [] },
  highlights: '',
  opinion: '',
};

describe('what a reviewer types', () => {
  it('comes to the score main stores', () => {
    const draft = setCount(draftOf(VIEW), 'A1', 3);
    expect(outcomeOf(VIEW, draft)).toMatchObject({ score: 9000, legal: true });
    expect(outcomeOf(VIEW, setGate(draft, 'H1', true))).toMatchObject({ score: 0, legal: false });
    expect(outcomeOf(VIEW, setCount(draft, '没有', 1))).toBeNull();
  });

  it('keeps page and reason while the count changes, and drops a finding set to nothing', () => {
    const described = describeFinding(setCount(draftOf(VIEW), 'A1', 1), 'A1', { pages: '3', reason: '缺' });
    expect(setCount(described, 'A1', 2).findings.deductions).toEqual([
      { code: 'A1', count: 2, pages: '3', reason: '缺' },
    ]);
    expect(setCount(described, 'A1', 0).findings.deductions).toEqual([]);
    const gate = describeFinding(setGate(described, 'H1', true), 'H1', { pages: '9' });
    expect(gate.findings.gates).toEqual([{ code: 'H1', pages: '9', reason: '' }]);
    expect(setGate(gate, 'H1', false).findings.gates).toEqual([]);
  });
});

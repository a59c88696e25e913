import { describe, expect, it } from 'vitest';
import { EMPTY_ENTRY, type ScoreEntry } from '@shared/domain/score';
import type { SheetMarking } from '@shared/ipc/practice/marking';
import type { ItemView, ScoreSheetRow } from '@shared/ipc/views';
import { settingText } from '@shared/marking/settingText';
import { markText, ownMarkings, settledText } from '@renderer/features/scoring/markingText';
import { openSheet, takeRecorded, type SheetState } from '@renderer/features/scoring/sheetState';
import { itemWith } from '../../../helpers/scoringItems';

const item: ItemView = {
  ...itemWith([{ kind: 'manual', guidance: '', step: 10, reasonRequired: true }], 100),
  id: 7,
};
const typed = (points: string): ScoreEntry => ({
  ...EMPTY_ENTRY,
  inputs: [{ 得分: points }],
  reason: '缺一次',
});

const marking = (own: SheetMarking['own'], settlement: SheetMarking['settlement'] = null): SheetMarking => ({
  ...{ method: 'mean', spreadLimit: 50, blind: true, own, settlement },
  scorers: [],
});
const ownAs = (points: string, lockedAt: string | null = null): SheetMarking['own'] => ({
  entry: typed(points),
  ...{ status: 'scored', points: 80, lockedAt, revision: 1 },
});

function row(change: Partial<ScoreSheetRow>): ScoreSheetRow {
  return {
    ...{ unitId: 1, itemId: 7, entry: EMPTY_ENTRY, status: 'unscored', points: null, adjustment: 0 },
    ...{ finalPoints: null, settled: false, scorer: '', revision: 0, updatedAt: null, evidenceCount: 0 },
    ...{ selfPoints: '', selfStatement: '', priorPoints: null, priorReason: '' },
    ...change,
  };
}

function sheet(change: Partial<ScoreSheetRow>): SheetState {
  const unit = {
    id: 1,
    groupId: 1,
    code: 'A01',
    name: '甲',
    shortName: '',
    group: '',
    tags: [],
    position: 1,
  };
  return openSheet({ unit, rows: [row(change)], total: null }, new Map([[7, item]]), () => undefined, 2020);
}

describe('an item several people score, on the sheet', () => {
  it('shows the own marking, not the score', () => {
    const [line] = sheet({ marking: marking(ownAs('0.8')), entry: typed('0.3') }).lines;
    expect(line?.entry).toEqual(typed('0.8'));
    expect(line?.result).toMatchObject({ status: 'scored', points: 80 });
  });

  it('shows a settled mean that fits no step to who scores nothing here', () => {
    const settled = { ...EMPTY_ENTRY, points: '0.85', reason: '张三 0.80、李四 0.90，均分 0.85。' };
    const [line] = sheet({ marking: marking(null), entry: settled, settled: true }).lines;
    expect(line?.result).toMatchObject({ status: 'scored', points: 85 });
  });

  it('takes the answer to a keystroke: the marking moves on, the score stays', () => {
    const before = sheet({ marking: marking(ownAs('0.8')) });
    const answer = { row: row({}), marking: marking(ownAs('0.9')), total: null, savedAt: '' };
    const [line] = takeRecorded(before, answer).lines;
    expect(line?.row.marking?.own?.entry).toEqual(typed('0.9'));
    expect(line?.row.status).toBe('unscored');
  });

  it('counts what can be locked: complete, own, open', () => {
    const of = (change: Partial<ScoreSheetRow>) => ownMarkings(sheet(change).lines);
    expect(of({ marking: marking(ownAs('0.8')) })).toEqual({ items: 1, locked: 0, ready: [7] });
    expect(of({ marking: marking(ownAs('0.85')) })).toEqual({ items: 1, locked: 0, ready: [] });
    expect(of({ marking: marking(ownAs('0.8', '2020-12-01')) })).toEqual({ items: 1, locked: 1, ready: [] });
    expect(of({ marking: marking(ownAs('0.8')), closed: '已批准为缺项' }).ready).toEqual([]);
    expect(of({ marking: marking(null) })).toEqual({ items: 0, locked: 0, ready: [] });
  });

  it('says in words how it is settled and how far everybody is', () => {
    expect(settingText(marking(null))).toBe('均分 · 分差上限 0.50 · 背靠背');
    expect(settingText({ method: 'consensus', spreadLimit: 0, blind: false })).toBe('合议');
    const mark = { accountId: 1, scorer: '张三', begun: true, lockedAt: null, shown: null };
    expect(markText({ ...mark, begun: false })).toBe('张三 未评');
    expect(markText(mark)).toBe('张三 未锁定');
    const shown = { entry: typed('0.8'), status: 'scored', points: 80, exact: '', updatedAt: '' } as const;
    expect(markText({ ...mark, lockedAt: '2020', shown })).toBe('张三 0.80 已锁定');
    expect(markText({ ...mark, shown: { ...shown, exact: '0.7999' } })).toBe('张三 0.80（0.7999） 未锁定');
    const settlement = { method: 'mean', spread: 10, points: 85, reason: '', person: '', at: '' } as const;
    expect(settledText(marking(null, settlement), false)).toBe('认定 0.85');
    expect(settledText(marking(null, { ...settlement, points: null }), false)).toBe('认定不适用');
    expect(settledText(marking(null), false)).toBe('');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessorMatrix, handInMatrix, UNIT_KINDS } from '@shared/exchange/handInMatrix';
import type { PackageKind } from '@shared/exchange/packageKind';
import type { LedgerRow, PackageState } from '@shared/ipc/practice/exchange';
import type { SubmissionState } from '@shared/year/submission';

const NOTHING = { new: 0, changed: 0, conflict: 0, kept: 0, same: 0, refused: 0 };
const unitsWith = (state: SubmissionState) => [
  { code: 'A01', name: '区水利局', group: '甲', state },
  { code: 'A02', name: '区司法局', group: '甲', state: 'notStarted' as const },
];
const UNITS = unitsWith('submitted');

function row(unitCode: string, kind: PackageKind, state: PackageState, at: string): LedgerRow {
  return {
    ...{ id: 1, uid: at, direction: state === 'written' ? 'out' : 'in', kind, state },
    party: { seat: 'unit', unitCode, name: unitCode },
    ...{ author: '', createdAt: at, at, person: '', fileName: '', bytes: 0, summary: '' },
    ...{ counts: NOTHING, open: 0, reason: '', answers: '' },
  };
}

const standings = (rows: readonly LedgerRow[], state: SubmissionState = 'filling') =>
  handInMatrix(unitsWith(state), rows).map(({ standing }) => standing);

describe('who has handed in', () => {
  it('knows packages between office and units only', () => {
    expect(UNIT_KINDS).toEqual(['task', 'self', 'return', 'feedback', 'appeal', 'decision']);
  });

  it('owes from the task until its self-evaluation is merged, and again after a return', () => {
    const task = row('A01', 'task', 'written', '2020-11-01');
    const self = row('A01', 'self', 'merged', '2020-11-05');
    const back = row('A01', 'return', 'written', '2020-11-06');
    expect(standings([])).toEqual(['notSent', 'notSent']);
    expect(standings([task])).toEqual(['owes', 'notSent']);
    expect(standings([task, self], 'submitted')).toEqual(['in', 'notSent']);
    expect(standings([task, self, back], 'returned')).toEqual(['owes', 'notSent']);
    const again = [task, self, back, row('A01', 'self', 'merged', '2020-11-09')];
    expect(standings(again, 'submitted')).toEqual(['in', 'notSent']);
  });

  it('has not handed in with a package of what is still being filled in', () => {
    const task = row('A01', 'task', 'written', '2020-11-01');
    const self = row('A01', 'self', 'merged', '2020-11-05');
    expect(standings([task, self], 'filling')[0]).toBe('draft');
    expect(standings([task, self], 'accepted')[0]).toBe('in');
  });

  it('stays handed in where the task is given once more, with other deadlines', () => {
    const tasks = ['2020-11-01', '2020-11-08'].map((at) => row('A01', 'task', 'written', at));
    const self = row('A01', 'self', 'merged', '2020-11-05');
    expect(standings([...tasks, self], 'submitted')[0]).toBe('in');
  });

  it('waits while anything of the unit is held; what was refused or rolled back is not in', () => {
    const task = row('A01', 'task', 'written', '2020-11-01');
    expect(standings([task, row('A01', 'self', 'held', '2020-11-05')])[0]).toBe('waiting');
    expect(standings([task, row('A01', 'self', 'refused', '2020-11-05')])[0]).toBe('owes');
    expect(standings([task, row('A01', 'self', 'rolledBack', '2020-11-05')])[0]).toBe('owes');
  });

  it('knows of every assessor whether the scores have come back', () => {
    const of = (name: string, kind: PackageKind, state: PackageState, at: string): LedgerRow => ({
      ...row('', kind, state, at),
      party: { seat: 'assessor', unitCode: '', name },
    });
    const ledger = [
      of('张评分', 'assign', 'written', '2020-12-01'),
      of('李评分', 'assign', 'written', '2020-12-01'),
      of('张评分', 'scores', 'merged', '2020-12-05'),
      row('A01', 'task', 'written', '2020-11-01'),
    ];
    expect(assessorMatrix(ledger).map(({ name, standing }) => [name, standing])).toEqual([
      ['张评分', 'in'],
      ['李评分', 'owes'],
    ]);
  });

  it('shows the latest of each kind and how many there were, in whatever order the ledger is', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2020-11-${String(n).padStart(2, '0')}`);
    fc.assert(
      fc.property(fc.uniqueArray(day, { maxLength: 8 }), fc.integer(), (days, seed) => {
        const rows = days.map((at, index) => row('A02', 'self', index % 2 ? 'merged' : 'rolledBack', at));
        const mixed = [...rows].sort((one, other) => hash(one.at, seed) - hash(other.at, seed));
        const before = JSON.stringify(handInMatrix(UNITS, rows));
        expect(JSON.stringify(handInMatrix(UNITS, mixed))).toBe(before);
        expect(handInMatrix(UNITS, rows)[1]?.cells.self?.count ?? 0).toBe(days.length);
      }),
    );
  });
});

function hash(text: string, seed: number): number {
  return [...text].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0) + seed) | 0, seed);
}

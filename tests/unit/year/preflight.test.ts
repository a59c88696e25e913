import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSheet, isBlocking, type PreflightLine } from '@shared/year/preflight';

const LIMIT = 50 * 1024 * 1024;

function aLine(
  changes: Partial<PreflightLine> = {},
  item: Partial<PreflightLine['item']> = {},
): PreflightLine {
  return {
    item: {
      id: 1,
      code: '1.1.1',
      name: '权责清单',
      section: 'base',
      points: 150,
      evidence: ['截图'],
      ...item,
    },
    points: '1.5',
    statement: '已完成',
    files: 1,
    notApplicable: false,
    ...changes,
  };
}

const kinds = (...lines: readonly PreflightLine[]) =>
  checkSheet(lines, [], LIMIT).findings.map(({ kind, severity }) => [kind, severity]);

describe('checkSheet', () => {
  it('finds nothing in a sheet that is complete', () => {
    expect(checkSheet([aLine()], [{ name: 'a.pdf', size: LIMIT }], LIMIT)).toEqual({
      items: 1,
      filled: 1,
      selfTotal: 150,
      files: 1,
      findings: [],
    });
  });

  it.each<[string, PreflightLine, readonly (readonly string[])[]]>([
    ['no self score', aLine({ points: ' ' }), [['noSelfScore', 'blocks']]],
    ['above the points', aLine({ points: '1.51' }), [['wrongSelfScore', 'blocks']]],
    ['no number', aLine({ points: '满分' }), [['wrongSelfScore', 'blocks']]],
    ['three decimals', aLine({ points: '1.005' }), [['wrongSelfScore', 'blocks']]],
    ['below zero', aLine({ points: '-1' }), [['wrongSelfScore', 'blocks']]],
    ['full width', aLine({ points: '１．５' }), []],
    ['no statement', aLine({ statement: ' ' }), [['noStatement', 'warning']]],
    ['no file', aLine({ files: 0 }), [['noEvidence', 'warning']]],
    ['no file for nothing claimed', aLine({ files: 0, points: '0' }), []],
    ['no file where none is asked for', aLine({ files: 0 }, { evidence: [] }), []],
    ['not applicable', aLine({ points: '', notApplicable: true }), [['nothingToFill', 'blocks']]],
  ])('%s', (_name, line, expected) => {
    expect(kinds(line)).toEqual(expected);
  });

  it('lets bonus items stay empty, and checks what is typed there', () => {
    const bonus = { section: 'bonus', points: 0, code: 'J.1', id: 2 } as const;
    expect(kinds(aLine(), aLine({ points: '', statement: '', files: 0 }, bonus))).toEqual([]);
    expect(kinds(aLine(), aLine({ points: '三' }, bonus))).toEqual([['wrongSelfScore', 'blocks']]);
    expect(kinds(aLine(), aLine({ points: '3' }, bonus))).toEqual([]);
  });

  it('says that points were taken off without saying why', () => {
    const report = checkSheet([aLine({ points: '1', statement: '' })], [], LIMIT);
    expect(report.findings[0]?.text).toBe('自评扣了分，没有写扣分理由');
  });

  it('names files that are too large', () => {
    const report = checkSheet([aLine()], [{ name: '视频.mp4', size: LIMIT + 1 }], LIMIT);
    expect(report.findings).toMatchObject([{ kind: 'oversizeFile', name: '视频.mp4', severity: 'warning' }]);
    expect(report.findings[0]?.text).toBe('文件“视频.mp4”有 51 MB，超过 50 MB');
  });

  it('puts what blocks first, counts filled items, and adds only right scores up', () => {
    const line = fc.record({
      points: fc.constantFrom('', '1', '1.5', '2', 'x'),
      statement: fc.constantFrom('', '好'),
      files: fc.nat(2),
      notApplicable: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (changes) => {
        const lines = changes.map((change, id) => aLine(change, { id }));
        const report = checkSheet(lines, [], LIMIT);
        const open = changes.filter(({ notApplicable }) => !notApplicable);
        const blocking = report.findings.map(isBlocking);
        expect(blocking).toEqual([...blocking].sort((a, b) => Number(b) - Number(a)));
        expect(report.items).toBe(open.length);
        expect(report.filled).toBe(open.filter(({ points }) => points !== '').length);
        const right = { '1': 100, '1.5': 150 } as Readonly<Record<string, number>>;
        expect(report.selfTotal).toBe(open.reduce((sum, { points }) => sum + (right[points] ?? 0), 0));
      }),
    );
  });
});

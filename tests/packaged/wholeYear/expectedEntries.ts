import type { ScoreEntry } from '@shared/domain/score';
import { parseInputs } from '@shared/tables/inputText';
import { DISTRICT } from './district';

/** What stands at the end, worked out by hand from what the people did; adjusted and settled scores as points given. */
export function expectedEntries(fed: ReadonlyMap<string, string>): Map<string, Map<string, ScoreEntry>> {
  const given = (points: string): ScoreEntry => ({
    inputs: [],
    points,
    notApplicable: false,
    reason: '认定',
  });
  const typed = (code: string, text: string): ScoreEntry => {
    const item = DISTRICT.items.find((each) => each.code === code);
    if (!item) throw new Error(`no item ${code}`);
    return { inputs: parseInputs(item, text).inputs, points: '', notApplicable: false, reason: '按评分标准' };
  };
  const both = (report: string) => [['2.1.3', typed('2.1.3', `日期=${report}`)]] as const;
  return new Map([
    [
      'A01',
      new Map([
        ['1.1.1', given('10')],
        ['1.1.2', given('15')],
        ['1.1.3', typed('1.1.3', '分子=97; 分母=100')],
        ['2.1.1', typed('2.1.1', '未报送=是')],
        ['2.1.2', given('11')],
        ...both('2021-02-01'),
      ]),
    ],
    [
      'A02',
      new Map([
        ['1.1.1', given('10')],
        ['1.1.2', given('15')],
        ['1.1.3', typed('1.1.3', '分子=97; 分母=100')],
        ['2.1.1', typed('2.1.1', `得分=${fed.get('A02') ?? ''}`)],
        ['2.1.2', given('13.5')],
        ...both('2021-03-05'),
        ['J1', typed('J1', '2=1; 文号=省府发〔2020〕1号')],
      ]),
    ],
    [
      'A03',
      new Map([
        ['1.1.1', given('0')],
        ['1.1.2', given('10')],
        ['1.1.3', typed('1.1.3', '分子=88; 分母=100')],
        ['2.1.1', typed('2.1.1', `得分=${fed.get('A03') ?? ''}`)],
        ['2.1.2', given('12')],
        ...both('2021-02-01'),
      ]),
    ],
    [
      'C01',
      new Map([
        ['1.1.1', given('10')],
        ['1.1.2', given('15')],
        ['1.1.3', typed('1.1.3', '分子=97; 分母=100')],
        ['2.1.2', given('12.25')],
        ...both('2021-02-01'),
      ]),
    ],
  ]);
}

import { DEFAULT_SETTINGS, type IndicatorSystem, type ScoringItem } from '@shared/domain/indicatorSystem';
import { STANDARD_GROUPS, type Unit } from '@shared/domain/unit';
import { written } from '../../helpers/scoringItems';

type Line = readonly [code: string, name: string, points: number, kind: string, parameters: string];

const LINES: readonly Line[] = [
  ['1.1.1', '清单公开', 2000, '是否', '条件=已向社会公开'],
  ['1.1.2', '集体学法', 3000, '缺少扣分', '应有=4; 计量=次; 每少扣=5; 最多扣=20'],
  // Two people judge it, each apart.
  ['2.1.1', '工作创新', 2500, '酌情', '步长=0.5'],
  ['2.1.2', '年度报告', 2500, '期限', '事项=年度报告; 截止=次年03-01; 每逾期一日扣=0.5; 最多扣=25'],
];
const BONUS: Line = ['J1', '获得表彰', 0, '按次加分', '层级=国家级:3|省级:2|市级:1; 计量=项; 最多加=3'];

const item = (
  [code, name, points, kind, parameters]: Line,
  section: ScoringItem['section'],
): ScoringItem => ({
  ...written(kind, parameters, points, section),
  ...{ code, name, standard: parameters, groups: [] },
  level1Code: code.slice(0, 1),
  level1Name: section === 'bonus' ? '加分项' : `第${code.slice(0, 1)}部分`,
  level2Code: section === 'bonus' ? 'J.1' : code.slice(0, 3),
  level2Name: '内容',
});

/** Four base items worth 100.00 and a bonus. */
export const DISTRICT: IndicatorSystem = {
  systemId: 'by-stick',
  title: '离线交换演练指标体系',
  version: '1',
  year: 2020,
  provenance: { official: false, note: '测试用' },
  settings: DEFAULT_SETTINGS,
  items: [...LINES.map((line) => item(line, 'base')), item(BONUS, 'bonus')],
};

const unit = (code: string, name: string, group: string, position: number): Unit => ({
  ...{ code, name, shortName: name.slice(1), group, tags: [], position },
});

export const UNITS: readonly Unit[] = [
  unit('A01', '区司法局', STANDARD_GROUPS[0], 1),
  unit('A02', '区城市管理局', STANDARD_GROUPS[0], 2),
  unit('A03', '区水利局', STANDARD_GROUPS[0], 3),
  unit('C01', '朝阳街道', STANDARD_GROUPS[2], 4),
];

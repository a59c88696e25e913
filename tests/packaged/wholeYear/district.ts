import { DEFAULT_SETTINGS, type IndicatorSystem, type ScoringItem } from '@shared/domain/indicatorSystem';
import { STANDARD_GROUPS, type Unit } from '@shared/domain/unit';
import { written } from '../../helpers/scoringItems';

type Line = readonly [code: string, name: string, points: number, kind: string, parameters: string];

/** Six base items worth 100.00, one of them judged by two people, one by case files; a bonus. */
const PARTS: readonly (readonly [name: string, level2: string, lines: readonly Line[]])[] = [
  [
    '职能履行',
    '清单和学法',
    [
      ['1.1.1', '清单公开', 1000, '是否', '条件=已向社会公开'],
      ['1.1.2', '集体学法', 1500, '缺少扣分', '应有=4; 计量=次; 每少扣=2.5; 最多扣=10'],
      ['1.1.3', '公示及时率', 2000, '比例', '目标=100; 方式=分步; 每低=5; 扣=4; 取整=进一; 为空=缺项'],
    ],
  ],
  [
    '执法规范',
    '质量',
    [
      [
        '2.1.1',
        '行政处罚案卷',
        2000,
        '案卷评查',
        '类型=行政处罚; 满分=100; 合格线=60; 优秀线=90; 至少=1; 不合格每卷扣=2; 未报送=零分; 为空=缺项',
      ],
      ['2.1.2', '工作创新', 1500, '酌情', '步长=0.5'],
      ['2.1.3', '年度报告', 2000, '期限', '事项=年度报告; 截止=次年03-01; 每逾期一日扣=0.5; 最多扣=20'],
    ],
  ],
];

const BONUS: Line = ['J1', '获得表彰', 0, '按次加分', '层级=国家级:3|省级:2|市级:1; 计量=项; 最多加=3'];

/** Only departments with enforcement powers have case files. */
const CASE_ITEM = '2.1.1';

export const DISTRICT: IndicatorSystem = {
  systemId: 'whole-year',
  title: '全年演练指标体系',
  version: '1',
  year: 2020,
  provenance: { official: false, note: '测试用' },
  settings: DEFAULT_SETTINGS,
  items: [
    ...PARTS.flatMap(([part, level2, lines], index) =>
      lines.map((line) => item(line, 'base', [String(index + 1), part, level2])),
    ),
    item(BONUS, 'bonus', ['J', '加分项', '表彰']),
  ],
};

function item(
  [code, name, points, kind, parameters]: Line,
  section: ScoringItem['section'],
  [level1Code, level1Name, level2Name]: readonly [string, string, string],
): ScoringItem {
  return {
    ...written(kind, parameters, points, section),
    code,
    level1Code,
    level1Name,
    level2Code: `${level1Code}.1`,
    level2Name,
    name,
    standard: parameters,
    groups: code === CASE_ITEM ? [STANDARD_GROUPS[0]] : [],
  };
}

const unit = (code: string, name: string, group: string, position: number): Unit => ({
  code,
  name,
  shortName: name.slice(1),
  group,
  tags: [],
  position,
});

export const UNITS: readonly Unit[] = [
  unit('A01', '区司法局', STANDARD_GROUPS[0], 1),
  unit('A02', '区城市管理局', STANDARD_GROUPS[0], 2),
  unit('A03', '区水利局', STANDARD_GROUPS[0], 3),
  unit('C01', '朝阳街道', STANDARD_GROUPS[2], 4),
];

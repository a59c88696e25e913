import type { ColumnSpec } from './columns';

export type IndicatorColumn =
  | 'level1'
  | 'level2'
  | 'code'
  | 'name'
  | 'requirement'
  | 'points'
  | 'method'
  | 'parameters'
  | 'standard'
  | 'evidence'
  | 'groups'
  | 'unitTags'
  | 'leadScorer'
  | 'basis';

/** 序号 is no column of ours; tables from outside have it, and now and then it holds the codes. */
export type GuessedColumn = IndicatorColumn | 'sequence';

export const INDICATOR_SHEET = '指标';
export const SETTINGS_SHEET = '设置';
/** Written only where the codes of levels 1 and 2 do not follow from the items' codes. */
export const LEVEL_SHEET = '层级编码';

/**
 * Columns of sheet 指标 in their order, with the headings seen in tables of other places. tables.md, Indicators.
 * 三级指标 chooses first: 考核内容 is the item where nothing else names it, and a mere requirement where something does.
 */
export const INDICATOR_COLUMNS: readonly ColumnSpec<IndicatorColumn>[] = [
  {
    key: 'level1',
    heading: '一级指标',
    synonyms: [
      '一级',
      '一级指标名称',
      '考核类别',
      '指标类别',
      '类别',
      '考核项目',
      '考评项目',
      '项目',
      '考核模块',
    ],
    turn: 1,
  },
  { key: 'level2', heading: '二级指标', synonyms: ['二级', '二级指标名称', '考核分项', '分项'], turn: 1 },
  {
    key: 'code',
    heading: '指标编码',
    synonyms: ['三级指标编码', '指标编号', '指标代码', '编码', '编号', '代码'],
  },
  {
    key: 'name',
    heading: '三级指标',
    synonyms: [
      '三级指标名称',
      '指标名称',
      '具体指标',
      '考核指标',
      '考评指标',
      '测评指标',
      '考核内容',
      '考评内容',
      '评分内容',
      '指标内容',
      '指标',
      '考核项目',
      '考评项目',
      '项目',
    ],
    required: true,
    turn: -1,
  },
  {
    key: 'requirement',
    heading: '考核要求',
    synonyms: [
      '指标要求',
      '工作要求',
      '目标要求',
      '任务要求',
      '考核要点',
      '评估要点',
      '考核内容',
      '考评内容',
    ],
    turn: 2,
  },
  {
    key: 'points',
    heading: '分值',
    synonyms: ['标准分', '标准分值', '考核分值', '基准分', '满分', '分数', '权重分', '权重', '分'],
  },
  { key: 'method', heading: '评分方式', synonyms: [] },
  { key: 'parameters', heading: '评分参数', synonyms: [] },
  {
    key: 'standard',
    heading: '评分标准',
    synonyms: [
      '评分细则',
      '评分办法',
      '计分办法',
      '评分方法',
      '计分方法',
      '计分标准',
      '考核标准',
      '扣分标准',
      '评价标准',
      '打分标准',
      '得分标准',
      '评分说明',
      '计分规则',
      '考核办法',
    ],
  },
  {
    key: 'evidence',
    heading: '佐证材料',
    synonyms: [
      '备查材料',
      '查验资料',
      '查验材料',
      '印证材料',
      '证明材料',
      '支撑材料',
      '佐证资料',
      '材料清单',
      '提供材料',
    ],
  },
  {
    key: 'groups',
    heading: '适用单位类别',
    synonyms: ['适用单位', '适用对象', '考核对象', '适用范围', '适用类别'],
  },
  { key: 'unitTags', heading: '单位标签', synonyms: [] },
  {
    key: 'leadScorer',
    heading: '牵头评分单位',
    synonyms: [
      '责任部门',
      '评分单位',
      '牵头单位',
      '责任单位',
      '考核单位',
      '考评单位',
      '牵头部门',
      '评分部门',
    ],
  },
  { key: 'basis', heading: '依据', synonyms: ['考核依据', '评分依据', '指标依据', '政策依据', '法律依据'] },
];

export const GUESSED_COLUMNS: readonly ColumnSpec<GuessedColumn>[] = [
  ...INDICATOR_COLUMNS,
  { key: 'sequence', heading: '序号', synonyms: ['序', '顺序号'] },
];

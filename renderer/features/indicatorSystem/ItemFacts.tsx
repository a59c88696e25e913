import { Descriptions } from 'antd';
import { SECTION_NAMES, type ScoringItem } from '@shared/domain/indicatorSystem';
import { formatPoints } from '@shared/domain/points';
import { formatRules } from '@shared/tables/ruleText';

const SOURCE_NAMES: Readonly<Record<string, string>> = {
  seed: '区年度报告',
  law: '法律法规',
  practice: '实践做法',
};

function placeText(item: ScoringItem): string {
  if (item.section !== 'base') return SECTION_NAMES[item.section];
  const level1 = `${item.level1Code} ${item.level1Name}`.trim();
  const level2 = `${item.level2Code} ${item.level2Name}`.trim();
  return level2 ? `${level1} ／ ${level2}` : level1;
}

/** Everything of an item, to read. */
export function ItemFacts({ item }: { readonly item: ScoringItem }) {
  const rules = formatRules(item.rules);
  const lines: readonly (readonly [string, React.ReactNode])[] = [
    ['所属', placeText(item)],
    ['考核要求', item.requirement],
    [
      '分值',
      item.section === 'base' ? <span className="numeric">{formatPoints(item.points)}</span> : '不占基本分',
    ],
    ['评分方式', rules.method],
    ['评分参数', rules.parameters],
    ['评分标准', item.standard],
    ['佐证材料', item.evidence.length > 0 ? <List texts={item.evidence} /> : ''],
    ['适用单位类别', item.groups.length > 0 ? item.groups.join('、') : '全部类别'],
    ['单位标签', item.unitTags.length > 0 ? `${item.unitTags.join('、')}（有其一即适用）` : '不限'],
    ['牵头评分单位', item.leadScorer],
    [
      '依据',
      item.basis.length > 0 ? (
        <List texts={item.basis.map(({ source, text }) => `${SOURCE_NAMES[source] ?? source}：${text}`)} />
      ) : (
        ''
      ),
    ],
  ];
  return (
    <Descriptions
      className="item-facts"
      size="small"
      column={1}
      bordered
      items={lines.map(([label, children]) => ({
        key: label,
        label,
        children: children || <span className="muted">未填写</span>,
      }))}
    />
  );
}

function List({ texts }: { readonly texts: readonly string[] }) {
  return (
    <ul className="plain-list">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

import { Descriptions } from 'antd';
import type { ReactNode } from 'react';
import { SECTION_NAMES, type ScoringItem } from '@shared/domain/indicatorSystem';
import { SOURCE_NAMES } from './basisSources';
import { formatRules } from '@shared/tables/ruleText';
import { PointsText } from '../../components/PointsText';

function placeText(item: ScoringItem): string {
  if (item.section !== 'base') return SECTION_NAMES[item.section];
  const level1 = `${item.level1Code} ${item.level1Name}`.trim();
  const level2 = `${item.level2Code} ${item.level2Name}`.trim();
  return level2 ? `${level1} ／ ${level2}` : level1;
}

/** Everything of an item, to read. */
export function ItemFacts({ item }: { readonly item: ScoringItem }) {
  const rules = formatRules(item.rules);
  const lines: readonly { readonly label: string; readonly value: ReactNode }[] = [
    { label: '所属', value: placeText(item) },
    { label: '考核要求', value: item.requirement },
    {
      label: '分值',
      value: item.section === 'base' ? <PointsText points={item.points} /> : '不占基本分',
    },
    { label: '评分方式', value: rules.method },
    { label: '评分参数', value: rules.parameters },
    { label: '评分标准', value: item.standard },
    { label: '佐证材料', value: <List texts={item.evidence} /> },
    { label: '适用单位类别', value: item.groups.length > 0 ? item.groups.join('、') : '全部类别' },
    {
      label: '单位标签',
      value: item.unitTags.length > 0 ? `${item.unitTags.join('、')}（有其一即适用）` : '不限',
    },
    { label: '牵头评分单位', value: item.leadScorer },
    {
      label: '依据',
      value: (
        <List texts={item.basis.map(({ source, text }) => `${SOURCE_NAMES[source] ?? source}：${text}`)} />
      ),
    },
  ];
  return (
    <Descriptions
      className="item-facts"
      size="small"
      column={1}
      bordered
      items={lines.map(({ label, value }) => ({ key: label, label, children: value || <Missing /> }))}
    />
  );
}

function Missing() {
  return <span className="muted">未填写</span>;
}

function List({ texts }: { readonly texts: readonly string[] }) {
  if (texts.length === 0) return <Missing />;
  return (
    <ul className="plain-list">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

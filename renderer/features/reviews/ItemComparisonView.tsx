import { Select } from 'antd';
import { useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import { OUTLIER_LIMIT } from '@shared/insight/outliers';
import type { ItemSpread } from '@shared/insight/itemSpread';
import type { ItemComparisonRow } from '@shared/ipc/practice/insight';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { figureText } from '../../components/figureText';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useNavigate } from '../../shell/navigation';
import { useCall } from '../../shell/useCall';
import { GroupSelect } from './GroupSelect';

const NO_ROWS: readonly ItemComparisonRow[] = [];

/** One item over its units: how the scores lie, which stand out, self score, assessed score and reason side by side. */
export function ItemComparisonView({ itemId: asked }: { readonly itemId: number | undefined }) {
  const navigate = useNavigate();
  const system = useCall('indicators:get', {});
  const [chosen, setChosen] = useState(asked);
  const [groupId, setGroupId] = useState<number>();
  const items = system.data?.items.filter(({ section }) => section !== 'veto') ?? [];
  const itemId = chosen ?? items[0]?.id;
  const found = useCall(
    'consistency:item',
    itemId === undefined ? null : { itemId, ...(groupId === undefined ? {} : { groupId }) },
  );
  const { data } = found;
  return (
    <>
      <ErrorNotice error={system.error ?? found.error} onRetry={found.reload} />
      {data?.spread && <SpreadFigures spread={data.spread} points={data.points} />}
      <DataTable
        id="reviews.consistency.item"
        label="同一指标比较"
        rows={data?.rows ?? NO_ROWS}
        columns={COLUMNS}
        rowKey={({ unitId }) => unitId}
        loading={found.loading && !data}
        exportName={`同一指标比较-${data?.itemCode ?? ''}`}
        onOpen={({ unitId }) => navigate({ screen: 'scoring', view: 'unit', unitId, itemId })}
        toolbar={
          <>
            <Select
              aria-label="指标"
              style={{ width: 320 }}
              showSearch={{ optionFilterProp: 'label' }}
              value={itemId}
              onChange={setChosen}
              options={items.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))}
            />
            <GroupSelect value={groupId} onChange={setGroupId} />
          </>
        }
        empty={<EmptyState title="没有适用这项指标的单位" text="请另选一项指标或单位类别。" />}
      />
    </>
  );
}

function SpreadFigures({ spread, points }: { readonly spread: ItemSpread; readonly points: number }) {
  const most = spread.distribution.reduce((high, bar) => Math.max(high, bar.count), 1);
  const figures: readonly (readonly [string, string])[] = [
    ['分值', formatPoints(points)],
    ['已评', `${spread.count} 个单位`],
    ['最低', formatPoints(spread.lowest)],
    ['中位', formatPoints(spread.median)],
    ['平均', formatPoints(spread.mean)],
    ['最高', formatPoints(spread.highest)],
    ['离群', `${spread.outliers} 个`],
  ];
  return (
    <section aria-label="得分分布" className="panel">
      <dl className="consistency-figures">
        {figures.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <ul className="distribution" aria-label="各得分的单位数">
        {spread.distribution.map(({ from, to, count }) => (
          <li key={from}>
            <span>{count}</span>
            <span className="distribution-bar" style={{ height: `${Math.max(2, (26 * count) / most)}px` }} />
            <span>{from === to ? formatPoints(from) : `${formatPoints(from)}–${formatPoints(to)}`}</span>
          </li>
        ))}
      </ul>
      <p className="muted">
        离群：与中位数的偏离超过 {OUTLIER_LIMIT}{' '}
        倍（按中位数绝对偏差折算），而且差得看得出来。离群不等于评错，请看理由是否站得住。
      </p>
    </section>
  );
}

const STATUS: Readonly<Record<ItemComparisonRow['status'], string>> = {
  unscored: '未评',
  notApplicable: '不适用',
  scored: '',
};

const COLUMNS: readonly DataColumn<ItemComparisonRow>[] = [
  { key: 'unit', title: '单位', width: 164, text: ({ unitName }) => unitName },
  { key: 'group', title: '单位类别', width: 120, text: ({ group }) => group },
  { key: 'self', title: '自评分', width: 80, numeric: true, text: ({ selfPoints }) => selfPoints },
  {
    key: 'points',
    title: '审核分',
    width: 84,
    numeric: true,
    text: ({ points, status }) => figureText(points) || STATUS[status],
    sortBy: ({ points }) => points,
  },
  {
    key: 'final',
    title: '最终分',
    width: 84,
    numeric: true,
    text: ({ finalPoints }) => figureText(finalPoints),
    sortBy: ({ finalPoints }) => finalPoints,
  },
  {
    key: 'outlier',
    title: '离群',
    width: 96,
    text: ({ outlier, zScore }) => (outlier ? ((zScore ?? 0) < 0 ? '偏低' : '偏高') : ''),
    render: ({ outlier, zScore }) =>
      outlier ? (
        <span className="text-warning">
          {(zScore ?? 0) < 0 ? '偏低' : '偏高'} {Math.abs(zScore ?? 0).toFixed(1)}
        </span>
      ) : null,
    sortBy: ({ zScore }) => (zScore === null ? null : -Math.abs(zScore)),
  },
  { key: 'reason', title: '扣分理由', text: ({ reason }) => reason },
  { key: 'scorer', title: '评分人', width: 110, text: ({ scorer }) => scorer },
];

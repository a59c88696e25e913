import { AGREEMENT_GOOD, AGREEMENT_TENTATIVE, type Agreement } from '@shared/insight/agreement';
import type { Severity } from '@shared/insight/severity';
import type { ScorerConsistency } from '@shared/ipc/practice/insight';
import { Spin } from 'antd';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useCall } from '../../shell/useCall';

type ScorerRow = Severity & { readonly text: string; readonly how: string };
type ItemRow = ScorerConsistency['items'][number];

/** One decimal; what rounds to nothing has no sign. */
function signedPercent(value: number): string {
  const text = Math.abs(value).toFixed(1);
  const sign = text === '0.0' ? '' : value > 0 ? '+' : '−';
  return `${sign}${text}%`;
}

const coefficient = ({ alpha }: Agreement): string => (alpha === null ? '—' : alpha.toFixed(3));

/** How far scorers agree, and who is stricter than the others. */
export function ScorersView() {
  const found = useCall('consistency:scorers', {});
  const { data } = found;
  if (!data) {
    return found.error === undefined ? (
      <Spin className="screen-spin" />
    ) : (
      <ErrorNotice error={found.error} onRetry={found.reload} />
    );
  }
  const scorers: ScorerRow[] = [
    ...data.marked.map((row) => ({ ...row, how: '与同一处的其他评分人比' })),
    ...data.single.map((row) => ({ ...row, how: '与该指标的平均比' })),
  ];
  return (
    <>
      <section aria-label="一致程度" className="panel">
        <dl className="consistency-figures">
          <div>
            <dt>一致程度</dt>
            <dd>{data.agreementText}</dd>
          </div>
          <div>
            <dt>一致性系数</dt>
            <dd>{coefficient(data.agreement)}</dd>
          </div>
          <div>
            <dt>两人以上评过</dt>
            <dd>{data.agreement.places} 处</dd>
          </div>
        </dl>
        <p className="muted">
          一致性系数是克里彭多夫 α（等距数据）：1 是完全一致，0 是和随意打分差不多。{AGREEMENT_GOOD}{' '}
          以上基本一致，{AGREEMENT_TENTATIVE} 以下差异很大。只算几位评分人都已锁定的。
        </p>
      </section>
      <DataTable
        id="reviews.consistency.scorers"
        label="评分人宽严"
        rows={scorers}
        columns={SCORER_COLUMNS}
        rowKey={({ scorer, how }) => `${how} ${scorer}`}
        exportName="评分人宽严"
        empty={
          <EmptyState
            title="还无从比较"
            text="同一处由几人评分并锁定，或同一指标由不同的人评不同的单位以后，这里列出每个人偏宽还是偏严。"
          />
        }
      />
      {data.items.length > 0 && (
        <DataTable
          id="reviews.consistency.items"
          label="各指标的一致程度"
          rows={data.items}
          columns={ITEM_COLUMNS}
          rowKey={({ itemId }) => itemId}
          height={150}
          exportName="各指标的一致程度"
        />
      )}
    </>
  );
}

const SCORER_COLUMNS: readonly DataColumn<ScorerRow>[] = [
  { key: 'scorer', title: '评分人', width: 160, text: ({ scorer }) => scorer },
  { key: 'word', title: '宽严', width: 80, text: ({ text }) => text, filters: ['偏严', '适中', '偏宽'] },
  {
    key: 'difference',
    title: '平均差（占分值）',
    width: 150,
    numeric: true,
    text: ({ difference }) => signedPercent(difference),
    sortBy: ({ difference }) => difference,
  },
  {
    key: 'places',
    title: '比较处数',
    width: 100,
    numeric: true,
    text: ({ places }) => String(places),
    sortBy: ({ places }) => places,
  },
  { key: 'how', title: '怎样比', text: ({ how }) => how },
];

const ITEM_COLUMNS: readonly DataColumn<ItemRow>[] = [
  { key: 'item', title: '指标', text: ({ itemCode, itemName }) => `${itemCode} ${itemName}` },
  {
    key: 'alpha',
    title: '一致性系数',
    width: 110,
    numeric: true,
    text: ({ agreement }) => coefficient(agreement),
    sortBy: ({ agreement }) => agreement.alpha,
  },
  {
    key: 'places',
    title: '比较处数',
    width: 100,
    numeric: true,
    text: ({ agreement }) => String(agreement.places),
    sortBy: ({ agreement }) => agreement.places,
  },
  { key: 'text', title: '说明', width: 300, text: ({ text }) => text },
];

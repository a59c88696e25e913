import { Collapse } from 'antd';
import { memo, useEffect, useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { ItemView, ScoreHistoryEntry, ScoreSheetRow } from '@shared/ipc/views';
import { call } from '../../api';
import { ErrorNotice } from '../../components/ErrorNotice';
import { useCall } from '../../shell/useCall';
import { AdjustmentList } from '../reviews/AdjustmentList';
import { chineseDateTime } from './dateText';
import { summaryOf } from './entrySummary';
import { adjustedText, adjustmentText } from './layerText';
import type { ScoringSession } from './scoringSession';
import { ToProblem } from './ToProblem';

/** What a scorer reads beside the inputs: 自评, 上年, 评分标准, 佐证要求, 依据, 修改记录. */
export const ItemFacts = memo(function ItemFacts({
  item,
  row,
  session,
}: {
  readonly item: ItemView;
  readonly row: ScoreSheetRow;
  readonly session: ScoringSession;
}) {
  return (
    <section className="item-facts" aria-label="指标说明">
      <p className="item-facts-line">
        <span>
          自评 <strong>{row.selfPoints === '' ? '未填' : row.selfPoints}</strong>
        </span>
        <span>
          审核 <strong>{row.points === null ? '未评' : formatPoints(row.points)}</strong>
        </span>
        <span title="实地核查、申诉复核、更正加上或减去的分">
          调整 <strong>{adjustmentText(row)}</strong>
        </span>
        <span>
          最终 <strong>{row.finalPoints === null ? '未评' : formatPoints(row.finalPoints)}</strong>
        </span>
        <span title={row.priorReason || undefined}>
          上年 <strong>{row.priorPoints === null ? '无' : formatPoints(row.priorPoints)}</strong>
        </span>
        {item.leadScorer && <span className="muted">评分：{item.leadScorer}</span>}
        <ToProblem item={item} row={row} />
      </p>
      {row.adjustment !== 0 && (
        <p className="item-facts-text" role="note">
          本项有核查调整（{adjustedText(row)}）：改动审核分后，调整照旧计入最终分。改动前请看“调整记录”。
        </p>
      )}
      {row.selfStatement && <p className="item-facts-text">自评说明：{row.selfStatement}</p>}
      <Collapse
        size="small"
        ghost
        defaultActiveKey={['standard']}
        items={[
          {
            key: 'standard',
            label: '评分标准',
            children: <Text text={item.standard} also={item.requirement} />,
          },
          { key: 'evidence', label: '佐证要求', children: <List texts={item.evidence} /> },
          { key: 'basis', label: '依据', children: <List texts={item.basis.map((basis) => basis.text)} /> },
          ...(row.adjustment === 0
            ? []
            : [{ key: 'adjustments', label: '调整记录', children: <Adjustments row={row} /> }]),
          {
            key: 'history',
            label: '修改记录',
            children: <History key={`${row.unitId}:${row.itemId}`} row={row} item={item} session={session} />,
          },
        ]}
      />
    </section>
  );
});

function Text({ text, also }: { readonly text: string; readonly also: string }) {
  return (
    <>
      {also && <p className="item-facts-text muted">{also}</p>}
      <p className="item-facts-text">{text || '未写明'}</p>
    </>
  );
}

function List({ texts }: { readonly texts: readonly string[] }) {
  if (texts.length === 0) return <p className="item-facts-text muted">未写明</p>;
  return (
    <ul className="item-facts-list">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

/** What lies between 审核分 and 最终分. */
function Adjustments({ row: { unitId, itemId } }: { readonly row: ScoreSheetRow }) {
  const { data, error, reload } = useCall('review:adjustments', { unitId, itemId });
  if (error !== undefined) return <ErrorNotice error={error} onRetry={reload} />;
  return data ? <AdjustmentList adjustments={data} /> : <p className="muted">正在读取</p>;
}

/** Read when opened and again after each saved revision. */
function History({
  row,
  item,
  session,
}: {
  readonly row: ScoreSheetRow;
  readonly item: ItemView;
  readonly session: ScoringSession;
}) {
  const [read, setRead] = useState<{ revision: number; entries: readonly ScoreHistoryEntry[] } | null>(null);
  const [error, setError] = useState<unknown>(undefined);
  const { unitId, itemId, revision } = row;
  useEffect(() => {
    let gone = false;
    session
      .settled()
      .then(() => call('scores:history', { unitId, itemId }))
      .then(
        (entries) => !gone && setRead({ revision, entries }),
        (cause: unknown) => !gone && setError(cause),
      );
    return () => {
      gone = true;
    };
  }, [unitId, itemId, revision, session]);
  if (error !== undefined) return <ErrorNotice error={error} />;
  if (!read) return <p className="muted">正在读取</p>;
  if (read.entries.length === 0) return <p className="item-facts-text muted">还没有修改</p>;
  return (
    <ol className="item-history" reversed>
      {[...read.entries]
        .sort((a, b) => b.revision - a.revision)
        .map((entry) => (
          <li key={entry.revision}>
            <span className="muted">
              {chineseDateTime(entry.at)} {entry.scorer}
            </span>
            <span>{summaryOf(item, entry)}</span>
          </li>
        ))}
    </ol>
  );
}

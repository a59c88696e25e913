import { Segmented, Spin } from 'antd';
import { useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { ApprovedResultView } from '@shared/ipc/practice/result';
import type { UnitResult } from '@shared/ipc/views';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { figureText } from '../../components/figureText';
import { ErrorNotice } from '../../components/ErrorNotice';
import { PointsText } from '../../components/PointsText';
import { useCall } from '../../shell/useCall';
import { StandingChanges } from './StandingChanges';
import { gradeText, rankText } from './standingText';

const points = (
  key: keyof Pick<UnitResult, 'raw' | 'applicable' | 'converted' | 'bonus' | 'deduction'>,
  title: string,
): DataColumn<UnitResult> => ({
  key,
  title,
  numeric: true,
  width: 84,
  text: (unit) => formatPoints(unit[key]),
  sortBy: (unit) => unit[key],
});

const COLUMNS: readonly DataColumn<UnitResult>[] = [
  { key: 'group', title: '组别', text: ({ group }) => group, width: 140 },
  { key: 'rank', title: '名次', text: ({ rank }) => rankText(rank), sortBy: ({ rank }) => rank, width: 72 },
  { key: 'name', title: '单位', text: ({ name }) => name },
  points('applicable', '适用分值'),
  points('raw', '原始分'),
  points('converted', '折算分'),
  points('bonus', '加分'),
  points('deduction', '扣分'),
  {
    key: 'final',
    title: '最终得分',
    numeric: true,
    width: 90,
    text: ({ final }) => formatPoints(final),
    sortBy: ({ final }) => final,
    render: ({ final, unscored }) => <PointsText points={final} strong provisional={unscored > 0} />,
  },
  { key: 'grade', title: '等次', text: ({ grade }) => gradeText(grade), width: 80 },
  {
    key: 'comprehensive',
    title: '综合总分',
    numeric: true,
    width: 84,
    text: ({ comprehensiveTotal: total }) => figureText(total),
    sortBy: ({ comprehensiveTotal: total }) => total,
  },
];

/** The frozen figures of one result, or what differs from the result before it. */
export function ResultFigures({
  result,
  previous,
}: {
  readonly result: ApprovedResultView;
  readonly previous: ApprovedResultView | undefined;
}) {
  const [view, setView] = useState<'figures' | 'changes'>('figures');
  const figures = useCall('result:figures', { resultId: result.id });
  const comparing = view === 'changes' && previous !== undefined;
  const changes = useCall('result:compare', comparing ? { fromId: previous.id, toId: result.id } : null);
  const name = `审定结果第${result.number}号`;
  return (
    <section className="panel approved-figures" aria-label={name}>
      <div className="panel-head">
        <h2>{name}</h2>
        <span className="spacer" />
        {previous && (
          <Segmented<'figures' | 'changes'>
            aria-label="显示"
            value={view}
            onChange={setView}
            options={[
              { value: 'figures', label: '全部得分' },
              { value: 'changes', label: `与第${previous.number}号的差异` },
            ]}
          />
        )}
      </div>
      <ErrorNotice error={figures.error ?? changes.error} onRetry={figures.reload} />
      {comparing ? (
        changes.data ? (
          <StandingChanges
            label={`第${previous.number}号与第${result.number}号的差异`}
            changes={changes.data}
            empty="两个结果的得分、名次和等次都相同"
          />
        ) : (
          <Spin />
        )
      ) : (
        <DataTable
          id="approved.figures"
          label={name}
          rows={figures.data?.units ?? []}
          columns={COLUMNS}
          rowKey={({ code }) => code}
          loading={figures.data === undefined && figures.error === undefined}
          exportName={name}
        />
      )}
    </section>
  );
}

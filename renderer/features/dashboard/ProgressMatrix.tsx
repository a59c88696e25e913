import { useMemo } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { CycleResult, UnitResult } from '@shared/ipc/views';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { PointsText } from '../../components/PointsText';
import { useNavigate, type Navigate } from '../../shell/navigation';
import { gradeWord } from '@shared/scoring/gradeWord';
import { isScored, partProgress } from './dashboardState';

function unitColumns(): DataColumn<UnitResult>[] {
  return [
    { key: 'name', title: '单位', text: (unit) => unit.shortName || unit.name, width: 92, fixed: 'left' },
    { key: 'group', title: '组别', text: (unit) => unit.group, width: 128 },
    {
      key: 'progress',
      title: '已评',
      numeric: true,
      width: 76,
      text: (unit) => `${unit.scored}/${unit.scored + unit.unscored}`,
      sortBy: (unit) => -unit.unscored,
    },
  ];
}

function resultColumns(): DataColumn<UnitResult>[] {
  return [
    {
      key: 'final',
      title: '最终得分',
      numeric: true,
      width: 100,
      text: (unit) => (isScored(unit) ? formatPoints(unit.final) : '未评'),
      render: (unit) => (
        <PointsText points={isScored(unit) ? unit.final : null} strong provisional={unit.unscored > 0} />
      ),
      sortBy: (unit) => (isScored(unit) ? unit.final : null),
    },
    {
      key: 'rank',
      title: '名次',
      numeric: true,
      width: 68,
      text: (unit) => (isScored(unit) ? String(unit.rank ?? '不排名') : '—'),
      sortBy: (unit) => unit.rank,
    },
    {
      key: 'grade',
      title: '等次',
      width: 72,
      // 不合格 beside a half-scored unit would read as a verdict.
      text: (unit) => (isScored(unit) && unit.unscored === 0 ? gradeWord(unit) : '—'),
      sortable: false,
    },
  ];
}

function partColumn(
  part: CycleResult['parts'][number],
  index: number,
  navigate: Navigate,
): DataColumn<UnitResult> {
  const progress = (unit: UnitResult) => partProgress(unit.parts[index]);
  const text = (unit: UnitResult) => {
    const cell = progress(unit);
    if (cell.state === 'none') return '—';
    return cell.state === 'open' ? `余${cell.unscored}` : `${cell.rate.toFixed(1)}%`;
  };
  return {
    key: `part-${part.code}`,
    title: `${part.code} ${part.name}`,
    width: 88,
    numeric: true,
    text,
    sortBy: (unit) => {
      const cell = progress(unit);
      return cell.state === 'done' ? cell.rate : cell.state === 'open' ? -cell.unscored : null;
    },
    render: (unit) => {
      const cell = progress(unit);
      if (cell.state === 'none') return <span className="muted">—</span>;
      const what = cell.state === 'open' ? `还有 ${cell.unscored} 项未评` : `得分率 ${text(unit)}`;
      return (
        <button
          type="button"
          className={`matrix-cell matrix-${cell.state}`}
          aria-label={`${unit.shortName || unit.name}，${part.name}，${what}`}
          onClick={(event) => {
            event.stopPropagation();
            navigate({ screen: 'scoring', unitId: unit.id, partCode: part.code });
          }}
        >
          {text(unit)}
        </button>
      );
    },
  };
}

/** Units × parts: what is still open, and how the finished parts went. A click goes to the place. */
export function ProgressMatrix({ result }: { readonly result: CycleResult }) {
  const navigate = useNavigate();
  const columns = useMemo(
    () => [
      ...unitColumns(),
      ...result.parts.map((part, index) => partColumn(part, index, navigate)),
      ...resultColumns(),
    ],
    [result.parts, navigate],
  );
  // Without units the space is for what to do about it.
  const rows = result.units.length === 0 ? 5 : Math.min(Math.max(result.units.length, 3), 12);
  return (
    <section aria-label="评分进度" className="panel">
      <div className="panel-head">
        <h2>评分进度</h2>
        <span className="muted">单元格：未评项数，或已评完部分的得分率。点击到该处评分。</span>
      </div>
      <DataTable
        id="dashboard.matrix"
        label="评分进度"
        rows={result.units}
        columns={columns}
        rowKey={(unit) => unit.id}
        height={rows * 32}
        virtualFrom={20}
        exportName="评分进度"
        onOpen={(unit) => navigate({ screen: 'scoring', unitId: unit.id })}
        empty={<EmptyState title="还没有被考评单位" text="到「被考评单位」导入单位表或逐个添加。" />}
      />
    </section>
  );
}

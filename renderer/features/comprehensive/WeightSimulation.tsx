import { useMemo } from 'react';
import type { SchemeView, UnitResult } from '@shared/ipc/views';
import { ChartPanel } from '../../components/ChartPanel';
import type { DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';
import { simulateScheme, type RankPath, type Simulation } from './simulation';

/** Lines that can still be told apart; the table has every unit. */
const LINES = 30;

/** Enough to follow a line across its neighbours, readable on light and dark ground. */
const COLORS = ['#3b78c3', '#b36b00', '#2f8f4e', '#a5487f', '#0f8a8a', '#7a62c9', '#b0553a', '#6b7a3a'];

/** 「模拟权重」: how ranks move from 10 % to 20 %. Nothing is saved. A module of its own: ECharts comes with it. */
export default function WeightSimulation({
  scheme,
  units,
}: {
  readonly scheme: SchemeView;
  readonly units: readonly UnitResult[];
}) {
  const simulation = useMemo(() => simulateScheme(scheme, units), [scheme, units]);
  const ranked = simulation.paths.filter((path) => path.ranks.some((rank) => rank !== null));
  if (ranked.length === 0) {
    return (
      <EmptyState
        title="还不能模拟"
        text="填写其他组成部分的得分后，这里显示法治权重从10%到20%时名次怎样变化。"
      />
    );
  }
  return (
    <ChartPanel
      name="模拟权重"
      height={380}
      option={optionOf(simulation.shares, ranked.slice(0, LINES))}
      controls={<span className="muted">法治占比从10%到20%，其他部分按原比例缩减；只作比较，不保存</span>}
      table={{
        id: 'simulation',
        columns: columnsOf(simulation),
        rows: simulation.paths,
        rowKey: (path) => path.unit.id,
      }}
    />
  );
}

function columnsOf({ shares }: Simulation): readonly DataColumn<RankPath>[] {
  return [
    { key: 'unit', title: '单位', text: ({ unit }) => unit.shortName || unit.name, width: 130 },
    ...shares.map((share, index): DataColumn<RankPath> => ({
      key: String(share),
      title: `${share}%`,
      numeric: true,
      width: 62,
      text: ({ ranks }) => String(ranks[index] ?? ''),
      sortBy: ({ ranks }) => ranks[index] ?? null,
    })),
  ];
}

function optionOf(shares: readonly number[], paths: readonly RankPath[]): Readonly<Record<string, unknown>> {
  return {
    color: COLORS,
    grid: { left: 44, right: 130, top: 30, bottom: 30 },
    tooltip: { trigger: 'item', formatter: '{a}<br/>{b}：第 {c} 名' },
    xAxis: {
      type: 'category',
      data: shares.map((share) => `${share}%`),
      boundaryGap: false,
    },
    yAxis: {
      type: 'value',
      name: '名次',
      nameLocation: 'start',
      inverse: true,
      min: 1,
      max: paths.length,
      minInterval: 1,
    },
    series: paths.map(({ unit, ranks }) => ({
      type: 'line',
      name: unit.shortName || unit.name,
      data: ranks,
      symbolSize: 5,
      endLabel: { show: true, formatter: '{a}', distance: 6 },
      emphasis: { focus: 'series' },
    })),
  };
}

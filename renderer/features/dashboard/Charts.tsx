import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { formatPoints } from '@shared/domain/points';
import type { CycleResult, UnitResult } from '@shared/ipc/views';
import type { DataColumn } from '../../components/DataTable';
import { gradeWord } from '@shared/scoring/gradeWord';
import type { ComparedRow } from '@shared/years/comparison';
import { trendRows } from '@shared/years/trend';
import { useCall } from '../../shell/useCall';
import { useWorkspace } from '../../shell/workspace';
import { ChartPanel } from '../../components/ChartPanel';
import { lineOption } from '../comprehensive/yearLines';
import { byRank, isScored, meanRates, partRate } from './dashboardState';

/** Ranking by group and strength by part. A module of its own: ECharts comes with it, after the numbers. */
export default function Charts({ result }: { readonly result: CycleResult }) {
  const scored = result.units.filter(isScored);
  const groups = result.groups.filter((group) => scored.some((unit) => unit.group === group.name));
  const [chosenGroup, setGroup] = useState<string>();
  const group = groups.some((g) => g.name === chosenGroup) ? chosenGroup : groups[0]?.name;
  const units = byRank(scored, group ?? '');
  const picker = (
    <Select
      aria-label="组别"
      value={group}
      onChange={setGroup}
      options={groups.map(({ name }) => ({ value: name, label: name }))}
      className="chart-select"
    />
  );
  return (
    <>
      <div className="dashboard-pair">
        <Ranking units={units} group={group ?? ''} picker={picker} />
        <Parts key={group} result={result} units={units} group={group ?? ''} />
      </div>
      <Trend />
    </>
  );
}

/** Mean final score of every group over the years; only once there is more than one year to show. */
function Trend() {
  const { workspace } = useWorkspace();
  const cycles = useCall('cycles:list', workspace.actions.includes('readAll') ? {} : null);
  const overview = useCall('years:overview', (cycles.data?.length ?? 0) > 1 ? {} : null);
  const { data } = overview;
  const rows = useMemo(() => (data ? trendRows(data) : []), [data]);
  const option = useMemo(() => (data ? lineOption(data.years, rows, 1) : {}), [data, rows]);
  if (!data || rows.length === 0) return null;
  const columns: readonly DataColumn<ComparedRow>[] = [
    { key: 'name', title: '组别', text: ({ name }) => name },
    ...data.years.map(({ year }, index): DataColumn<ComparedRow> => ({
      key: String(year),
      title: `${year}年度`,
      numeric: true,
      width: 110,
      text: ({ cells }) => cells[index]?.text ?? '',
      sortBy: ({ cells }) => cells[index]?.value ?? null,
    })),
  ];
  return (
    <ChartPanel
      name="多年走势 · 组内平均最终得分"
      option={option}
      height={260}
      table={{ id: 'dashboard.trend', columns, rows, rowKey: ({ key }) => key }}
    />
  );
}

/** Bars that still fit; the table under 「表格」 has all of them. */
const BARS = 40;

/** Both charts are of one height, so that the pair lines up. Pixels. */
const chartHeight = (units: number): number => Math.max(300, Math.min(units, BARS) * 24 + 30);

const RANKING_COLUMNS: readonly DataColumn<UnitResult>[] = [
  {
    key: 'rank',
    title: '名次',
    numeric: true,
    width: 70,
    text: (unit) => (unit.rank === null ? '不排名' : String(unit.rank)),
    sortBy: (unit) => unit.rank,
  },
  { key: 'name', title: '单位', text: (unit) => unit.name },
  {
    key: 'final',
    title: '最终得分',
    numeric: true,
    width: 100,
    text: (unit) => formatPoints(unit.final),
    sortBy: (unit) => unit.final,
  },
  { key: 'grade', title: '等次', width: 90, text: gradeWord },
];

function Ranking({
  units,
  group,
  picker,
}: {
  readonly units: readonly UnitResult[];
  readonly group: string;
  readonly picker: React.ReactNode;
}) {
  const option = useMemo(() => {
    const shown = units.slice(0, BARS);
    return {
      grid: { left: 8, right: 56, top: 8, bottom: 8, containLabel: true },
      tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => Number(value).toFixed(2) },
      xAxis: { type: 'value', max: 105, splitNumber: 5 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: shown.map((unit) => unit.shortName || unit.name),
        axisTick: { show: false },
        axisLabel: { interval: 0 },
      },
      series: [
        {
          type: 'bar',
          name: '最终得分',
          data: shown.map((unit) => unit.final / 100),
          label: { show: true, position: 'right', formatter: (p: { value: number }) => p.value.toFixed(2) },
          barMaxWidth: 16,
        },
      ],
    };
  }, [units]);
  return (
    <ChartPanel
      name={`排名 · ${group}`}
      option={option}
      height={chartHeight(units.length)}
      controls={picker}
      table={{ id: 'dashboard.ranking', columns: RANKING_COLUMNS, rows: units, rowKey: (unit) => unit.id }}
    />
  );
}

interface PartRow {
  readonly name: string;
  readonly unit: number | null;
  readonly mean: number | null;
}

const percent = (rate: number | null): string => (rate === null ? '不适用' : `${rate.toFixed(1)}%`);

function Parts({
  result,
  units,
  group,
}: {
  readonly result: CycleResult;
  readonly units: readonly UnitResult[];
  readonly group: string;
}) {
  const [unitId, setUnitId] = useState(units[0]?.id);
  const unit = units.find((candidate) => candidate.id === unitId);
  const rows = useMemo<PartRow[]>(() => {
    const means = meanRates(units, result.parts.length);
    return result.parts.map((part, index) => {
      const own = unit?.parts[index];
      return {
        name: part.name,
        unit: own && own.applicable > 0 ? partRate(own.scored, own.applicable) : null,
        mean: means[index] ?? null,
      };
    });
  }, [result.parts, units, unit]);
  const name = unit ? unit.shortName || unit.name : '';
  const option = useMemo(
    () => ({
      tooltip: {},
      legend: { bottom: 0, data: [name, '组内平均'] },
      radar: {
        radius: '62%',
        indicator: rows.map((row) => ({ name: shortPart(row.name), max: 100 })),
      },
      series: [
        {
          type: 'radar',
          data: [
            { name, value: rows.map((row) => row.unit ?? 0), areaStyle: { opacity: 0.15 } },
            { name: '组内平均', value: rows.map((row) => row.mean ?? 0), lineStyle: { type: 'dashed' } },
          ],
        },
      ],
    }),
    [rows, name],
  );
  const columns: readonly DataColumn<PartRow>[] = [
    { key: 'name', title: '一级指标', text: (row) => row.name },
    {
      key: 'unit',
      title: name,
      numeric: true,
      width: 110,
      text: (row) => percent(row.unit),
      sortBy: (row) => row.unit,
    },
    {
      key: 'mean',
      title: '组内平均',
      numeric: true,
      width: 110,
      text: (row) => percent(row.mean),
      sortBy: (row) => row.mean,
    },
  ];
  return (
    <ChartPanel
      name={`各部分得分率 · ${group}`}
      option={option}
      height={chartHeight(units.length)}
      controls={
        <Select
          aria-label="单位"
          showSearch={{ optionFilterProp: 'label' }}
          value={unitId}
          onChange={setUnitId}
          options={units.map((candidate) => ({
            value: candidate.id,
            label: candidate.shortName || candidate.name,
          }))}
          className="chart-select"
        />
      }
      table={{ id: 'dashboard.parts', columns, rows, rowKey: (row) => row.name }}
    />
  );
}

/** A radar has room for about eight characters at each corner. */
function shortPart(name: string): string {
  return name.length > 8 ? `${name.slice(0, 8)}…` : name;
}

import { useMemo } from 'react';
import type { ComparedRow, YearComparison } from '@shared/years/comparison';
import type { DataColumn } from '../../components/DataTable';
import { ChartPanel } from '../../components/ChartPanel';
import { chartRows, lineOption } from './yearLines';

export interface YearsChartProps {
  readonly comparison: YearComparison;
  readonly by: 'unit' | 'item' | 'part';
}

/** A unit's parts, or all units with those that changed most, as lines over the years. */
export default function YearsChart({ comparison, by }: YearsChartProps) {
  const rows = useMemo(() => chartRows(comparison, by), [comparison, by]);
  const option = useMemo(
    () => lineOption(comparison.years, rows, Math.ceil(rows.length / 2)),
    [comparison, rows],
  );
  const columns = useMemo(
    (): readonly DataColumn<ComparedRow>[] => [
      { key: 'name', title: '名称', text: ({ name }) => name },
      ...comparison.years.map(({ year }, index): DataColumn<ComparedRow> => ({
        key: String(year),
        title: String(year),
        numeric: true,
        width: 80,
        text: ({ cells }) => cells[index]?.text ?? '',
      })),
    ],
    [comparison],
  );
  return (
    <ChartPanel
      name={`走势 · ${comparison.title}`}
      option={option}
      height={420}
      table={{ id: `years.chart.${by}`, columns, rows, rowKey: ({ key }) => key }}
    />
  );
}

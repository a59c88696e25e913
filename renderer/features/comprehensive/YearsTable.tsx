import { Tag } from 'antd';
import { useMemo } from 'react';
import { formatPoints } from '@shared/domain/points';
import { rateText } from '@shared/years/comparedRow';
import { signedPoints } from '@shared/review/adjustment';
import type { ComparedRow, YearComparison } from '@shared/years/comparison';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';

const KINDS: Readonly<Record<ComparedRow['kind'], string>> = {
  total: '总体',
  part: '一级指标',
  item: '指标',
  unit: '单位',
};

/** Years side by side; what is not comparable is marked. */
export function YearsTable({
  comparison,
  by,
}: {
  readonly comparison: YearComparison;
  readonly by: 'unit' | 'item' | 'part';
}) {
  const columns = useMemo(() => columnsOf(comparison, by), [comparison, by]);
  return (
    <DataTable
      id={`years.${by}`}
      label="多年对比"
      rows={comparison.rows}
      columns={columns}
      rowKey={({ key }) => key}
      exportName={`多年对比-${comparison.title}`}
      empty={<EmptyState title="没有可以比较的得分" />}
    />
  );
}

function columnsOf(
  { years }: YearComparison,
  by: 'unit' | 'item' | 'part',
): readonly DataColumn<ComparedRow>[] {
  const group: DataColumn<ComparedRow> = {
    key: 'group',
    title: by === 'unit' ? '类别' : '组别',
    width: by === 'unit' ? 88 : 132,
    text: (row) => (by === 'unit' ? KINDS[row.kind] : row.group),
    ...(by === 'unit' ? { filters: [KINDS.total, KINDS.part, KINDS.item] } : {}),
  };
  return [
    group,
    { key: 'code', title: '编码', width: 62, text: ({ code }) => code },
    { key: 'name', title: by === 'unit' ? '名称' : '单位', text: ({ name }) => name },
    ...years.map(({ year }, index): DataColumn<ComparedRow> => ({
      key: String(year),
      title: `${year}年`,
      numeric: true,
      width: 84,
      text: ({ cells }) => cells[index]?.text ?? '',
      sortBy: ({ cells }) => cells[index]?.value ?? null,
      render: ({ cells }) => {
        const cell = cells[index];
        return <span className={cell?.missing ? 'points-missing' : undefined}>{cell?.text}</span>;
      },
    })),
    {
      key: 'change',
      title: '变化',
      numeric: true,
      width: 74,
      text: changeText,
      sortBy: ({ change }) => change,
    },
    {
      key: 'changed',
      title: '口径',
      width: 82,
      text: ({ changed }) => (changed === '' ? '' : '口径有变'),
      filters: ['口径有变'],
      render: ({ changed }) =>
        changed === '' ? null : (
          <Tag color="warning" title={changed}>
            口径有变
          </Tag>
        ),
    },
  ];
}

/** Latest year with a figure less the one before it, in the row's own measure. */
function changeText({ change, measure }: ComparedRow): string {
  if (change === null) return '';
  if (change === 0) return '持平';
  if (measure === 'rank') return change < 0 ? `升${-change}名` : `降${change}名`;
  if (measure === 'rate') return `${change > 0 ? '+' : ''}${rateText(change)}`;
  return signedPoints(change, formatPoints);
}

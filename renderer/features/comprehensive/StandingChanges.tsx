import { formatPoints } from '@shared/domain/points';
import { signedPoints } from '@shared/review/adjustment';
import type { StandingChange } from '@shared/review/standingChanges';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { figureText } from '../../components/figureText';
import { EmptyState } from '../../components/EmptyState';
import { beforeAfter, gradeText, rankText } from './standingText';

const difference = (points: number): string => (points === 0 ? '' : signedPoints(points, formatPoints));

const COLUMNS: readonly DataColumn<StandingChange>[] = [
  { key: 'name', title: '单位', text: ({ name }) => name },
  { key: 'group', title: '组别', text: ({ group }) => group, width: 136 },
  {
    key: 'finalBefore',
    title: '原最终得分',
    numeric: true,
    width: 96,
    text: ({ before }) => formatPoints(before.final),
    sortBy: ({ before }) => before.final,
  },
  {
    key: 'finalAfter',
    title: '新最终得分',
    numeric: true,
    width: 96,
    text: ({ after }) => formatPoints(after.final),
    sortBy: ({ after }) => after.final,
  },
  {
    key: 'difference',
    title: '变化',
    numeric: true,
    width: 68,
    text: ({ before, after }) => difference(after.final - before.final),
    sortBy: ({ before, after }) => after.final - before.final,
  },
  {
    key: 'rank',
    title: '名次',
    width: 116,
    text: ({ before, after }) => beforeAfter(rankText(before.rank), rankText(after.rank)),
    sortBy: ({ after }) => after.rank,
  },
  {
    key: 'grade',
    title: '等次',
    width: 100,
    text: ({ before, after }) => beforeAfter(gradeText(before.grade), gradeText(after.grade)),
  },
  {
    key: 'comprehensive',
    title: '综合总分',
    width: 130,
    text: ({ before, after }) =>
      beforeAfter(figureText(before.comprehensiveTotal), figureText(after.comprehensiveTotal)),
  },
];

/** Every unit whose total, place or grade differs, before and after. */
export function StandingChanges({
  label,
  changes,
  height,
  empty,
}: {
  readonly label: string;
  readonly changes: readonly StandingChange[];
  readonly height?: number;
  readonly empty: string;
}) {
  return (
    <DataTable
      id="standingChanges"
      label={label}
      rows={changes}
      columns={COLUMNS}
      rowKey={({ unitId }) => unitId}
      height={height}
      searchable={changes.length > 8}
      exportName={label}
      empty={<EmptyState title={empty} />}
    />
  );
}

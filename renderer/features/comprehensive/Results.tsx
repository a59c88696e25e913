import { formatPoints, shortPoints } from '@shared/domain/points';
import type { SchemeView, UnitResult } from '@shared/ipc/views';
import { checkScheme, othersTotal } from '@shared/scoring/scheme';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { EmptyState } from '../../components/EmptyState';

const MISSING = '缺得分';

/** The comprehensive result of one group, with the columns of 综合考核汇总. */
export function Results({
  scheme,
  units,
}: {
  readonly scheme: SchemeView;
  readonly units: readonly UnitResult[];
}) {
  return (
    <DataTable
      id="comprehensive"
      label="综合考核结果"
      rows={byComprehensiveRank(units)}
      columns={columnsOf(scheme)}
      rowKey={(unit) => unit.id}
      exportName={`${scheme.group}综合考核结果`}
      empty={<EmptyState title="这一组还没有单位" />}
    />
  );
}

/** Units without a total stand last, in the order of the unit list. */
function byComprehensiveRank(units: readonly UnitResult[]): readonly UnitResult[] {
  const place = (unit: UnitResult) => unit.comprehensiveRank ?? Number.MAX_SAFE_INTEGER;
  return [...units].sort((a, b) => place(a) - place(b));
}

function columnsOf(scheme: SchemeView): readonly DataColumn<UnitResult>[] {
  const check = checkScheme(scheme.components);
  const weights = scheme.components.filter((line) => !line.ruleOfLaw).map((line) => line.weight);
  const others = (unit: UnitResult) =>
    othersTotal(weights.map((weight, index) => ({ weight, score: unit.otherScores[index] ?? null })));
  const points = (value: number | null) => (value === null ? MISSING : formatPoints(value));
  return [
    {
      key: 'rank',
      title: '排名',
      numeric: true,
      width: 62,
      text: (unit) => (unit.comprehensiveRank === null ? '' : String(unit.comprehensiveRank)),
      sortBy: (unit) => unit.comprehensiveRank,
    },
    { key: 'unit', title: '单位', text: (unit) => unit.shortName || unit.name, width: 116 },
    {
      key: 'law',
      title: '法治得分',
      numeric: true,
      width: 110,
      text: (unit) => formatPoints(unit.final) + (unit.unscored > 0 ? ' 暂计' : ''),
      sortBy: (unit) => unit.final,
    },
    {
      key: 'contribution',
      title: '计入得分',
      numeric: true,
      width: 90,
      text: (unit) => points(unit.contribution),
      sortBy: (unit) => unit.contribution,
    },
    {
      key: 'others',
      title: '其他得分合计',
      numeric: true,
      width: 110,
      text: (unit) => points(others(unit)),
      sortBy: others,
    },
    {
      key: 'total',
      title: '综合总分',
      numeric: true,
      width: 90,
      text: (unit) => points(unit.comprehensiveTotal),
      sortBy: (unit) => unit.comprehensiveTotal,
    },
    {
      key: 'share',
      title: '法治分值',
      numeric: true,
      width: 112,
      text: () => `${shortPoints(check.lawWeight)}（${check.sharePercentText}）`,
      sortable: false,
    },
    {
      key: 'test',
      title: '权重检验',
      width: 76,
      text: () => (check.ok ? '符合' : '不符合'),
      sortable: false,
    },
  ];
}

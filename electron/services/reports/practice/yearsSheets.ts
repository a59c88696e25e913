import { layOutList, type ListColumn } from '../../../../shared/reports/listSheet';
import type { ReportContext } from '../../../../shared/reports/reportContext';
import { pointsCell, type ReportCell, type ReportSheet } from '../../../../shared/reports/reportSheet';
import { YEAR_BASIS_NAMES } from '../../../../shared/years/comparison';
import type { OverviewCell, YearOverview } from '../../../../shared/years/overview';
import { readYearOverview } from '../../result/compareYears';
import type { PracticeSheets } from '.';

type UnitRow = YearOverview['units'][number];
type PartRow = YearOverview['parts'][number];

const NO_DATA = '无数据';
const NOTE =
  '注：无数据指该年度没有在本库考评、没有这个单位，或者还没有评分。暂计的年度还没有审定，得分会变。';

/** 多年对比表: every unit's final score, place and grade of up to three years; rates of the level-1 parts. */
export const yearsSheets: PracticeSheets = async (workspace, context) => {
  const overview = await readYearOverview(workspace);
  return [unitSheet(context, overview), partSheet(context, overview)];
};

function particulars({ years }: YearOverview): string {
  return years.map(({ year, basis }) => `${year}年度：${YEAR_BASIS_NAMES[basis]}`).join('　　');
}

function titleOf(what: string, { years }: YearOverview): string {
  const [first, last] = [years[0]?.year ?? 0, years.at(-1)?.year ?? 0];
  return `${first === last ? first : `${first}—${last}`}年度法治政府建设考核${what}`;
}

function unitSheet(context: ReportContext, overview: YearOverview): ReportSheet {
  const { years, units } = overview;
  const perYear = years.flatMap(({ year }, index): ListColumn<UnitRow>[] => {
    const cell = (of: (cell: OverviewCell) => ReportCell) => (unit: UnitRow) => {
      const own = unit.cells[index];
      return own ? of(own) : null;
    };
    return [
      {
        heading: `${year}年 最终得分`,
        width: 11,
        style: 'points',
        cell: (unit) => {
          const own = unit.cells[index];
          return own ? pointsCell(own.final) : NO_DATA;
        },
      },
      { heading: `${year}年 名次`, width: 9, style: 'count', cell: cell(({ rank }) => rank ?? '不排名') },
      {
        heading: `${year}年 等次`,
        width: 14,
        style: 'center',
        cell: cell(({ grade, provisional }) => `${grade ?? '单独评定'}${provisional ? '（暂计）' : ''}`),
      },
    ];
  });
  return layOutList(context, {
    name: '多年对比表',
    title: titleOf('多年对比表', overview),
    particulars: particulars(overview),
    columns: [
      { heading: '组别', width: 18, cell: ({ group }) => group },
      { heading: '单位', width: 26, cell: ({ name }) => name },
      ...perYear,
      { heading: '得分变化', width: 10, style: 'points', cell: ({ cells }) => changeOf(cells) },
    ],
    rows: units,
    empty: '还没有被考评单位。',
    notes: [NOTE],
  });
}

/** The last two years that have a figure; null where there is no pair. */
function changeOf(cells: readonly (OverviewCell | null)[]): number | null {
  const [before, last] = cells.flatMap((cell) => (cell ? [cell.final] : [])).slice(-2);
  return before === undefined || last === undefined ? null : pointsCell(last - before);
}

function partSheet(context: ReportContext, overview: YearOverview): ReportSheet {
  return layOutList(context, {
    name: '一级指标得分率',
    title: titleOf('一级指标得分率', overview),
    particulars: particulars(overview),
    columns: [
      { heading: '一级指标', width: 40, cell: ({ name }: PartRow) => name },
      ...overview.years.map(({ year }, index): ListColumn<PartRow> => ({
        heading: `${year}年 得分率`,
        width: 14,
        style: 'percent',
        // Hundredths of a percent.
        cell: ({ rates }) => {
          const rate = rates[index] ?? null;
          return rate === null ? NO_DATA : rate / 10_000;
        },
      })),
    ],
    rows: overview.parts,
    frozenColumns: 1,
    empty: '指标体系里没有一级指标。',
    notes: ['注：得分率是全部单位得分之和除以适用分值之和。', NOTE],
  });
}

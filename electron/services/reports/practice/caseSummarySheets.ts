import { formatPoints } from '../../../../shared/domain/points';
import type { CaseMean } from '../../../../shared/caseFiles/unitCaseResult';
import type { UnitCaseRow } from '../../../../shared/ipc/practice/caseFile';
import { layOutList, type ListColumn } from '../../../../shared/reports/listSheet';
import { yearTitle } from '../../../../shared/reports/reportContext';
import { pointsCell } from '../../../../shared/reports/reportSheet';
import { getCaseResults } from '../../caseFiles/getCaseResults';
import { readReviewedFiles, type ReviewedFile } from '../../caseFiles/readReviewedFiles';
import type { PracticeSheets } from '.';

/** Faults named for each unit. */
const MOST_FAULTS = 4;

/** 案卷评查汇总: how many files of each type, their means, how many fail, and what was found most. Practice page §12. */
export const caseSummarySheets: PracticeSheets = async (workspace, context) => {
  const { units, types, settings } = await getCaseResults(workspace);
  const faults = mainFaults(await readReviewedFiles(workspace));
  const ofType = (type: string): ListColumn<UnitCaseRow>[] => {
    const short = type.replace(/^行政/, '');
    return [
      { heading: `${short}份数`, width: 9, style: 'count', cell: ({ byType }) => byType[type]?.files ?? 0 },
      { heading: `${short}均分`, width: 9, style: 'points', cell: ({ byType }) => meanCell(byType[type]) },
    ];
  };
  return [
    layOutList(context, {
      name: '案卷评查汇总',
      title: `${yearTitle(context)}案卷评查汇总表`,
      columns: [
        { heading: '序号', width: 6, style: 'count', cell: (_row, index) => index + 1 },
        { heading: '单位', width: 24, cell: ({ unitName }) => unitName },
        { heading: '抽取份数', width: 9, style: 'count', cell: ({ picked }) => picked },
        ...types.flatMap(ofType),
        { heading: '评完份数', width: 9, style: 'count', cell: ({ decided }) => decided },
        { heading: '平均分', width: 9, style: 'points', cell: ({ all }) => meanCell(all) },
        { heading: '等次', width: 8, style: 'center', cell: ({ all }) => all.grade },
        { heading: '不合格份数', width: 10, style: 'count', cell: ({ all }) => all.fails },
        { heading: '主要问题', width: 44, cell: ({ unitId }) => faults.get(unitId) ?? '' },
      ],
      rows: units,
      empty: '还没有抽取案卷。',
      notes: [
        `注：均分为已有评查结果的案卷的平均分；${formatPoints(settings.excellentLine)} 分以上优秀，${formatPoints(settings.passLine)} 分以上合格。`,
      ],
    }),
  ];
};

const meanCell = (mean: CaseMean | undefined): number | null =>
  mean?.mean === undefined || mean.mean === null ? null : pointsCell(mean.mean);

/** The entries found in most files of a unit, most frequent first. */
function mainFaults(files: readonly ReviewedFile[]): ReadonlyMap<number, string> {
  const counts = new Map<number, Map<string, number>>();
  for (const { pick, reviews } of files) {
    const found = new Set(
      reviews.flatMap(({ outcome }) =>
        [...outcome.failedGates, ...outcome.lines].map(({ entry }) => entry.text),
      ),
    );
    const own = counts.get(pick.unitId) ?? new Map<string, number>();
    for (const text of found) own.set(text, (own.get(text) ?? 0) + 1);
    counts.set(pick.unitId, own);
  }
  return new Map(
    [...counts].map(([unitId, own]) => [
      unitId,
      [...own]
        .sort((a, b) => b[1] - a[1])
        .slice(0, MOST_FAULTS)
        .map(([text, files]) => `${text.replace(/。$/, '')}（${files}份）`)
        .join('；'),
    ]),
  );
}

import type { Fraction } from '../../../../shared/domain/fraction';
import type { Points } from '../../../../shared/domain/points';
import type { ScorerMark } from '../../../../shared/ipc/practice/marking';
import { exactOf } from '../../../../shared/marking/exactMark';
import { average, spreadOf } from '../../../../shared/marking/settle';
import { layOutList, type ListColumn } from '../../../../shared/reports/listSheet';
import { yearTitle } from '../../../../shared/reports/reportContext';
import { pointsCell, type ReportCell } from '../../../../shared/reports/reportSheet';
import { evaluateItem } from '../../../../shared/scoring/evaluateItem';
import { itemLimit } from '../../../../shared/scoring/worth';
import { loadAssessment } from '../../assessment/assessment';
import { readPlaces, type MarkingPlace } from '../../marking/readPlaces';
import { marksOf } from '../../marking/sheetMarking';
import type { PracticeSheets } from '.';

/** One place with its locked figures, as far as whoever exports may see them. */
interface Line {
  readonly place: MarkingPlace;
  readonly marks: readonly ScorerMark[];
  readonly figures: readonly Points[];
  /** The same before their rounding. */
  readonly exact: readonly Fraction[];
}

/** Fewest columns of scorers; the form of the practice page has at least two. */
const FEWEST_SCORERS = 2;

/** 专家评分汇总: every locked figure side by side with mean, spread and what was settled. Practice page §12. */
export const markingSheets: PracticeSheets = async (workspace, context) => {
  const assessment = await loadAssessment(workspace);
  const { units, items } = assessment;
  const places = await readPlaces(workspace.reader, assessment, { units, items, begunOnly: true });
  const lines = places.map((place): Line => {
    const marks = marksOf(place, workspace.actor).filter(({ lockedAt, shown }) => lockedAt !== null && shown);
    const scored = marks.flatMap(({ shown }) => {
      const result = shown && evaluateItem(place.item, shown.entry, place.cycleYear);
      return result?.status === 'scored' ? [result] : [];
    });
    return { place, marks, figures: scored.map(({ points }) => points), exact: scored.map(exactOf) };
  });
  const rows = lines.filter(({ marks }) => marks.length > 0);
  const most = Math.max(FEWEST_SCORERS, ...rows.map(({ marks }) => marks.length));
  const sheet = layOutList(context, {
    name: '专家评分汇总',
    title: `${yearTitle(context)}专家评分汇总表`,
    columns: [
      { heading: '单位', width: 18, cell: ({ place }) => place.unit.name },
      { heading: '指标编号', width: 9, style: 'code', cell: ({ place }) => place.item.code },
      { heading: '指标', width: 22, cell: ({ place }) => place.item.name },
      {
        heading: '分值',
        width: 7,
        style: 'points',
        cell: ({ place }) => pointsCell(itemLimit(place.item)),
      },
      ...Array.from({ length: most }, (_, index) => scorerColumn(index)),
      { heading: '平均分', width: 8, style: 'points', cell: ({ place, exact }) => mean(place, exact) },
      {
        heading: '分差',
        width: 7,
        style: 'points',
        cell: ({ figures }) => (figures.length < 2 ? null : pointsCell(spreadOf(figures))),
      },
      { heading: '认定分', width: 8, style: 'points', cell: ({ place }) => settled(place) },
      { heading: '评分人', width: 16, cell: ({ marks }) => marks.map(({ scorer }) => scorer).join('、') },
      { heading: '理由', width: 34, cell: ({ place }) => place.settlement?.reason ?? '' },
    ],
    rows,
    empty: '没有由几位评分人评分并锁定的指标。',
    frozenColumns: 3,
    notes: [
      '注：专家按“评分人”一栏的顺序；只列已锁定的评分，“/”为不适用。平均分为全部专家的平均，各人的得分不先修约（两位小数写不尽的，准确值见“理由”），平均以后四舍五入到两位小数；去高低分的，认定分与平均分可能不同。',
    ],
  });
  return [sheet];
};

function scorerColumn(index: number): ListColumn<Line> {
  return {
    heading: `专家${index + 1}`,
    width: 8,
    style: 'points',
    cell: ({ place, marks }) => figure(place, marks[index]),
  };
}

function figure({ item }: MarkingPlace, mark: ScorerMark | undefined): ReportCell {
  if (!mark?.shown) return null;
  const { status, points, entry } = mark.shown;
  if (status === 'notApplicable') return '/';
  if (item.section === 'veto') return entry.inputs[0]?.['触发'] === '是' ? '触发' : '未触发';
  return points === null ? null : pointsCell(points);
}

function mean({ item }: MarkingPlace, exact: readonly Fraction[]): ReportCell {
  if (exact.length === 0 || item.section === 'veto') return null;
  return pointsCell(average(exact, 'mean'));
}

function settled({ item, settlement }: MarkingPlace): ReportCell {
  if (!settlement) return null;
  if (item.section === 'veto') return '一致';
  return settlement.points === null ? '/' : pointsCell(settlement.points);
}

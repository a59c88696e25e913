import type { Rule } from '../../../../shared/domain/rule';
import type { ItemView, UnitView } from '../../../../shared/ipc/views';
import { layOutList } from '../../../../shared/reports/listSheet';
import { yearTitle } from '../../../../shared/reports/reportContext';
import { pointsCell } from '../../../../shared/reports/reportSheet';
import type { ScoreDetail } from '../../../../shared/reports/scoreDetail';
import { formatInputs } from '../../../../shared/tables/inputText';
import { unitDetails } from '../readScores';
import type { PracticeSheets } from '.';

interface Matter {
  readonly unit: UnitView;
  readonly item: ItemView;
  readonly detail: ScoreDetail;
  readonly points: number;
}

/** 加扣分汇总: what was added or taken off beside the 100 points, with the document behind it. Practice page §12. */
export const bonusSheets: PracticeSheets = async (workspace, context) => {
  const beside = context.items.filter(({ section }) => section === 'bonus' || section === 'deduction');
  const rows: Matter[] = [];
  for await (const { unit, scores } of unitDetails(workspace, context.units)) {
    for (const item of beside) {
      const detail = scores.get(item.id);
      if (detail?.status !== 'scored' || !detail.finalPoints) continue;
      rows.push({ unit, item, detail, points: detail.finalPoints });
    }
  }
  const sheet = layOutList(context, {
    name: '加扣分汇总',
    title: `${yearTitle(context)}加扣分汇总表`,
    columns: [
      { heading: '单位', width: 20, cell: ({ unit }) => unit.name },
      { heading: '事项', width: 26, cell: ({ item }) => `${item.code} ${item.name}` },
      {
        heading: '层级和件数',
        width: 22,
        cell: ({ item, detail }) => countedText(item, detail.entry.inputs),
      },
      { heading: '文号', width: 22, cell: ({ detail }) => documents(detail) },
      {
        heading: '分值',
        width: 9,
        style: 'points',
        cell: ({ item, points }) => pointsCell(item.section === 'bonus' ? points : -points),
      },
      { heading: '理由', width: 30, cell: ({ detail }) => detail.entry.reason },
      { heading: '评分人', width: 14, cell: ({ detail }) => detail.scorer },
    ],
    rows,
    empty: '没有加分或扣分事项。',
    notes: ['注：加分、扣分按上限计入总分，见汇总表；没有正式文件的加分不予采用。'],
  });
  return [sheet];
};

/** 市级 1项、区级 2项: what was counted, level by level or event by event; inputs of other rules as they were typed. */
function countedText(item: ItemView, inputs: ScoreDetail['entry']['inputs']): string {
  const parts = item.rules.map((rule, index) => {
    const typed = inputs[index] ?? {};
    const counted = countedIn(rule);
    if (!counted) return formatInputs({ ...item, rules: [rule] }, [typed]);
    return counted
      .map((each, place) => ({ ...each, times: (typed[String(place + 1)] ?? '').trim() }))
      .filter(({ times }) => times !== '' && times !== '0')
      .map(({ label, times, unit }) => `${label} ${times}${unit}`)
      .join('、');
  });
  return parts.filter((part) => part !== '').join('；');
}

function countedIn(rule: Rule): readonly { readonly label: string; readonly unit: string }[] | null {
  if (rule.kind === 'bonusPerOccurrence') return rule.levels.map(({ label }) => ({ label, unit: rule.unit }));
  if (rule.kind === 'perOccurrenceDeduct') return rule.events;
  return null;
}

const documents = ({ entry }: ScoreDetail): string =>
  [...new Set(entry.inputs.map((inputs) => inputs['文号'] ?? '').filter((text) => text !== ''))].join('、');

import { isSameName } from '../../../../shared/domain/sameName';
import { belongsToUnit } from '../../../../shared/domain/unit';
import type { Rule } from '../../../../shared/domain/rule';
import type { ItemView, UnitView } from '../../../../shared/ipc/views';
import { judgeMatter, type BonusMatter } from '../../../../shared/reports/bonusMatter';
import { layOutList } from '../../../../shared/reports/listSheet';
import { yearTitle } from '../../../../shared/reports/reportContext';
import { pointsCell } from '../../../../shared/reports/reportSheet';
import type { ScoreDetail } from '../../../../shared/reports/scoreDetail';
import { formatInputs } from '../../../../shared/tables/inputText';
import { listDatedDocuments, type DatedDocument } from '../../../database/reportRepository';
import { unitDetails } from '../readScores';
import type { PracticeSheets } from '.';

interface Matter extends BonusMatter {
  readonly unit: UnitView;
  readonly item: ItemView;
  readonly detail: ScoreDetail | undefined;
  readonly documents: readonly DatedDocument[];
}

/**
 * 加扣分汇总: what was added or taken off beside the 100 points, with the document behind it, and what was claimed or
 * entered and does not count. Practice page §12.
 */
export const bonusSheets: PracticeSheets = async (workspace, context) => {
  const beside = context.items.filter(({ section }) => section === 'bonus' || section === 'deduction');
  const rows: Matter[] = [];
  const dated = await listDatedDocuments(
    workspace.reader,
    beside.map(({ id }) => id),
  );
  const { year } = context.result.cycle;
  for await (const { unit, scores, selfPoints } of unitDetails(workspace, context.units)) {
    for (const item of beside) {
      if (!belongsToUnit(item, unit)) continue;
      const detail = scores.get(item.id);
      const matter = judgeMatter(item, detail, selfPoints.get(item.id) ?? '', year);
      if (!matter) continue;
      rows.push({ ...matter, unit, item, detail, documents: dated.get(unit.id)?.get(item.id) ?? [] });
    }
  }
  const sheet = layOutList(context, {
    name: '加扣分汇总',
    title: `${yearTitle(context)}加扣分汇总表`,
    columns: [
      { heading: '单位', width: 18, cell: ({ unit }) => unit.name },
      { heading: '事项', width: 22, cell: ({ item }) => `${item.code} ${item.name}` },
      {
        heading: '层级',
        width: 16,
        cell: ({ item, detail }) => (detail ? countedText(item, detail.entry.inputs) : ''),
      },
      { heading: '文号', width: 20, cell: ({ detail }) => numbersOf(detail).join('、') },
      { heading: '日期', width: 11, style: 'center', cell: datesOf },
      {
        heading: '分值',
        width: 8,
        style: 'points',
        cell: ({ item, points }) =>
          points === null ? '' : pointsCell(item.section === 'bonus' ? points : -points),
      },
      { heading: '是否采用', width: 9, style: 'center', cell: ({ used }) => used },
      { heading: '不采用原因', width: 24, cell: ({ why }) => why },
      {
        heading: '理由',
        width: 18,
        cell: ({ used, detail }) => (used === '采用' ? (detail?.entry.reason ?? '') : ''),
      },
      { heading: '评分人', width: 12, cell: ({ detail }) => detail?.scorer ?? '' },
    ],
    rows,
    empty: '没有加分或扣分事项。',
    notes: [
      '注：加分、扣分按上限计入总分，见汇总表；没有正式文件的加分不予采用。日期取自佐证材料的形成日期，没有登记的空着。',
    ],
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

/** 文号 typed with the score, each once. */
const numbersOf = (detail: ScoreDetail | undefined): string[] => [
  ...new Set(
    (detail?.entry.inputs ?? []).map((inputs) => inputs['文号'] ?? '').filter((text) => text !== ''),
  ),
];

/** Dates of the documents named by their 文号; of the only dated one where none of them is. */
function datesOf({ detail, documents }: Matter): string {
  const numbers = numbersOf(detail);
  const named = documents.filter(({ number }) => numbers.some((one) => isSameName(one, number)));
  const meant = named.length > 0 ? named : documents.length === 1 ? documents : [];
  return [...new Set(meant.map(({ formedOn }) => formedOn))].join('、');
}

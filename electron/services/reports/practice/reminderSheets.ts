import { EXPLANATION_SHEET } from '../../../../shared/reports/explanationSheet';
import { layOutList } from '../../../../shared/reports/listSheet';
import { footers, yearTitle, type ReportContext } from '../../../../shared/reports/reportContext';
import { titleRows, wideRow, type ReportRow, type ReportSheet } from '../../../../shared/reports/reportSheet';
import { heightFor } from '../../../../shared/reports/rowHeight';
import { SheetNames } from '../../../../shared/reports/sheetNames';
import type { RemindersView, UnitReminder } from '../../../../shared/ipc/practice/year';
import { plainDate } from '../../../../shared/year/dates';
import { slipLines, slipSentence, type SlipFacts } from '../../../../shared/year/reminderSlip';
import { SUBMISSION_STATE_NAMES } from '../../../../shared/year/submission';
import { loadAssessment } from '../../assessment/assessment';
import type { Workspace } from '../../workspace/workspace';
import { listReminders } from '../../year/listReminders';
import { readMissing } from '../../year/unitCompleteness';
import type { PracticeSheets } from '.';

/** Slips in one workbook; the list names everybody. */
const MOST_SLIPS = 300;

/**
 * 催办单: a list of everybody who is late or has something open, then a slip per unit with what is missing, until when,
 * and a reply to tear off. There is no server to send it from. peers.md 1.2.
 */
export const reminderSheets: PracticeSheets = async (workspace, context) =>
  sheets(workspace, context, await listReminders(workspace));

async function* sheets(
  workspace: Workspace,
  context: ReportContext,
  reminders: RemindersView,
): AsyncGenerator<ReportSheet> {
  yield layOutNames(context, reminders);
  const assessment = await loadAssessment(workspace);
  const missing = await readMissing(workspace.reader, assessment);
  const names = new SheetNames();
  names.take(EXPLANATION_SHEET);
  names.take('催办名单');
  for (const reminder of reminders.units.slice(0, MOST_SLIPS)) {
    const unit = assessment.unitById.get(reminder.unitId);
    if (!unit) continue;
    const { selfScore, evidence } = missing(unit);
    const facts: SlipFacts = {
      ...reminder,
      withoutSelfScore: selfScore.map(({ code }) => code),
      withoutEvidence: evidence.map(({ code }) => code),
    };
    yield layOutSlip(context, facts, names.take(unit.shortName || unit.name));
  }
}

interface Line {
  readonly kind: string;
  readonly name: string;
  readonly state: string;
  readonly open: string;
  readonly dueOn: string;
  readonly daysLate: number;
}

function layOutNames(context: ReportContext, reminders: RemindersView): ReportSheet {
  const { units, scorers, appeals } = reminders;
  const rows: readonly Line[] = [
    ...units.map((unit) => ({ ...unit, kind: '单位自评', ...unitWords(unit) })),
    ...scorers.map((scorer) => ({
      ...scorer,
      kind: '评分',
      state: '',
      open: `未评 ${scorer.unscored} / ${scorer.assigned} 项`,
    })),
    ...appeals.map((appeal) => ({
      ...appeal,
      kind: '申诉',
      name: appeal.unitName,
      state: '',
      open: `${appeal.itemCode} 还没有作出决定`,
    })),
  ];
  const cut = units.length > MOST_SLIPS ? `催办单只附前 ${MOST_SLIPS} 个单位的，其余见本表。` : '';
  return layOutList(context, {
    name: '催办名单',
    title: `${yearTitle(context)}催办名单`,
    particulars: `截至${plainDate(reminders.today)}`,
    columns: [
      { heading: '序号', width: 7, style: 'count', cell: (_row, index) => index + 1 },
      { heading: '事项', width: 12, style: 'center', cell: ({ kind }) => kind },
      { heading: '单位或人员', width: 26, cell: ({ name }) => name },
      { heading: '状态', width: 11, style: 'center', cell: ({ state }) => state },
      { heading: '还没有办完', width: 40, cell: ({ open }) => open },
      {
        heading: '截止日期',
        width: 16,
        style: 'center',
        cell: ({ dueOn }) => (dueOn === '' ? '' : plainDate(dueOn)),
      },
      {
        heading: '逾期天数',
        width: 10,
        style: 'count',
        cell: ({ daysLate }) => (daysLate > 0 ? daysLate : null),
      },
      { heading: '催办方式和结果', width: 24, cell: () => '' },
    ],
    rows,
    empty: '没有需要催办的事项。',
    notes: cut === '' ? [] : [cut],
    signOff: '催办人：　　　　　　　催办时间：　　　　　　　联系电话：',
  });
}

function unitWords(unit: UnitReminder): { state: string; open: string } {
  const returned = unit.returned.length > 0 ? `，退回须补正 ${unit.returned.length} 项` : '';
  return {
    state: SUBMISSION_STATE_NAMES[unit.state],
    open: `未填自评 ${unit.withoutSelfScore} 项，缺佐证 ${unit.withoutEvidence} 项${returned}`,
  };
}

const WIDTHS = [16, 40, 16, 40] as const;
const COLUMNS = WIDTHS.length;
const WIDTH = WIDTHS.reduce((sum, width) => sum + width, 0);

/** One unit's slip: what, until when, what is missing, whom to call, and a reply to tear off. */
function layOutSlip(context: ReportContext, facts: SlipFacts, name: string): ReportSheet {
  const sentence = slipSentence(facts, `${yearTitle(context)}自评`);
  const body: ReportRow[] = [
    wide(sentence),
    ...slipLines(facts).map(([heading, text]) => labelled(heading, text)),
    wide('联系人：　　　　　　　　　　联系电话：　　　　　　　　　　考核办公室（盖章）：'),
    wideRow('—　—　—　—　—　—　—　—　（沿此线剪下）　—　—　—　—　—　—　—　—', 'note', COLUMNS, 30),
    wideRow(`回　执　　${facts.name}`, 'header', COLUMNS, 26),
    pair('收到日期', '预计办结日期'),
    pair('没有办结的原因', '需要协调的事项', 48),
    pair('经办人', '负责人（签字、盖章）', 36),
  ];
  return {
    name,
    widths: WIDTHS,
    head: titleRows(
      '催　办　单',
      `考核年度：${context.result.cycle.year}年度`,
      `日期：${context.exportedAt.slice(0, 10)}`,
      COLUMNS,
    ),
    repeatFrom: 1,
    frozenColumns: 0,
    body,
    bodyRows: body.length,
    foot: () => [],
    rowHeight: 24,
    pagesWide: 1,
    filter: false,
    ...footers(context),
  };
}

const wide = (text: string): ReportRow => wideRow(text, 'text', COLUMNS, heightFor([[text, WIDTH]], 36));

function labelled(heading: string, text: string): ReportRow {
  return {
    cells: [heading, text, null, null],
    styles: ['center', 'text', 'text', 'text'],
    merges: [{ from: 1, to: COLUMNS - 1 }],
    height: heightFor([[text, WIDTH - WIDTHS[0]]], 26),
  };
}

function pair(left: string, right: string, height = 28): ReportRow {
  return { cells: [left, '', right, ''], styles: ['center', 'text', 'center', 'text'], height };
}

import type { Column } from 'exceljs';
import { differenceText } from '@shared/audit/differences';
import { timeText } from '@shared/audit/timeText';
import type { AuditEntryView } from '@shared/ipc/practice/audit';
import type { StoredAuditEntry } from '../database/auditRepository';
import { writeAside } from './writeAside';

export interface AuditTable {
  /** Lines of the sheet 说明: what, value. */
  readonly about: readonly (readonly [string, string])[];
  /** Reads the entries from the newest on; called once for each sheet. */
  readonly pieces: () => AsyncIterable<readonly StoredAuditEntry[]>;
  readonly view: (entry: StoredAuditEntry) => AuditEntryView;
}

/** Rows Excel takes in one sheet, less the heading. */
const SHEET_ROWS = 1_000_000;

/** Characters Excel takes in one cell. */
const CELL = 32_000;
const TOO_LONG = '（内容过长，未写入；以程序的校验为准）';

type Layout = readonly (readonly [heading: string, width: number])[];

const READABLE: Layout = [
  ['编号', 9],
  ['时间', 24],
  ['人员', 12],
  ['事项', 18],
  ['对象', 34],
  ['变化', 60],
  ['理由', 40],
  ['校验值', 68],
];

/** Every field that is hashed, in the order it is hashed. */
const RAW: Layout = [
  ['前一条校验值', 68],
  ['编号', 9],
  ['时间', 26],
  ['人员', 12],
  ['账号', 34],
  ['事项代码', 20],
  ['对象', 34],
  ['单位序号', 10],
  ['指标序号', 10],
  ['录入批次', 38],
  ['原值', 60],
  ['新值', 60],
  ['理由', 40],
  ['校验值', 68],
];

const HOW_TO_CHECK =
  '每条的校验值 = 对 JSON 数组 [前一条校验值, 编号, 时间, 人员, 账号, 事项代码, 对象, 单位序号, 指标序号, 录入批次, 原值, 新值, 理由] 的 UTF-8 文本求 SHA-256（十六进制小写）；单位序号、指标序号没有时为 null，是数字时不加引号。第 1 条的前一条校验值为空。';

/** Writes the trail as a workbook to read, and with all that is needed to compute its chain again. @returns entries written. */
export async function writeAuditWorkbook(
  table: AuditTable,
  target: string,
  signal?: AbortSignal,
): Promise<number> {
  const { default: exceljs } = await import('exceljs');
  let written = 0;
  await writeAside(
    target,
    async (aside) => {
      const workbook = new exceljs.stream.xlsx.WorkbookWriter({ filename: aside, useStyles: true });
      const write = async (
        name: string,
        layout: Layout,
        cells: (entry: StoredAuditEntry) => (string | number | null)[],
      ): Promise<number> => {
        let sheets = 1;
        let sheet = addSheet(workbook, name, layout);
        let rows = 0;
        for await (const entries of table.pieces()) {
          signal?.throwIfAborted();
          for (const entry of entries) {
            if (rows > 0 && rows % SHEET_ROWS === 0) {
              sheet.commit();
              sheet = addSheet(workbook, `${name}${(sheets += 1)}`, layout);
            }
            sheet.addRow(cells(entry).map(fitting)).commit();
            rows += 1;
          }
        }
        sheet.commit();
        return rows;
      };
      written = await write('审计记录', READABLE, (entry) => readableCells(table.view(entry)));
      await write('原始记录', RAW, rawCells);
      const about = addSheet(workbook, '说明', [
        ['项目', 20],
        ['内容', 120],
      ]);
      const lines = [...table.about, ['本表条数', String(written)], ['校验方法', HOW_TO_CHECK]];
      for (const line of lines) about.addRow([...line]).commit();
      about.commit();
      await workbook.commit();
    },
    signal,
  );
  return written;
}

type Workbook = InstanceType<(typeof import('exceljs'))['stream']['xlsx']['WorkbookWriter']>;

function addSheet(workbook: Workbook, name: string, layout: Layout): ReturnType<Workbook['addWorksheet']> {
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:1',
    },
  });
  sheet.columns = layout.map(([, width]): Partial<Column> => ({
    width,
    style: { alignment: { wrapText: true, vertical: 'top' } },
  }));
  sheet.addRow(layout.map(([heading]) => heading)).font = { bold: true };
  return sheet;
}

function readableCells(entry: AuditEntryView): (string | number)[] {
  const { id, at, person, actionName, subject, changes, reason, hash } = entry;
  return [id, timeText(at), person, actionName, subject, differenceText(changes), reason, hash];
}

function rawCells(entry: StoredAuditEntry): (string | number | null)[] {
  const { previousHash, id, at, person, accountUid, action, subject, unitId, itemId } = entry;
  const { editId, before, after, reason, hash } = entry;
  return [
    ...[previousHash, id, at, person, accountUid, action, subject, unitId, itemId],
    ...[editId, before, after, reason, hash],
  ];
}

const fitting = (cell: string | number | null): string | number | null =>
  typeof cell === 'string' && cell.length > CELL ? TOO_LONG : cell;

import { writeAside } from './writeAside';

/** A list as the person filtered it on the screen: plain texts under one row of headings. */
export interface ListTable {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const WIDEST = 50;

/** Writes a list to one sheet; every cell is text, so codes stay codes and `=…` stays what was typed. */
export async function writeListTable(table: ListTable, path: string, signal?: AbortSignal): Promise<void> {
  const { default: exceljs } = await import('exceljs');
  await writeAside(
    path,
    async (aside) => {
      const workbook = new exceljs.stream.xlsx.WorkbookWriter({ filename: aside, useStyles: true });
      const sheet = workbook.addWorksheet(sheetName(table.title), {
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
      sheet.columns = table.headings.map((heading, index) => ({
        width: columnWidth(heading, table.rows, index),
      }));
      sheet.addRow([...table.headings]).font = { bold: true };
      for (const row of table.rows) {
        if (signal?.aborted) throw signal.reason;
        sheet.addRow([...row]).commit();
      }
      sheet.commit();
      await workbook.commit();
    },
    signal,
  );
}

/** Excel refuses these signs in sheet names, and more than 31 characters. */
function sheetName(title: string): string {
  return (
    title
      .replace(/[\\/?*[\]:]/g, ' ')
      .slice(0, 31)
      .trim() || '列表'
  );
}

/** Chinese characters are two columns wide. A sample of rows is enough to choose by. */
function columnWidth(heading: string, rows: ListTable['rows'], index: number): number {
  const texts = [heading, ...rows.slice(0, 200).map((row) => row[index] ?? '')];
  const widest = Math.max(
    ...texts.map((text) => [...text].reduce((width, sign) => width + (sign > '\u00ff' ? 2 : 1), 0)),
  );
  return Math.min(WIDEST, widest + 2);
}

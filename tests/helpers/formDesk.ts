import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Workbook, type Worksheet } from 'exceljs';
import { sql } from 'kysely';
import { loadAssessment } from '@electron/services/assessment/assessment';
import {
  prepareSelfForm,
  readSelfForm,
  type PreparedForm,
} from '@electron/services/exchange/form/readSelfForm';
import { writeSelfForm } from '@electron/services/exchange/form/writeSelfForm';
import { mergePrepared } from '@electron/services/exchange/mergePrepared';
import { discardPrepared, type PreparedPackage } from '@electron/services/exchange/preparedPackage';
import { previewPrepared } from '@electron/services/exchange/previewPrepared';
import type { Workspace } from '@electron/services/workspace/workspace';
import { AppError } from '@shared/errors/appError';
import { FORM_COLUMNS, FORM_LEADER, type FormColumn } from '@shared/exchange/selfForm';
import type { MergeCounts } from '@shared/ipc/practice/exchange';
import { tempFolder } from './tempFolder';
import { aYear, moveOnTo } from './yearWorkspace';

/** Row of a form's headings. */
export const HEADING = 4;

export const columnOf = (key: FormColumn): number =>
  FORM_COLUMNS.findIndex((column) => column.key === key) + 1;

/** Fills one cell of an item, counted from 0. */
export function put(table: Worksheet, item: number, key: FormColumn, value: string | number): void {
  table.getCell(HEADING + 1 + item, columnOf(key)).value = value;
}

/** Both items with full marks, and signed. */
export function fillWell(table: Worksheet, guide: Worksheet): void {
  for (const item of [0, 1]) {
    put(table, item, 'points', 50);
    put(table, item, 'statement', '已完成');
  }
  sign(guide);
}

export function sign(guide: Worksheet): void {
  guide.eachRow((row) => {
    if (row.getCell(1).value === FORM_LEADER) row.getCell(2).value = '周敏';
  });
}

const withFiles = (files: string | undefined): { readonly files?: string } =>
  files === undefined ? {} : { files };

/** An office that hands a form out to A01 of two units with two items of 50 points, 1.1.1 and 1.1.2, and reads it again. */
export class FormDesk {
  private constructor(
    readonly office: Workspace,
    /** A folder of the test's own. */
    readonly away: string,
    /** Where the form is written to. */
    public form: string,
  ) {}

  static async open(): Promise<FormDesk> {
    const office = await aYear();
    await moveOnTo(office, 'selfEvaluating');
    const away = await tempFolder();
    return new FormDesk(office, away, join(away, '自评表.xlsx'));
  }

  async placeOf(item: number): Promise<{ readonly unitId: number; readonly itemId: number }> {
    const { units, items } = await loadAssessment(this.office);
    return { unitId: units[0]?.id ?? 0, itemId: items[item]?.id ?? 0 };
  }

  async handOut(workspace = this.office): Promise<void> {
    const { units } = await loadAssessment(workspace);
    await writeSelfForm(workspace, { unitId: units[0]?.id ?? 0 }, this.form);
  }

  /** Opens the form, changes it, and saves it beside. */
  async edited(edit: (table: Worksheet, guide: Worksheet) => void, name = '已填.xlsx'): Promise<string> {
    const book = new Workbook();
    await book.xlsx.readFile(this.form);
    const [table, guide] = book.worksheets;
    if (!table || !guide) throw new Error('no sheets');
    edit(table, guide);
    const path = join(this.away, name);
    await book.xlsx.writeFile(path);
    const saved = this.office.clock();
    await utimes(path, saved, saved);
    return path;
  }

  /** Lets a form wait, which has no errors. */
  async prepared(
    path: string,
    files?: string,
  ): Promise<PreparedForm & { readonly prepared: PreparedPackage }> {
    const read = await prepareSelfForm(this.office, path, withFiles(files));
    if (!read.prepared) throw new Error(`not prepared: ${JSON.stringify(read.problems)}`);
    return { ...read, prepared: read.prepared };
  }

  /** Previews and merges. */
  async merges(
    path: string,
    files?: string,
  ): Promise<{
    readonly counts: MergeCounts;
    readonly codes: string[];
    readonly id: string;
    readonly handsIn: boolean;
  }> {
    const { prepared, problems, handsIn } = await this.prepared(path, files);
    const { counts } = await previewPrepared(this.office, prepared);
    await mergePrepared(this.office, prepared);
    await discardPrepared(prepared);
    return { counts, handsIn, id: prepared.manifest.id, codes: problems.map(({ code }) => code) };
  }

  /** What is found, or the code of a refusal. */
  async problemsOf(path: string, files?: string): Promise<string[]> {
    try {
      const { problems } = await readSelfForm(this.office, path, withFiles(files));
      return problems.map(({ severity, code, cell }) => `${severity} ${code} ${cell}`.trim());
    } catch (cause) {
      if (cause instanceof AppError) return [cause.report.code];
      throw cause;
    }
  }

  /** How much the database holds, and what lies in the store. */
  async state(): Promise<unknown> {
    const { db, folder } = this.office;
    const rows = await sql<{ n: number }>`SELECT (SELECT count(*) FROM audit_entry) AS trail,
      (SELECT count(*) FROM evidence_file) AS files, (SELECT count(*) FROM exchange_package) AS packages`.execute(
      db,
    );
    return [rows.rows, (await readdir(join(folder, 'evidence'), { recursive: true })).sort()];
  }
}

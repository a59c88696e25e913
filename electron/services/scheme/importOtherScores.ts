import { noScheme, refuseTableErrors } from '@shared/errors/scheme';
import type { SchemeView } from '@shared/ipc/views';
import type { TableProblem } from '@shared/tables/problem';
import { isSameName } from '@shared/domain/sameName';
import type { OtherScoresRow, OtherScoresTable } from '@shared/tables/schemeTable';
import { assertMay } from '../access/assertMay';
import type { OtherScoreToStore } from '../../database/schemeRepository';
import { readOtherScores } from '../../workbook/schemeWorkbook';
import { loadAssessment, type Assessment } from '../assessment/assessment';
import { inTransaction } from '../assessment/inTransaction';
import type { Workspace } from '../workspace/workspace';
import { assertSchemesOpen } from '../year/assertSchemesOpen';
import { listSchemes } from './listSchemes';
import { writeAuditedOtherScores } from './writeAuditedOtherScores';

/** Reads sheet 得分 and saves it, all or nothing. @throws {AppError} as `applyOtherScores` and for unreadable files. */
export async function importOtherScores(
  workspace: Workspace,
  path: string,
  signal?: AbortSignal,
): Promise<{ changed: number }> {
  return applyOtherScores(workspace, await readOtherScores(path, signal));
}

/**
 * Saves other components' scores from a table, all or nothing; empty cells leave what stands there.
 *
 * @throws {TableRefused} with every finding; {AppError} NO_SCHEME
 */
export async function applyOtherScores(
  workspace: Workspace,
  table: OtherScoresTable,
): Promise<{ changed: number }> {
  assertMay(workspace, 'manageSystem');
  const assessment = await loadAssessment(workspace);
  assertSchemesOpen(assessment.cycle.state);
  const schemes = await listSchemes(workspace);
  if (schemes.length === 0) {
    refuseTableErrors(table.problems);
    throw noScheme();
  }
  const reader = new OtherScoreReader(assessment, schemes, table);
  for (const row of table.rows) reader.read(row);
  refuseTableErrors([...table.problems, ...reader.problems]);
  await inTransaction(workspace, (trx, _now, audit) =>
    writeAuditedOtherScores(trx, audit, 'scheme.importScores', reader.scores),
  );
  return { changed: reader.scores.length };
}

/** Finds unit and component of each score; what has none is a finding with its cell. */
class OtherScoreReader {
  readonly scores: OtherScoreToStore[] = [];
  readonly problems: TableProblem[] = [];
  readonly #columns: ReadonlyMap<string, string>;

  constructor(
    private readonly assessment: Assessment,
    private readonly schemes: readonly SchemeView[],
    private readonly table: OtherScoresTable,
  ) {
    this.#columns = new Map(table.components.map(({ name, column }) => [name, column]));
  }

  read(row: OtherScoresRow): void {
    const unit = this.assessment.unitByCode.get(row.unitCode);
    if (!unit) {
      const message = `单位编码“${row.unitCode}”不在考评库里。`;
      this.#error('UNKNOWN_UNIT', row.codeCell, message, '请改正编码，或删去这一行。');
      return;
    }
    if (row.unitName !== '' && ![unit.name, unit.shortName].some((name) => isSameName(name, row.unitName))) {
      const message = `编码“${row.unitCode}”是“${unit.name}”，这一行写的是“${row.unitName}”。`;
      const remedy = '请核对是不是只对部分列排了序；改正编码或名称后再导入。';
      this.#error('UNIT_NAME_DIFFERS', row.nameCell, message, remedy);
      return;
    }
    const scheme = this.schemes.find(({ groupId }) => groupId === unit.groupId);
    for (const [name, score] of Object.entries(row.scores)) {
      const component = scheme?.components.find((line) => line.name === name);
      const cell = `${this.#columns.get(name) ?? ''}${row.rowNumber}`;
      if (!component) {
        const message = `“${unit.group}”的综合考核方案里没有“${name}”。`;
        this.#error('UNKNOWN_COMPONENT', cell, message, '请改正列名，或清空这个得分。');
      } else if (component.ruleOfLaw) {
        const message = `“${name}”是法治部分，得分由考评结果计算，不能导入。`;
        this.#error('LAW_COMPONENT_COMPUTED', cell, message, '请清空这个得分。');
      } else this.scores.push({ componentId: component.id, unitId: unit.id, score });
    }
  }

  #error(code: string, cell: string, message: string, remedy: string): void {
    this.problems.push({ severity: 'error', code, sheet: this.table.sheet, cell, message, remedy });
  }
}

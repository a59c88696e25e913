import { noScheme, refuseTableErrors } from '@shared/errors/scheme';
import { halfWidth } from '@shared/domain/points';
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

export interface OtherScoresDone {
  readonly changed: number;
  /** Headings of columns that are no component of any scheme; they were left out. */
  readonly ignored: readonly string[];
}

/** Reads sheet 得分 and saves it, all or nothing. @throws {AppError} as `applyOtherScores` and for unreadable files. */
export async function importOtherScores(
  workspace: Workspace,
  path: string,
  signal?: AbortSignal,
): Promise<OtherScoresDone> {
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
): Promise<OtherScoresDone> {
  assertMay(workspace, 'manageSystem');
  const assessment = await loadAssessment(workspace);
  assertSchemesOpen(assessment.cycle.state);
  const schemes = await listSchemes(workspace);
  if (schemes.length === 0) {
    refuseTableErrors(table.problems);
    throw noScheme();
  }
  const ignored = columnsToIgnore(schemes, table);
  const reader = new OtherScoreReader(assessment, schemes, table, new Set(ignored.map(({ name }) => name)));
  for (const row of table.rows) reader.read(row);
  const ofIgnored = new Set(ignored.map(({ column }) => column));
  const found = table.problems.filter(
    ({ code, cell }) => code !== 'OTHER_SCORE_RANGE' || !ofIgnored.has(cell.replace(/\d+$/, '')),
  );
  refuseTableErrors([...found, ...reader.problems]);
  await inTransaction(workspace, (trx, _now, audit) =>
    writeAuditedOtherScores(trx, audit, 'scheme.importScores', reader.scores),
  );
  return { changed: reader.scores.length, ignored: ignored.map(({ name }) => name) };
}

/** Columns nobody asked for (合计, 单位类别 …). A table without any component is the wrong one, and all of it is judged. */
function columnsToIgnore(
  schemes: readonly SchemeView[],
  { components }: OtherScoresTable,
): OtherScoresTable['components'] {
  const names = schemes.flatMap((scheme) => scheme.components.map(({ name }) => name));
  const strangers = components.filter((column) => !names.some((name) => isSameName(name, column.name)));
  return strangers.length < components.length ? strangers : [];
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
    private readonly ignored: ReadonlySet<string>,
  ) {
    this.#columns = new Map(table.components.map(({ name, column }) => [name, column]));
  }

  read(row: OtherScoresRow): void {
    const unit = this.assessment.unitByCode.get(halfWidth(row.unitCode));
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
      if (this.ignored.has(name)) continue;
      const component = scheme?.components.find((line) => isSameName(line.name, name));
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

import type { IndicatorSystem } from '@shared/domain/indicatorSystem';
import { badArguments } from '@shared/errors/cli';
import type { TableProblem } from '@shared/tables/problem';
import { checkSystem } from '@shared/tables/ruleChecks';
import { readBuiltinSet } from '../services/indicators/builtinSet';
import {
  readIndicatorJson,
  readIndicatorTable,
  type IndicatorTableOptions,
} from '../workbook/indicatorWorkbook';

export interface IndicatorSource {
  readonly system: IndicatorSystem;
  readonly problems: readonly TableProblem[];
}

/**
 * Reads an indicator system from where the command line says: builtin:jiangsu, a .json set, or a workbook.
 *
 * @throws {AppError} BAD_ARGUMENTS for an unknown builtin; what reading the file refuses with.
 */
export async function readIndicators(
  source: string,
  options: IndicatorTableOptions & { readonly signal?: AbortSignal } = {},
): Promise<IndicatorSource> {
  if (source === 'builtin:jiangsu') return { system: (await readBuiltinSet()).system, problems: [] };
  if (source.startsWith('builtin:')) {
    throw badArguments({ problem: `没有内置的指标体系“${source}”。`, todo: '内置的只有 builtin:jiangsu。' });
  }
  if (source.toLowerCase().endsWith('.json')) {
    const { system } = await readIndicatorJson(source);
    return { system, problems: problemsOf(system) };
  }
  const { system, problems } = await readIndicatorTable(source, options);
  return { system, problems };
}

/** A set of the right shape may still not add up; it is judged as a table is, its items named by their codes. */
function problemsOf(system: IndicatorSystem): TableProblem[] {
  return checkSystem(system).map(({ severity, code, itemCode, column, message, remedy }) => ({
    severity,
    code,
    sheet: '',
    cell: '',
    message: `${[itemCode, column].filter((part) => part !== '').join(' ')}：${message}`,
    remedy,
  }));
}

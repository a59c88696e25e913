import type { IndicatorSystem } from '@shared/domain/indicatorSystem';
import { badArguments } from '@shared/errors/cli';
import type { TableProblem } from '@shared/tables/problem';
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
    return { system: (await readIndicatorJson(source)).system, problems: [] };
  }
  const { system, problems } = await readIndicatorTable(source, options);
  return { system, problems };
}

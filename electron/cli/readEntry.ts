import type { ScoreEntry } from '@shared/domain/score';
import { badArguments } from '@shared/errors/cli';
import { scoreRefused } from '@shared/errors/scores';
import type { ItemView, UnitView } from '@shared/ipc/views';
import { parseInputs } from '@shared/tables/inputText';

/** What is said of one score: inputs of the rules, points, or 不适用, with the reason. */
export interface EntryOptions {
  readonly points?: string;
  readonly input?: string[];
  readonly na?: boolean;
  readonly reason?: string;
}

/**
 * A score's entry from the options of a command.
 *
 * @throws {AppError} BAD_ARGUMENTS where nothing was given; the code of the input's problem.
 */
export function readEntry(unit: UnitView, item: ItemView, options: EntryOptions): ScoreEntry {
  const inputs: Record<string, string>[] = item.rules.map(() => ({}));
  for (const text of options.input ?? []) {
    const parsed = parseInputs(item, text);
    const [problem] = parsed.problems;
    if (problem) throw scoreRefused(problem, { unit: unit.name, item: item.code });
    parsed.inputs.forEach((record, index) => Object.assign((inputs[index] ??= {}), record));
  }
  const given = inputs.some((record) => Object.keys(record).length > 0);
  if (!given && options.points === undefined && !options.na) {
    throw badArguments({ problem: '没有给出评分：请写 --input、--points 或 --na 中的一个。' });
  }
  if (options.na && options.points !== undefined) {
    throw badArguments({ problem: '--na 和 --points 不能一起写：不适用的没有得分。' });
  }
  return {
    inputs: given ? inputs : [],
    points: options.points ?? '',
    notApplicable: options.na === true,
    reason: options.reason ?? '',
  };
}

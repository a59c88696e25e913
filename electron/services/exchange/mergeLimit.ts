import type { Kysely } from 'kysely';
import { mergeLimitInvalid } from '@shared/errors/exchange';
import { DEFAULT_MERGE_LIMIT, MOST_MERGE_LIMIT, parseMergeLimit } from '@shared/exchange/mergeLimit';
import { loadCurrentCycle } from '../../database/cycleRepository';
import { readCycleSetting, writeCycleSetting } from '../../database/cycleSettingRepository';
import type { Schema } from '../../database/schema';
import { assertMay, assertSignedIn } from '../access/assertMay';
import { inTransaction } from '../assessment/inTransaction';
import { assertWritable } from '../workspace/assertWritable';
import type { Workspace } from '../workspace/workspace';

/** Whole percents of what stands that a package may lower or empty before somebody is asked. */
export async function readMergeLimit(db: Kysely<Schema>, cycleId: number): Promise<number> {
  const set = await readCycleSetting(db, cycleId, 'mergeLowering');
  return typeof set === 'number' ? set : DEFAULT_MERGE_LIMIT;
}

/** @throws {AppError} NOT_SIGNED_IN */
export async function getMergeLimit(workspace: Workspace): Promise<number> {
  assertSignedIn(workspace);
  const { id } = await loadCurrentCycle(workspace.reader);
  return readMergeLimit(workspace.reader, id);
}

/**
 * Sets how much a package may lower or empty before somebody is asked.
 *
 * @param text  as typed: 20, 20%; 0 asks for every lowering of five cells or more.
 * @returns what is set now.
 * @throws {AppError} WORKSPACE_READ_ONLY, NOT_SIGNED_IN, NOT_PERMITTED, MERGE_LIMIT_INVALID
 */
export async function setMergeLimit(workspace: Workspace, text: string): Promise<number> {
  assertWritable(workspace);
  assertMay(workspace, 'manageCycle');
  const percent = parseMergeLimit(text);
  if (percent === null) throw mergeLimitInvalid({ text, most: MOST_MERGE_LIMIT });
  await inTransaction(workspace, async (trx, _now, audit) => {
    const { id, name } = await loadCurrentCycle(trx);
    const before = await readMergeLimit(trx, id);
    if (before === percent) return;
    await writeCycleSetting(trx, id, 'mergeLowering', percent);
    await audit({
      action: 'cycle.mergeLimit',
      subject: name,
      before: { mergeLimit: before },
      after: { mergeLimit: percent },
    });
  });
  return percent;
}
